package org.yilian.hl7v2;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLServerSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for HL7 v2 over MLLP, plain or TLS. HL7 Transport Specification MLLP release 1.
 *
 * <p>Promises:
 *
 * <ol>
 *   <li>A message is answered only after the handler has decided; one answer per message, in the order received.
 *   <li>Memory is bounded by connections x message limit; refused input is not kept.
 *   <li>{@link #close()} answers what is in hand. A message not answered was not decided, except when the socket broke
 *       between both: the sender sends it again and the handler has to know it.
 *   <li>Nothing of the input and no peer address is logged.
 * </ol>
 */
public final class MllpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MllpServer.class);
    private static final int BACKLOG = 128;

    private final MllpServerSettings settings;
    private final Counters counters = new Counters();
    private final Reception reception;
    private final Set<MllpConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;
    private ServerSocket serverSocket;

    /** With the system clock. Does not listen before {@link #start()}. */
    public MllpServer(MllpServerSettings settings, MessageHandler handler) {
        this(settings, handler, new AckWriter(Clock.systemDefaultZone()), Clock.systemUTC());
    }

    /** Does not listen before {@link #start()}. */
    public MllpServer(MllpServerSettings settings, MessageHandler handler, AckWriter acks, Clock clock) {
        this.settings = settings;
        this.reception = new Reception(settings.name(), handler, acks, clock, counters);
    }

    /** Binds and begins to accept. Fails if the address is taken; cannot be started twice. */
    public synchronized MllpServer start() throws IOException {
        if (serverSocket != null) {
            throw new IllegalStateException("started already");
        }
        ServerSocket socket = open();
        try {
            socket.setReuseAddress(true);
            boolean all = settings.host() == null || settings.host().isEmpty();
            socket.bind(
                    all
                            ? new InetSocketAddress(settings.port())
                            : new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()),
                    BACKLOG);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
        serverSocket = socket;
        thread(this::acceptAll, "mllp-" + settings.name());
        LOG.info(
                "MLLP listener {} is open on port {}{}",
                settings.name(),
                port(),
                settings.tls() == null ? "" : " (TLS)");
        return this;
    }

    private ServerSocket open() throws IOException {
        if (settings.tls() == null) {
            return new ServerSocket();
        }
        SSLServerSocket socket =
                (SSLServerSocket) settings.tls().getServerSocketFactory().createServerSocket();
        socket.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        socket.setEnabledCipherSuites(forwardSecret(socket.getEnabledCipherSuites()));
        socket.setNeedClientAuth(settings.clientCertificate() == MllpServerSettings.ClientCertificate.NEEDED);
        if (settings.clientCertificate() == MllpServerSettings.ClientCertificate.WANTED) {
            socket.setWantClientAuth(true);
        }
        return socket;
    }

    /** Only suites with forward secrecy and authenticated encryption: a key that leaks opens no recording. */
    private static String[] forwardSecret(String[] suites) {
        return Arrays.stream(suites)
                .filter(suite -> !suite.contains("_CBC_")
                        && (suite.startsWith("TLS_ECDHE_") || suite.matches("TLS_(AES|CHACHA20)_.*")))
                .toArray(String[]::new);
    }

    /** The port it listens on, also where port 0 was asked for. */
    public synchronized int port() {
        if (serverSocket == null) {
            throw new IllegalStateException("not started");
        }
        return serverSocket.getLocalPort();
    }

    /** What this listener has seen so far. */
    public MllpCounts counts() {
        return counters.now(connections.size());
    }

    private void acceptAll() {
        int n = 0;
        while (!stopping) {
            try {
                Socket socket = serverSocket.accept();
                if (connections.size() >= settings.maxConnections()) {
                    counters.connectionsRefused.increment();
                    socket.close();
                    LOG.warn("MLLP listener {} refused a connection: {} are open", settings.name(), connections.size());
                } else {
                    serve(socket, ++n);
                }
            } catch (IOException e) {
                if (!stopping) {
                    LOG.warn(
                            "MLLP listener {} could not accept: {}",
                            settings.name(),
                            e.getClass().getSimpleName());
                    // Out of file handles, most likely: give connections time to go.
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                }
            }
        }
    }

    private void serve(Socket socket, int n) {
        MllpConnection connection = new MllpConnection(socket, settings, reception, counters);
        connections.add(connection);
        thread(
                () -> {
                    try {
                        connection.run();
                    } finally {
                        connections.remove(connection);
                        if (stopping && connections.isEmpty()) {
                            synchronized (connections) {
                                connections.notifyAll();
                            }
                        }
                    }
                },
                "mllp-" + settings.name() + "-" + n);
        if (stopping) {
            connection.stop();
        }
    }

    private static void thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Stops accepting, answers the messages already received, then closes. What takes longer than the stop timeout is
     * closed without an answer.
     */
    @Override
    public void close() {
        synchronized (this) {
            if (serverSocket == null || stopping) {
                return;
            }
            stopping = true;
            try {
                serverSocket.close();
            } catch (IOException alreadyGone) {
                LOG.debug("MLLP listener {} was closed already", settings.name());
            }
        }
        connections.forEach(MllpConnection::stop);
        awaitConnections();
        connections.forEach(MllpConnection::kill);
        LOG.info("MLLP listener {} is closed", settings.name());
    }

    private void awaitConnections() {
        long deadline = System.nanoTime() + settings.stopTimeout().toNanos();
        synchronized (connections) {
            try {
                while (!connections.isEmpty()) {
                    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                    if (left <= 0) {
                        return;
                    }
                    connections.wait(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
