package org.yilian.dicom.net;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** C-GET: instances go back on the association they were asked for on, PS3.7 section 9.1.3. */
final class SameAssociation implements SubOperations {
    private final Association association;
    private int messageId;

    SameAssociation(Association association) {
        this.association = association;
    }

    @Override
    public void begin(List<StoredInstance> instances) {
        // nothing to prepare
    }

    @Override
    public DimseStatus send(StoredInstance instance, Cancellation cancellation) throws IOException {
        Optional<PresentationContext> context = association.storableAtPeer(instance);
        if (context.isEmpty()) {
            return DimseStatus.SOP_CLASS_NOT_SUPPORTED;
        }
        messageId = association.nextMessageId();
        CommandSet command = new CommandSet(Command.C_STORE_RQ)
                .uid(CommandSet.AFFECTED_SOP_CLASS_UID, instance.sopClassUid())
                .us(CommandSet.MESSAGE_ID, messageId)
                .us(CommandSet.PRIORITY, 0)
                .uid(CommandSet.AFFECTED_SOP_INSTANCE_UID, instance.sopInstanceUid());
        InputStream opened;
        try {
            opened = instance.open(context.get().transferSyntax());
        } catch (IOException | RuntimeException e) {
            return DimseStatus.PROCESSING_FAILURE;
        }
        try (InputStream data = opened) {
            association.send(context.get().id(), command, data);
        }
        return answer(cancellation);
    }

    private DimseStatus answer(Cancellation cancellation) throws IOException {
        while (true) {
            Message message = association.receive(association.timeouts().response());
            if (message == null) {
                throw new AssociationAbortedException("association released by peer within an operation");
            }
            if (cancellation.take(message)) {
                continue;
            }
            CommandSet command = message.command();
            if (command.command() != Command.C_STORE_RSP
                    || command.us(CommandSet.MESSAGE_ID_BEING_RESPONDED_TO) != messageId) {
                throw association.abort(ProtocolException.invalid("not the response expected"));
            }
            return command.status();
        }
    }

    @Override
    public void close() {
        // the association is the peer's
    }
}
