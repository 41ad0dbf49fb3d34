package org.yilian.dicom.net;

import java.io.IOException;
import org.yilian.dicom.DataSet;

/** One operation that we invoke on a peer, from its request to its last response. */
final class Invocation {
    private final Association association;
    private final PresentationContext context;
    private final int messageId;

    record Response(Message message, DimseStatus status) {}

    Invocation(Association association, PresentationContext context) {
        this.association = association;
        this.context = context;
        this.messageId = association.nextMessageId();
    }

    CommandSet request(Command command) {
        return new CommandSet(command).us(CommandSet.MESSAGE_ID, messageId);
    }

    /** @param dataSet null for none */
    void send(CommandSet request, DataSet dataSet) throws IOException {
        association.send(context, request, dataSet);
    }

    /** Waits for the next message of the peer. */
    Message receive() throws IOException {
        Message message = association.receive(association.timeouts().response());
        if (message == null) {
            throw new AssociationAbortedException("association released by peer before its response");
        }
        return message;
    }

    Response response(Command expected) throws IOException {
        return response(expected, receive());
    }

    Response response(Command expected, Message message) throws IOException {
        try {
            CommandSet command = message.command();
            if (command.command() != expected || command.us(CommandSet.MESSAGE_ID_BEING_RESPONDED_TO) != messageId) {
                throw ProtocolException.invalid("not the response expected");
            }
            return new Response(message, command.status());
        } catch (ProtocolException e) {
            throw association.abort(e);
        }
    }

    void cancel() throws IOException {
        association.send(
                context.id(),
                new CommandSet(Command.C_CANCEL_RQ).us(CommandSet.MESSAGE_ID_BEING_RESPONDED_TO, messageId));
    }
}
