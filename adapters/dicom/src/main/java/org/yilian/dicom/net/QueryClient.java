package org.yilian.dicom.net;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;

/** C-FIND, C-MOVE and C-GET as SCU, PS3.7 sections 9.1.2 to 9.1.4. */
final class QueryClient {
    private final Association association;
    private final PresentationContext context;
    private final Invocation invocation;

    QueryClient(Association association, PresentationContext context) {
        this.association = association;
        this.context = context;
        this.invocation = new Invocation(association, context);
    }

    DimseStatus find(DataSet keys, Predicate<DataSet> wantsMore) throws IOException {
        invocation.send(request(Command.C_FIND_RQ), keys);
        boolean cancelled = false;
        while (true) {
            Invocation.Response response = invocation.response(Command.C_FIND_RSP);
            DataSet match = dataSet(response.message());
            if (!response.status().isPending()) {
                return response.status();
            }
            if (match != null && !cancelled && !wantsMore.test(match)) {
                cancelled = true;
                invocation.cancel();
            }
        }
    }

    RetrieveResult move(DataSet keys, String destinationAe, Consumer<RetrieveProgress> listener) throws IOException {
        invocation.send(request(Command.C_MOVE_RQ).text(CommandSet.MOVE_DESTINATION, destinationAe), keys);
        return await(Command.C_MOVE_RSP, null, listener);
    }

    RetrieveResult get(DataSet keys, StoreHandler handler, Consumer<RetrieveProgress> listener) throws IOException {
        invocation.send(request(Command.C_GET_RQ), keys);
        return await(Command.C_GET_RSP, new StoreProvider(handler, uid -> true), listener);
    }

    private RetrieveResult await(Command expected, StoreProvider store, Consumer<RetrieveProgress> listener)
            throws IOException {
        while (true) {
            Message message = invocation.receive();
            if (store != null && message.command().us(CommandSet.COMMAND_FIELD) == Command.C_STORE_RQ.code()) {
                store.perform(association, message);
                continue;
            }
            Invocation.Response response = invocation.response(expected, message);
            RetrieveProgress progress = RetrieveProgress.read(message.command());
            DataSet failures = dataSet(message);
            if (!response.status().isPending()) {
                return new RetrieveResult(
                        response.status(),
                        progress,
                        failures == null ? List.of() : failures.strings(Tag.FailedSOPInstanceUIDList));
            }
            listener.accept(progress);
        }
    }

    /** Further responses are on their way when one cannot be read: the association is no use any more. */
    private DataSet dataSet(Message message) throws IOException {
        try {
            return message.readDataSet();
        } catch (DimseStatusException e) {
            association.abort();
            throw new AssociationAbortedException("data set of a response not understood", e);
        }
    }

    private CommandSet request(Command command) {
        return invocation
                .request(command)
                .uid(CommandSet.AFFECTED_SOP_CLASS_UID, context.abstractSyntax())
                .us(CommandSet.PRIORITY, 0);
    }
}
