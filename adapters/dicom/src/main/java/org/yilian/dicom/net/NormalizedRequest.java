package org.yilian.dicom.net;

import org.yilian.dicom.DataSet;

/**
 * A request of the normalized services (DIMSE-N), PS3.7 section 10.
 *
 * @param operation which service
 * @param sopClassUid affected or requested SOP class
 * @param sopInstanceUid affected or requested SOP instance; empty where the performer shall choose (N-CREATE)
 * @param typeId event type of N-EVENT-REPORT, action type of N-ACTION, else 0
 * @param dataSet event information, action information, attribute or modification list; null if none
 */
public record NormalizedRequest(
        Operation operation, String sopClassUid, String sopInstanceUid, int typeId, DataSet dataSet) {

    /** The six services. */
    public enum Operation {
        N_EVENT_REPORT(Command.N_EVENT_REPORT_RQ, false, CommandSet.EVENT_TYPE_ID),
        N_GET(Command.N_GET_RQ, true, 0),
        N_SET(Command.N_SET_RQ, true, 0),
        N_ACTION(Command.N_ACTION_RQ, true, CommandSet.ACTION_TYPE_ID),
        N_CREATE(Command.N_CREATE_RQ, false, 0),
        N_DELETE(Command.N_DELETE_RQ, true, 0);

        private final Command command;
        private final boolean requested;
        private final int typeElement;

        Operation(Command command, boolean requested, int typeElement) {
            this.command = command;
            this.requested = requested;
            this.typeElement = typeElement;
        }

        private int sopClassElement() {
            return requested ? CommandSet.REQUESTED_SOP_CLASS_UID : CommandSet.AFFECTED_SOP_CLASS_UID;
        }

        private int sopInstanceElement() {
            return requested ? CommandSet.REQUESTED_SOP_INSTANCE_UID : CommandSet.AFFECTED_SOP_INSTANCE_UID;
        }
    }

    Command command() {
        return operation.command;
    }

    CommandSet commandSet(Invocation invocation) {
        CommandSet command = invocation.request(operation.command).uid(operation.sopClassElement(), sopClassUid);
        if (!sopInstanceUid.isEmpty()) {
            command.uid(operation.sopInstanceElement(), sopInstanceUid);
        }
        writeType(command);
        return command;
    }

    /** Requests and responses alike name the type of event or action. */
    void writeType(CommandSet command) {
        if (operation.typeElement != 0) {
            command.us(operation.typeElement, typeId);
        }
    }

    static boolean isOne(Command command) {
        for (Operation operation : Operation.values()) {
            if (operation.command == command) {
                return true;
            }
        }
        return false;
    }

    static NormalizedRequest read(CommandSet command, DataSet dataSet) throws ProtocolException {
        for (Operation operation : Operation.values()) {
            if (operation.command == command.command()) {
                return new NormalizedRequest(
                        operation,
                        command.uid(operation.sopClassElement()),
                        command.uid(operation.sopInstanceElement()),
                        operation.typeElement == 0 ? 0 : command.us(operation.typeElement),
                        dataSet);
            }
        }
        throw ProtocolException.invalid("no request of a normalized service");
    }
}
