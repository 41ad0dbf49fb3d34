package org.yilian.hl7v2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One sender's connection: reads, hands over, answers, one message after the other, on its own thread. */
final class MllpConnection {

    private static final Logger LOG = LoggerFactory.getLogger(MllpServer.class);

    private final Socket socket;
    private final MllpServerSettings settings;
    private final Reception reception;
    private final Counters counters;
    private final FrameReader frames;
    private Origin origin;

    private final Object lock = new Object();
    private boolean stopping;
    private boolean reading;

    MllpConnection(Socket socket, MllpServerSettings settings, Reception reception, Counters counters) {
        this.socket = socket;
        this.settings = settings;
        this.reception = reception;
        this.counters = counters;
        this.frames = new FrameReader(this::read, settings.maxMessageBytes());
    }

    void run() {
        try (socket) {
            if (open()) {
                counters.connectionsAccepted.increment();
                serve();
                farewell();
            }
        } catch (IOException e) {
            LOG.debug(
                    "MLLP connection of {} broke: {}",
                    settings.name(),
                    e.getClass().getSimpleName());
        }
    }

    private boolean open() throws IOException {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        String certificate = null;
        if (socket instanceof SSLSocket tls) {
            tls.setSoTimeout(millis(settings.frameTimeout().toMillis()));
            try {
                tls.startHandshake();
                certificate = fingerprint(tls);
            } catch (IOException e) {
                counters.connectionsRefused.increment();
                LOG.warn(
                        "MLLP listener {}: TLS handshake failed: {}",
                        settings.name(),
                        e.getClass().getSimpleName());
                return false;
            }
        }
        origin = new Origin(String.valueOf(socket.getRemoteSocketAddress()), certificate, null, null);
        return true;
    }

    private static String fingerprint(SSLSocket tls) throws IOException {
        try {
            byte[] der = tls.getSession().getPeerCertificates()[0].getEncoded();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (SSLPeerUnverifiedException none) {
            return null;
        } catch (CertificateEncodingException | NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    private void serve() throws IOException {
        for (FrameReader.Frame frame = frames.next(); frame != null; frame = frames.next()) {
            boolean whole = frame.framing() == Framing.FRAMED;
            if (!whole) {
                counters.frameErrors.increment();
                if (isStopping() && frame.framing() != Framing.TOO_LARGE) {
                    // We cut it off ourselves; the sender has no answer and will send it again.
                    return;
                }
                LOG.debug("MLLP listener {}: {} input", settings.name(), frame.framing());
            }
            Optional<byte[]> answer =
                    reception.take(frame.bytes(), frame.framing(), origin).bytes();
            if (frame.answerable() && answer.isPresent()) {
                write(answer.get());
            }
        }
    }

    private void write(byte[] answer) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream(answer.length + 3);
        block.write(0x0B);
        block.write(answer);
        block.write(0x1C);
        block.write('\r');
        try {
            // One write: a block in two packets waits for the peer's delayed acknowledgment.
            socket.getOutputStream().write(block.toByteArray());
            counters.answers.increment();
        } catch (IOException e) {
            counters.answersLost.increment();
            throw e;
        }
    }

    private int read(byte[] buffer, boolean midway) throws IOException {
        synchronized (lock) {
            if (stopping) {
                return -1;
            }
            reading = true;
        }
        try {
            socket.setSoTimeout(millis((midway ? settings.frameTimeout() : settings.idleTimeout()).toMillis()));
            int n = socket.getInputStream().read(buffer);
            counters.bytesReceived.add(Math.max(n, 0));
            return n;
        } finally {
            synchronized (lock) {
                reading = false;
            }
        }
    }

    private static int millis(long value) {
        return (int) Math.min(value, Integer.MAX_VALUE);
    }

    private boolean isStopping() {
        synchronized (lock) {
            return stopping;
        }
    }

    /** Ends it as soon as all that was received is answered. */
    void stop() {
        synchronized (lock) {
            stopping = true;
            if (!reading) {
                return;
            }
        }
        if (socket instanceof SSLSocket) {
            kill();
        } else {
            try {
                socket.shutdownInput();
            } catch (IOException gone) {
                kill();
            }
        }
    }

    /** Closes the socket whatever it is doing. */
    void kill() {
        try {
            socket.close();
        } catch (IOException gone) {
            LOG.debug("MLLP connection of {} was closed already", settings.name());
        }
    }

    /**
     * Lets the peer read our last answer: closing a socket with unread input resets the connection and may take the
     * answer with it.
     */
    private void farewell() throws IOException {
        if (socket.isClosed() || socket.isOutputShutdown()) {
            return;
        }
        socket.shutdownOutput();
        socket.setSoTimeout(500);
        byte[] rest = new byte[8192];
        try {
            int reads = 0;
            while (socket.getInputStream().read(rest) >= 0 && reads < 1000) {
                reads++;
            }
        } catch (SocketTimeoutException patient) {
            LOG.debug("MLLP listener {} closes a connection its sender keeps open", settings.name());
        }
    }
}
