package org.yilian.dicom.net;

import java.io.IOException;

/** Performs the operations that a peer invokes on an accepted association (SCP), PS3.7 sections 9 and 10. */
final class ServiceProvider {
    private final Association association;
    private final Services services;

    ServiceProvider(Association association, Services services) {
        this.association = association;
        this.services = services;
    }

    void perform(Message message) throws IOException {
        Command command = message.command().command();
        switch (command) {
            case C_ECHO_RQ -> answer(message, echo());
            case C_STORE_RQ -> answer(message, store(message));
            case C_CANCEL_RQ -> {
                // for an operation that has ended meanwhile: nothing to cancel, and no response is defined
            }
            default -> {
                if (command.isResponse()) {
                    throw ProtocolException.invalid("response to nothing");
                }
                answer(message, DimseStatus.UNRECOGNIZED_OPERATION);
            }
        }
    }

    private DimseStatus echo() {
        try {
            return services.echo().echo(association.info());
        } catch (RuntimeException e) {
            return DimseStatus.PROCESSING_FAILURE;
        }
    }

    private DimseStatus store(Message message) throws IOException {
        CommandSet command = message.command();
        StoreRequest request = new StoreRequest(
                association.info(),
                message.context(),
                command.uid(CommandSet.AFFECTED_SOP_CLASS_UID),
                command.uid(CommandSet.AFFECTED_SOP_INSTANCE_UID),
                command.us(CommandSet.MESSAGE_ID),
                command.text(CommandSet.MOVE_ORIGINATOR_AE),
                command.usOr(CommandSet.MOVE_ORIGINATOR_MESSAGE_ID, -1));
        if (services.store() == null || !services.isStorage(request.sopClassUid())) {
            return DimseStatus.SOP_CLASS_NOT_SUPPORTED;
        }
        if (message.data() == null || request.sopInstanceUid().isEmpty()) {
            return DimseStatus.CANNOT_UNDERSTAND;
        }
        try {
            return services.store().store(request, message.data());
        } catch (AssociationAbortedException e) {
            throw e;
        } catch (IOException e) {
            return DimseStatus.OUT_OF_RESOURCES;
        } catch (RuntimeException e) {
            return DimseStatus.PROCESSING_FAILURE;
        }
    }

    /** The data set is read to its end first: a response before that could cross with it in the peer's buffers. */
    private void answer(Message message, DimseStatus status) throws IOException {
        message.discardRest();
        association.send(message.context().id(), message.command().response(status));
    }
}
