package org.yilian.dicom.net;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.VR;

/** Performs C-GET and C-MOVE: a sub-operation and a pending response for each instance, PS3.4 annex C.4.2 and C.4.3. */
final class RetrieveProvider {
    /** As many UIDs as fit into one element of explicit VR. */
    private static final int MOST_FAILED_NAMED = 1000;

    private final Association association;
    private final RetrieveHandler handler;
    private final SubOperations subOperations;
    private final List<String> failed = new ArrayList<>();

    RetrieveProvider(Association association, RetrieveHandler handler, SubOperations subOperations) {
        this.association = association;
        this.handler = handler;
        this.subOperations = subOperations;
    }

    void perform(Message message) throws IOException {
        CommandSet command = message.command();
        QueryRequest request = new QueryRequest(
                association.info(),
                message.context(),
                command.us(CommandSet.MESSAGE_ID),
                command.text(CommandSet.MOVE_DESTINATION),
                association.queryOptions(message.context()));
        try (SubOperations operations = subOperations) {
            List<StoredInstance> instances = handler.retrieve(request, message.readRequiredDataSet());
            operations.begin(instances);
            sendAll(instances, message);
        } catch (DimseStatusException e) {
            refuse(message, e.status());
        } catch (AssociationAbortedException e) {
            throw e;
        } catch (IOException e) {
            refuse(message, DimseStatus.OUT_OF_RESOURCES);
        } catch (RuntimeException e) {
            refuse(message, DimseStatus.PROCESSING_FAILURE);
        }
    }

    private void refuse(Message message, DimseStatus status) throws IOException {
        association.send(message.context().id(), message.command().response(status));
    }

    private void sendAll(List<StoredInstance> instances, Message message) throws IOException {
        Cancellation cancellation = new Cancellation(association, message.command());
        RetrieveProgress progress = new RetrieveProgress(instances.size(), 0, 0, 0);
        for (StoredInstance instance : instances) {
            if (cancellation.wanted()) {
                break;
            }
            DimseStatus status = subOperations.send(instance, cancellation);
            if (!status.isSuccess() && !status.isWarning() && failed.size() < MOST_FAILED_NAMED) {
                failed.add(instance.sopInstanceUid());
            }
            progress = progress.after(status);
            if (progress.remaining() > 0) {
                association.send(message.context().id(), response(message, DimseStatus.PENDING, progress));
            }
        }
        DimseStatus status = progress.remaining() > 0 ? DimseStatus.CANCEL : progress.outcome();
        association.send(message.context(), response(message, status, progress), failures());
    }

    /** Remaining sub-operations are told while pending or cancelled only, PS3.7 tables 9.1-3 and 9.1-4. */
    private static CommandSet response(Message message, DimseStatus status, RetrieveProgress progress)
            throws ProtocolException {
        CommandSet response = message.command().response(status);
        if (progress.remaining() > 0) {
            response.us(CommandSet.REMAINING_SUBOPERATIONS, progress.remaining());
        }
        progress.writeTo(response);
        return response;
    }

    private DataSet failures() {
        return failed.isEmpty()
                ? null
                : new DataSet().set(Tag.FailedSOPInstanceUIDList, VR.UI, failed.toArray(String[]::new));
    }
}
