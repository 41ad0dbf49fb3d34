package org.yilian.dicom.net;

import java.io.IOException;

/** Looks out for C-CANCEL while an operation with many responses runs, PS3.7 section 9.3.2.3. */
final class Cancellation {
    private final Association association;
    private final int messageId;
    private boolean wanted;

    Cancellation(Association association, CommandSet request) throws ProtocolException {
        this.association = association;
        this.messageId = request.us(CommandSet.MESSAGE_ID);
    }

    /** Whether the peer has cancelled by now; does not wait. */
    boolean wanted() throws IOException {
        while (!wanted && association.messageWaiting()) {
            Message message = association.receive(association.timeouts().receive());
            if (message == null) {
                throw new AssociationAbortedException("association released by peer within an operation");
            }
            if (!take(message)) {
                throw association.abort(ProtocolException.invalid("another request within an operation"));
            }
        }
        return wanted;
    }

    /** Takes a message that may be a C-CANCEL, of this or of an operation before; false if it is none. */
    boolean take(Message message) throws IOException {
        if (message.command().command() != Command.C_CANCEL_RQ) {
            return false;
        }
        wanted |= message.command().us(CommandSet.MESSAGE_ID_BEING_RESPONDED_TO) == messageId;
        return true;
    }
}
