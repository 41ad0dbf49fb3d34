package org.yilian.dicom.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;

/**
 * Accepts associations on one port and serves each on a thread of its own. A server is started and stopped once.
 *
 * <pre>{@code
 * try (DicomServer server = DicomServer.builder()
 *         .port(0)
 *         .policy(AssociationPolicy.called("YILIAN"))
 *         .store((request, data) -> keep(request, data))
 *         .start()) { ... server.port() ... }
 * }</pre>
 */
public final class DicomServer implements AutoCloseable {
    private static final long PAUSE_NANOS = 20_000_000;
    private static final AtomicLong THREADS = new AtomicLong();

    private final ServerSettings settings;
    private final ServerSocket listening;
    private final Set<ServerAssociation> associations = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    private DicomServer(ServerSettings settings) throws IOException {
        this.settings = settings;
        this.listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(settings.bindAddress(), settings.port()), 128);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The port it listens on, also when 0 was asked for. */
    public int port() {
        return listening.getLocalPort();
    }

    /** Associations, and connections on the way to one, right now. */
    public int associationCount() {
        return associations.size();
    }

    private DicomServer start() {
        Thread accepting = new Thread(this::acceptAll, "dicom-accept-" + port());
        accepting.setDaemon(true);
        accepting.start();
        return this;
    }

    private void acceptAll() {
        while (!stopping) {
            try {
                serve(listening.accept());
            } catch (IOException e) {
                // a connection that broke before it was ours, or the end of listening, or no file handle left: then
                // the pause lets running associations end
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void serve(Socket socket) {
        boolean congested = associations.size() >= settings.maxAssociations();
        ServerAssociation association = new ServerAssociation(socket, settings, congested, associations::remove);
        associations.add(association);
        Thread thread = new Thread(association, "dicom-association-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            // no more threads: this one peer goes, the others stay
            associations.remove(association);
            association.kill();
        }
        if (stopping) {
            association.stop();
        }
    }

    /**
     * Stops listening at once, ends idle associations, and gives busy ones this long to finish their present operation;
     * what is still there then is aborted. Returns when all associations are gone.
     */
    public void stop(Duration drain) {
        stopping = true;
        try {
            listening.close();
        } catch (IOException e) {
            // it listens no more in any case
        }
        associations.forEach(ServerAssociation::stop);
        long end = System.nanoTime() + drain.toNanos();
        associations.forEach(association -> association.join(end - System.nanoTime()));
        associations.forEach(ServerAssociation::kill);
        long patience = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        associations.forEach(association -> association.join(patience - System.nanoTime()));
    }

    /** Stops and gives running operations five seconds. */
    @Override
    public void close() {
        stop(Duration.ofSeconds(5));
    }

    /** What a server needs to know; only handlers have to be given, and of these only those wanted. */
    public static final class Builder {
        private InetAddress bindAddress = InetAddress.getLoopbackAddress();
        private int port;
        private AssociationPolicy policy = AssociationPolicy.anybody();
        private AssociationSettings association = AssociationSettings.DEFAULT;
        private int maxAssociations = 200;
        private SSLContext tls;
        private boolean clientCertificateNeeded;
        private EchoHandler echo = info -> DimseStatus.SUCCESS;
        private StoreHandler store;
        private final Map<String, FindHandler> finds = new HashMap<>();
        private final Map<String, RetrieveHandler> gets = new HashMap<>();
        private final Map<String, RetrieveHandler> moves = new HashMap<>();
        private final Map<String, NormalizedHandler> normalized = new HashMap<>();
        private MoveDestinations destinations = (aeTitle, asking) -> Optional.empty();
        private QueryOptions queryOptions = QueryOptions.NONE;
        private Set<String> privateStorageClasses = Set.of();
        private Set<String> storageTransferSyntaxes = Services.allTransferSyntaxes();

        private Builder() {}

        /** Where to listen; the loopback address unless said otherwise. */
        public Builder bindAddress(InetAddress address) {
            this.bindAddress = address;
            return this;
        }

        /** 0, the default, lets the system choose. */
        public Builder port(int number) {
            this.port = number;
            return this;
        }

        /** Who may associate; everybody unless said otherwise. */
        public Builder policy(AssociationPolicy decision) {
            this.policy = decision;
            return this;
        }

        public Builder settings(AssociationSettings settings) {
            this.association = settings;
            return this;
        }

        /** Requests beyond this number are rejected as temporary congestion. */
        public Builder maxAssociations(int number) {
            this.maxAssociations = number;
            return this;
        }

        /** Speaks TLS only; with {@code clientCertificateNeeded} only with peers whose certificate the context trusts. */
        public Builder tls(SSLContext context, boolean clientCertificateIsNeeded) {
            this.tls = context;
            this.clientCertificateNeeded = clientCertificateIsNeeded;
            return this;
        }

        public Builder echo(EchoHandler handler) {
            this.echo = handler;
            return this;
        }

        /** Accepts all storage SOP classes. */
        public Builder store(StoreHandler handler) {
            this.store = handler;
            return this;
        }

        /** Answers C-FIND for these information models, as {@code UID.StudyRootQueryRetrieveInformationModelFind}. */
        public Builder find(FindHandler handler, String... sopClassUids) {
            Arrays.stream(sopClassUids).forEach(uid -> finds.put(uid, handler));
            return this;
        }

        /** Answers C-GET for these information models. */
        public Builder get(RetrieveHandler handler, String... sopClassUids) {
            Arrays.stream(sopClassUids).forEach(uid -> gets.put(uid, handler));
            return this;
        }

        /** Answers C-MOVE for these information models. */
        public Builder move(RetrieveHandler handler, MoveDestinations whereTo, String... sopClassUids) {
            Arrays.stream(sopClassUids).forEach(uid -> moves.put(uid, handler));
            this.destinations = whereTo;
            return this;
        }

        /** What the handlers of queries and retrievals can do beyond the baseline; nothing unless said. */
        public Builder queryOptions(QueryOptions supported) {
            this.queryOptions = supported;
            return this;
        }

        /** Answers the normalized services for these SOP classes. */
        public Builder normalized(NormalizedHandler handler, String... sopClassUids) {
            Arrays.stream(sopClassUids).forEach(uid -> normalized.put(uid, handler));
            return this;
        }

        /** SOP classes of manufacturers to be accepted for storage besides the standard's. */
        public Builder privateStorageClasses(Set<String> sopClassUids) {
            this.privateStorageClasses = Set.copyOf(sopClassUids);
            return this;
        }

        /** Transfer syntaxes accepted for storage; all of the standard unless said otherwise. */
        public Builder storageTransferSyntaxes(Set<String> uids) {
            this.storageTransferSyntaxes = Set.copyOf(uids);
            return this;
        }

        /**
         * Listens from now on.
         *
         * @throws IOException if the port cannot be had
         */
        public DicomServer start() throws IOException {
            Services services = new Services(
                    echo,
                    store,
                    finds,
                    gets,
                    moves,
                    destinations,
                    normalized,
                    queryOptions,
                    privateStorageClasses,
                    storageTransferSyntaxes);
            return new DicomServer(new ServerSettings(
                            bindAddress,
                            port,
                            policy,
                            association,
                            maxAssociations,
                            tls,
                            clientCertificateNeeded,
                            services))
                    .start();
        }
    }
}
