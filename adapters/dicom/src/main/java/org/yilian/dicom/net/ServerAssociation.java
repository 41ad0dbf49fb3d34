package org.yilian.dicom.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One connection to a {@link DicomServer}, from the TLS handshake to its end, on a thread of its own. Whatever the peer
 * does, it ends with a closed socket and {@code ended} called once.
 */
final class ServerAssociation implements Runnable {
    private final Socket wire;
    private final ServerSettings settings;
    private final boolean congested;
    private final Consumer<ServerAssociation> ended;
    private final CountDownLatch gone = new CountDownLatch(1);
    private volatile Association association;
    private volatile boolean stopping;
    private volatile boolean busy;

    ServerAssociation(Socket wire, ServerSettings settings, boolean congested, Consumer<ServerAssociation> ended) {
        this.wire = wire;
        this.settings = settings;
        this.congested = congested;
        this.ended = ended;
    }

    @Override
    public void run() {
        try {
            associate().ifPresent(this::serve);
        } catch (IOException e) {
            // told to the peer as far as it can be told; nobody else can do anything about it
        } finally {
            closeWire();
            ended.accept(this);
            gone.countDown();
        }
    }

    private Optional<Association> associate() throws IOException {
        Timeouts timeouts = settings.association().timeouts();
        Secured secured = settings.tls() == null
                ? Secured.plain(wire)
                : Secured.server(wire, settings.tls(), settings.clientCertificateNeeded(), timeouts.connect());
        Transport transport = new Transport(secured.socket(), wire, timeouts.send());
        UpperLayer upper = UpperLayer.acceptor(transport, timeouts);
        Pdu.AssociateRq request = upper.awaitRequest();
        AssociationInfo info = new AssociationInfo(
                request.callingAe(),
                request.calledAe(),
                (InetSocketAddress) wire.getRemoteSocketAddress(),
                secured.peerCertificate(),
                request.user().userIdentity(),
                request.user().implementationClassUid(),
                request.user().implementationVersionName());
        Optional<Rejection> refusal = refusal(request, info);
        if (refusal.isPresent()) {
            upper.reject(refusal.get());
            return Optional.empty();
        }
        Negotiation negotiation = new Negotiation(settings.services(), request);
        upper.accept(negotiation.answer(settings.association()));
        return Optional.of(new Association(
                upper,
                settings.association(),
                info,
                negotiation.contexts(),
                negotiation.requestorScpClasses(),
                negotiation.queryOptions(),
                request.user().maximumLength()));
    }

    private Optional<Rejection> refusal(Pdu.AssociateRq request, AssociationInfo info) {
        if (congested || stopping) {
            return Optional.of(Rejection.TEMPORARY_CONGESTION);
        }
        return Negotiation.refusal(request).or(() -> refusedByPolicy(info));
    }

    private Optional<Rejection> refusedByPolicy(AssociationInfo info) {
        try {
            return settings.policy().refusal(info);
        } catch (RuntimeException e) {
            return Optional.of(Rejection.NO_REASON_FOR_NOW);
        }
    }

    private void serve(Association established) {
        association = established;
        ServiceProvider provider = new ServiceProvider(established, settings.services());
        try {
            while (!stopping) {
                Message message = established.receive(established.timeouts().idle());
                if (message == null) {
                    return;
                }
                busy = true;
                provider.perform(message);
                busy = false;
            }
            established.abort();
        } catch (ProtocolException e) {
            established.abort(e);
        } catch (IOException e) {
            established.abort();
        }
    }

    /** Ends it now if it waits for the peer, else after the present operation. */
    void stop() {
        stopping = true;
        if (!busy) {
            kill();
        }
    }

    /** Ends it now. */
    void kill() {
        Association established = association;
        if (established != null) {
            established.abortFromOutside();
        } else {
            closeWire();
        }
    }

    void join(long nanos) {
        try {
            gone.await(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeWire() {
        try {
            wire.close();
        } catch (IOException e) {
            // closed enough
        }
    }
}
