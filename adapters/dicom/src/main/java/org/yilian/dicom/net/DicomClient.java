package org.yilian.dicom.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.Pdu.ContextResult;
import org.yilian.dicom.net.Pdu.ProposedContext;
import org.yilian.dicom.net.UserInformation.ExtendedNegotiation;

/**
 * An association that we asked for, and the operations invoked on it (SCU). For one thread. After an
 * {@link AssociationAbortedException} it is over; other failures leave it usable.
 */
public final class DicomClient implements Closeable {
    private final Association association;

    private DicomClient(Association association) {
        this.association = association;
    }

    /**
     * Connects and negotiates.
     *
     * @throws AssociationRejectedException if the peer refuses
     * @throws AssociationAbortedException if it hangs up or keeps silent
     * @throws IOException if it cannot be reached
     */
    public static DicomClient connect(AssociationRequest request) throws IOException {
        Timeouts timeouts = request.settings().timeouts();
        Socket wire = new Socket();
        try {
            wire.connect(new InetSocketAddress(request.host(), request.port()), (int)
                    timeouts.connect().toMillis());
            Secured secured = request.tls() == null
                    ? Secured.plain(wire)
                    : Secured.client(wire, request.tls(), request.verifiedHost(), timeouts.connect());
            return associate(request, new Transport(secured.socket(), wire, timeouts.send()), secured);
        } catch (IOException | RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    private static DicomClient associate(AssociationRequest request, Transport transport, Secured secured)
            throws IOException {
        UpperLayer upper = UpperLayer.requestor(transport, request.settings().timeouts());
        Pdu.AssociateRq rq = request.pdu();
        Pdu.AssociateAc ac = upper.request(rq);
        AssociationInfo info = new AssociationInfo(
                request.callingAe(),
                request.calledAe(),
                new InetSocketAddress(request.host(), request.port()),
                secured.peerCertificate(),
                null,
                ac.user().implementationClassUid(),
                ac.user().implementationVersionName());
        return new DicomClient(new Association(
                upper,
                request.settings(),
                info,
                accepted(rq, ac),
                Set.of(),
                ac.user().extended().stream()
                        .collect(Collectors.toMap(
                                ExtendedNegotiation::sopClassUid,
                                item -> QueryOptions.of(item.information()),
                                (first, second) -> first)),
                ac.user().maximumLength()));
    }

    /** A result for a context nobody proposed, or with a transfer syntax nobody proposed, is no acceptance. */
    private static Map<Integer, PresentationContext> accepted(Pdu.AssociateRq rq, Pdu.AssociateAc ac) {
        Map<Integer, PresentationContext> contexts = new HashMap<>();
        for (ContextResult result : ac.contexts()) {
            for (ProposedContext proposed : rq.contexts()) {
                if (proposed.id() == result.id()
                        && result.accepted()
                        && proposed.transferSyntaxes().contains(result.transferSyntax())) {
                    contexts.put(
                            result.id(),
                            new PresentationContext(result.id(), proposed.abstractSyntax(), result.transferSyntax()));
                }
            }
        }
        return contexts;
    }

    /** With whom we speak. */
    public AssociationInfo info() {
        return association.info();
    }

    /** What the peer accepted. */
    public Collection<PresentationContext> contexts() {
        return List.copyOf(association.contexts().values());
    }

    /** What the peer agreed to beyond the baseline of an information model. */
    public QueryOptions queryOptions(String sopClassUid) {
        return association.queryOptions(new PresentationContext(0, sopClassUid, ""));
    }

    /** Whether the peer accepted a presentation context for this. */
    public boolean accepts(String sopClassUid, String transferSyntaxUid) {
        return find(sopClassUid, transferSyntaxUid).isPresent();
    }

    /** C-ECHO, PS3.7 section 9.1.5. */
    public DimseStatus echo() throws IOException {
        Invocation invocation = new Invocation(association, context(UID.Verification, null));
        invocation.send(
                invocation.request(Command.C_ECHO_RQ).uid(CommandSet.AFFECTED_SOP_CLASS_UID, UID.Verification), null);
        return invocation.response(Command.C_ECHO_RSP).status();
    }

    /**
     * Sends a Part 10 file by C-STORE; the data set goes out byte for byte as it is in the file.
     *
     * @return the peer's status
     * @throws PresentationContextException if the peer did not accept the file's SOP class in its transfer syntax
     * @throws DicomNetException if it is no Part 10 file
     */
    public DimseStatus store(Path file) throws IOException {
        FileHead head = FileHead.read(file);
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(head.dataOffset());
            return store(head.sopClassUid(), head.sopInstanceUid(), head.transferSyntaxUid(), in);
        }
    }

    /** Sends a data set by C-STORE, PS3.7 section 9.1.1; the stream is read to its end but not closed. */
    public DimseStatus store(String sopClassUid, String sopInstanceUid, String transferSyntaxUid, InputStream dataSet)
            throws IOException {
        return store(sopClassUid, sopInstanceUid, transferSyntaxUid, dataSet, null);
    }

    DimseStatus store(
            String sopClassUid,
            String sopInstanceUid,
            String transferSyntaxUid,
            InputStream dataSet,
            MoveOriginator originator)
            throws IOException {
        PresentationContext context = context(sopClassUid, transferSyntaxUid);
        Invocation invocation = new Invocation(association, context);
        CommandSet command = invocation
                .request(Command.C_STORE_RQ)
                .uid(CommandSet.AFFECTED_SOP_CLASS_UID, sopClassUid)
                .us(CommandSet.PRIORITY, 0)
                .uid(CommandSet.AFFECTED_SOP_INSTANCE_UID, sopInstanceUid);
        if (originator != null) {
            command.text(CommandSet.MOVE_ORIGINATOR_AE, originator.aeTitle())
                    .us(CommandSet.MOVE_ORIGINATOR_MESSAGE_ID, originator.messageId());
        }
        association.send(context.id(), command, dataSet);
        return invocation.response(Command.C_STORE_RSP).status();
    }

    /**
     * Queries by C-FIND.
     *
     * @param sopClassUid information model, as {@code UID.StudyRootQueryRetrieveInformationModelFind}
     * @param wantsMore takes each match as it comes; false cancels the query
     * @return the final status: success, FE00 after a cancel, or a failure
     */
    public DimseStatus find(String sopClassUid, DataSet keys, Predicate<DataSet> wantsMore) throws IOException {
        return new QueryClient(association, context(sopClassUid, null)).find(keys, wantsMore);
    }

    /**
     * Lets the peer send to a third party by C-MOVE.
     *
     * @param listener hears of the progress whenever the peer tells it
     */
    public RetrieveResult move(
            String sopClassUid, DataSet keys, String destinationAe, Consumer<RetrieveProgress> listener)
            throws IOException {
        return new QueryClient(association, context(sopClassUid, null)).move(keys, destinationAe, listener);
    }

    /**
     * Lets the peer send to us by C-GET; needs {@link AssociationRequest#alsoScp} for each storage SOP class.
     *
     * @param handler takes what comes
     * @param listener hears of the progress whenever the peer tells it
     */
    public RetrieveResult get(
            String sopClassUid, DataSet keys, StoreHandler handler, Consumer<RetrieveProgress> listener)
            throws IOException {
        return new QueryClient(association, context(sopClassUid, null)).get(keys, handler, listener);
    }

    /** Invokes an operation of the normalized services, PS3.7 section 10. */
    public NormalizedResponse invoke(NormalizedRequest request) throws IOException {
        Invocation invocation = new Invocation(association, context(request.sopClassUid(), null));
        invocation.send(request.commandSet(invocation), request.dataSet());
        Invocation.Response response = invocation.response(request.command().response());
        return new NormalizedResponse(
                response.status(),
                response.message().command().uid(CommandSet.AFFECTED_SOP_INSTANCE_UID),
                response.message().readDataSet());
    }

    private PresentationContext context(String sopClassUid, String transferSyntaxUid)
            throws PresentationContextException {
        return find(sopClassUid, transferSyntaxUid)
                .orElseThrow(() -> new PresentationContextException(sopClassUid, transferSyntaxUid));
    }

    private Optional<PresentationContext> find(String sopClassUid, String transferSyntaxUid) {
        return association.contexts().values().stream()
                .filter(c -> c.abstractSyntax().equals(sopClassUid))
                .filter(c -> transferSyntaxUid == null || c.transferSyntax().equals(transferSyntaxUid))
                .findFirst();
    }

    /** Gives the association up at once (A-ABORT). */
    public void abort() {
        association.abort();
    }

    /**
     * Releases the association in order.
     *
     * @throws AssociationAbortedException if the peer does not answer as it should
     */
    public void release() throws IOException {
        association.release();
    }

    /** Releases the association unless it has ended already. A peer that hangs up instead of answering is no failure. */
    @Override
    public void close() {
        if (association.established()) {
            try {
                association.release();
            } catch (IOException e) {
                // every operation has had its own answer; the association is over either way
            }
        }
    }
}
