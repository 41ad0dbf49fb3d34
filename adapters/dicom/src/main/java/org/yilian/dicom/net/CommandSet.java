package org.yilian.dicom.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The command set of a DIMSE message, PS3.7 section 6.3.1: elements of group 0000, always implicit VR little endian.
 * Elements are named by their number within the group, as {@code CommandSet.STATUS}.
 */
final class CommandSet {
    static final int AFFECTED_SOP_CLASS_UID = 0x0002;
    static final int REQUESTED_SOP_CLASS_UID = 0x0003;
    static final int COMMAND_FIELD = 0x0100;
    static final int MESSAGE_ID = 0x0110;
    static final int MESSAGE_ID_BEING_RESPONDED_TO = 0x0120;
    static final int MOVE_DESTINATION = 0x0600;
    static final int PRIORITY = 0x0700;
    static final int COMMAND_DATA_SET_TYPE = 0x0800;
    static final int STATUS = 0x0900;
    static final int ERROR_COMMENT = 0x0902;
    static final int AFFECTED_SOP_INSTANCE_UID = 0x1000;
    static final int REQUESTED_SOP_INSTANCE_UID = 0x1001;
    static final int EVENT_TYPE_ID = 0x1002;
    static final int ATTRIBUTE_IDENTIFIER_LIST = 0x1005;
    static final int ACTION_TYPE_ID = 0x1008;
    static final int REMAINING_SUBOPERATIONS = 0x1020;
    static final int COMPLETED_SUBOPERATIONS = 0x1021;
    static final int FAILED_SUBOPERATIONS = 0x1022;
    static final int WARNING_SUBOPERATIONS = 0x1023;
    static final int MOVE_ORIGINATOR_AE = 0x1030;
    static final int MOVE_ORIGINATOR_MESSAGE_ID = 0x1031;

    /** Value of COMMAND_DATA_SET_TYPE that says that no data set follows. */
    static final int NO_DATA_SET = 0x0101;

    /** Longest command set read; a peer's list of attribute identifiers fits in many times. */
    static final int MAX_LENGTH = 64 * 1024;

    private final TreeMap<Integer, byte[]> elements = new TreeMap<>();

    CommandSet(Command command) {
        us(COMMAND_FIELD, command.code());
        us(COMMAND_DATA_SET_TYPE, NO_DATA_SET);
    }

    private CommandSet() {}

    /** The response to this request with the fields that every response has, PS3.7 section 9.3. */
    CommandSet response(DimseStatus status) throws ProtocolException {
        CommandSet response = new CommandSet(command().response());
        response.us(MESSAGE_ID_BEING_RESPONDED_TO, us(MESSAGE_ID));
        response.us(STATUS, status.code());
        if (!status.comment().isEmpty()) {
            response.text(ERROR_COMMENT, status.comment());
        }
        String sopClass = uid(AFFECTED_SOP_CLASS_UID);
        String instance = uid(AFFECTED_SOP_INSTANCE_UID);
        copyUid(response, AFFECTED_SOP_CLASS_UID, sopClass.isEmpty() ? uid(REQUESTED_SOP_CLASS_UID) : sopClass);
        copyUid(response, AFFECTED_SOP_INSTANCE_UID, instance.isEmpty() ? uid(REQUESTED_SOP_INSTANCE_UID) : instance);
        return response;
    }

    private static void copyUid(CommandSet response, int element, String uid) {
        if (!uid.isEmpty()) {
            response.uid(element, uid);
        }
    }

    CommandSet us(int element, int value) {
        elements.put(element, new byte[] {(byte) value, (byte) (value >> 8)});
        return this;
    }

    CommandSet uid(int element, String value) {
        elements.put(element, padded(value, (byte) 0));
        return this;
    }

    CommandSet text(int element, String value) {
        elements.put(element, padded(value, (byte) ' '));
        return this;
    }

    boolean has(int element) {
        return elements.containsKey(element);
    }

    /** An unsigned 16 bit value that must be there. */
    int us(int element) throws ProtocolException {
        byte[] value = elements.get(element);
        if (value == null || value.length != 2) {
            throw ProtocolException.invalid("command element missing or of wrong length");
        }
        return (value[0] & 0xFF) | (value[1] & 0xFF) << 8;
    }

    /** An unsigned 16 bit value that may be missing. */
    int usOr(int element, int absent) throws ProtocolException {
        byte[] value = elements.get(element);
        return value == null || value.length != 2 ? absent : us(element);
    }

    /** A UID without padding; empty if absent. */
    String uid(int element) {
        return text(element);
    }

    /** Text without padding; empty if absent. */
    String text(int element) {
        byte[] value = elements.get(element);
        return value == null ? "" : new String(value, StandardCharsets.ISO_8859_1).trim();
    }

    Command command() throws ProtocolException {
        return Command.of(us(COMMAND_FIELD));
    }

    boolean hasDataSet() throws ProtocolException {
        return us(COMMAND_DATA_SET_TYPE) != NO_DATA_SET;
    }

    CommandSet withDataSet() {
        return us(COMMAND_DATA_SET_TYPE, 0x0001);
    }

    DimseStatus status() throws ProtocolException {
        String comment = text(ERROR_COMMENT);
        return new DimseStatus(us(STATUS), comment.substring(0, Math.min(64, comment.length())));
    }

    byte[] encode() {
        int length = elements.values().stream().mapToInt(v -> 8 + v.length).sum();
        ByteBuffer out = ByteBuffer.allocate(12 + length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0).putInt(4).putInt(length);
        for (Map.Entry<Integer, byte[]> element : elements.entrySet()) {
            out.putShort((short) 0).putShort((short) (int) element.getKey());
            out.putInt(element.getValue().length).put(element.getValue());
        }
        return out.array();
    }

    static CommandSet decode(byte[] bytes, int length) throws ProtocolException {
        CommandSet set = new CommandSet();
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            if (in.remaining() < 8) {
                throw ProtocolException.invalid("command set ends within an element");
            }
            int group = in.getShort();
            int element = in.getShort() & 0xFFFF;
            int size = in.getInt();
            if (group != 0 || size < 0 || size > in.remaining()) {
                throw ProtocolException.invalid("command set of wrong group or length");
            }
            byte[] value = new byte[size];
            in.get(value);
            if (element != 0) {
                set.elements.put(element, value);
            }
        }
        set.requireWhatEveryMessageHas();
        return set;
    }

    private void requireWhatEveryMessageHas() throws ProtocolException {
        Command command = command();
        us(COMMAND_DATA_SET_TYPE);
        if (command.isResponse()) {
            us(STATUS);
        }
        us(command.isResponse() || command == Command.C_CANCEL_RQ ? MESSAGE_ID_BEING_RESPONDED_TO : MESSAGE_ID);
    }

    private static byte[] padded(String value, byte pad) {
        byte[] text = value.getBytes(StandardCharsets.ISO_8859_1);
        if (text.length % 2 == 0) {
            return text;
        }
        byte[] even = Arrays.copyOf(text, text.length + 1);
        even[text.length] = pad;
        return even;
    }
}
