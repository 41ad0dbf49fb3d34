package org.yilian.dicom.net;

import java.io.IOException;
import org.yilian.dicom.DataSet;

/** Performs the operations that a peer invokes on an accepted association (SCP), PS3.7 sections 9 and 10. */
final class ServiceProvider {
    private final Association association;
    private final Services services;
    private final StoreProvider store;

    ServiceProvider(Association association, Services services) {
        this.association = association;
        this.services = services;
        this.store = new StoreProvider(services.store(), services::isStorage);
    }

    void perform(Message message) throws IOException {
        Command command = message.command().command();
        String sopClass = message.context().abstractSyntax();
        switch (command) {
            case C_ECHO_RQ -> answer(message, echo());
            case C_STORE_RQ -> store.perform(association, message);
            case C_FIND_RQ -> {
                FindHandler handler = services.finds().get(sopClass);
                if (handler == null) {
                    answer(message, DimseStatus.SOP_CLASS_NOT_SUPPORTED);
                } else {
                    new FindProvider(association, handler).perform(message);
                }
            }
            case C_GET_RQ -> retrieve(message, services.gets().get(sopClass), new SameAssociation(association));
            case C_MOVE_RQ ->
                retrieve(
                        message,
                        services.moves().get(sopClass),
                        new OtherAssociation(association, services.destinations(), message.command()));
            case C_CANCEL_RQ -> {
                // for an operation that has ended meanwhile: nothing to cancel, and no response is defined
            }
            default -> other(message, command);
        }
    }

    private void other(Message message, Command command) throws IOException {
        if (command.isResponse()) {
            throw ProtocolException.invalid("response to nothing");
        }
        NormalizedHandler handler = services.normalized().get(message.context().abstractSyntax());
        if (handler == null || !NormalizedRequest.isOne(command)) {
            answer(message, DimseStatus.UNRECOGNIZED_OPERATION);
        } else {
            normalized(message, handler);
        }
    }

    private DimseStatus echo() {
        try {
            return services.echo().echo(association.info());
        } catch (RuntimeException e) {
            return DimseStatus.PROCESSING_FAILURE;
        }
    }

    private void retrieve(Message message, RetrieveHandler handler, SubOperations subOperations) throws IOException {
        if (handler == null) {
            answer(message, DimseStatus.SOP_CLASS_NOT_SUPPORTED);
        } else {
            new RetrieveProvider(association, handler, subOperations).perform(message);
        }
    }

    private void normalized(Message message, NormalizedHandler handler) throws IOException {
        NormalizedRequest request;
        try {
            request = NormalizedRequest.read(message.command(), message.readDataSet());
        } catch (DimseStatusException e) {
            answer(message, e.status());
            return;
        }
        NormalizedResponse response;
        try {
            response = handler.perform(association.info(), request);
        } catch (DimseStatusException e) {
            response = NormalizedResponse.of(e.status());
        } catch (IOException | RuntimeException e) {
            response = NormalizedResponse.of(DimseStatus.PROCESSING_FAILURE);
        }
        CommandSet command = message.command().response(response.status());
        if (!response.sopInstanceUid().isEmpty()) {
            command.uid(CommandSet.AFFECTED_SOP_INSTANCE_UID, response.sopInstanceUid());
        }
        request.writeType(command);
        DataSet dataSet = response.dataSet();
        association.send(message.context(), command, dataSet);
    }

    private void answer(Message message, DimseStatus status) throws IOException {
        message.discardRest();
        association.send(message.context().id(), message.command().response(status));
    }
}
