package org.yilian.dicom.net;

import java.io.IOException;
import java.util.function.Predicate;

/** Performs C-STORE for a peer: on a server, and on a client that asked by C-GET. PS3.7 section 9.1.1. */
final class StoreProvider {
    private final StoreHandler handler;
    private final Predicate<String> storable;

    /**
     * @param handler null if nothing may be stored here
     * @param storable the SOP classes it takes
     */
    StoreProvider(StoreHandler handler, Predicate<String> storable) {
        this.handler = handler;
        this.storable = storable;
    }

    /** Receives one object and answers. */
    DimseStatus perform(Association association, Message message) throws IOException {
        DimseStatus status = store(association, message);
        // all of the data set is taken before the answer, which could cross with it in the peer's buffers otherwise
        message.discardRest();
        association.send(message.context().id(), message.command().response(status));
        return status;
    }

    private DimseStatus store(Association association, Message message) throws IOException {
        CommandSet command = message.command();
        StoreRequest request = new StoreRequest(
                association.info(),
                message.context(),
                command.uid(CommandSet.AFFECTED_SOP_CLASS_UID),
                command.uid(CommandSet.AFFECTED_SOP_INSTANCE_UID),
                command.us(CommandSet.MESSAGE_ID),
                command.text(CommandSet.MOVE_ORIGINATOR_AE),
                command.usOr(CommandSet.MOVE_ORIGINATOR_MESSAGE_ID, -1));
        if (handler == null
                || !storable.test(message.context().abstractSyntax())
                || !storable.test(request.sopClassUid())) {
            return DimseStatus.SOP_CLASS_NOT_SUPPORTED;
        }
        if (message.data() == null || request.sopInstanceUid().isEmpty()) {
            return DimseStatus.CANNOT_UNDERSTAND;
        }
        try {
            return handler.store(request, message.data());
        } catch (DimseStatusException e) {
            return e.status();
        } catch (AssociationAbortedException e) {
            throw e;
        } catch (IOException e) {
            return DimseStatus.OUT_OF_RESOURCES;
        } catch (RuntimeException e) {
            return DimseStatus.PROCESSING_FAILURE;
        }
    }
}
