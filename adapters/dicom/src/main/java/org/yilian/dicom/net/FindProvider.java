package org.yilian.dicom.net;

import java.io.IOException;
import java.util.Iterator;
import java.util.stream.Stream;
import org.yilian.dicom.DataSet;

/** Performs C-FIND: a pending response for each match until the peer cancels, PS3.7 section 9.1.2. */
final class FindProvider {
    private final Association association;
    private final FindHandler handler;

    FindProvider(Association association, FindHandler handler) {
        this.association = association;
        this.handler = handler;
    }

    void perform(Message message) throws IOException {
        CommandSet command = message.command();
        QueryRequest request = new QueryRequest(
                association.info(),
                message.context(),
                command.us(CommandSet.MESSAGE_ID),
                "",
                association.queryOptions(message.context()));
        DimseStatus status;
        try (Stream<DataSet> matches = handler.find(request, message.readRequiredDataSet())) {
            status = send(matches.iterator(), message);
        } catch (DimseStatusException e) {
            status = e.status();
        } catch (AssociationAbortedException e) {
            throw e;
        } catch (IOException e) {
            status = DimseStatus.OUT_OF_RESOURCES;
        } catch (RuntimeException e) {
            status = DimseStatus.PROCESSING_FAILURE;
        }
        association.send(message.context().id(), command.response(status));
    }

    private DimseStatus send(Iterator<DataSet> matches, Message message) throws IOException {
        Cancellation cancellation = new Cancellation(association, message.command());
        while (matches.hasNext()) {
            if (cancellation.wanted()) {
                return DimseStatus.CANCEL;
            }
            association.send(message.context(), message.command().response(DimseStatus.PENDING), matches.next());
        }
        return DimseStatus.SUCCESS;
    }
}
