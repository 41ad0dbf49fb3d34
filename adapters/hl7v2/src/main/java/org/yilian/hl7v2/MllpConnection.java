package org.yilian.hl7v2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One sender's connection: reads, hands over, answers, one message after the other, on its own thread. */
final class MllpConnection {

    private static final Logger LOG = LoggerFactory.getLogger(MllpServer.class);
    private static final Receipt TOO_LARGE = Receipt.rejected("104", "HUB-0401", "Message is too large");
    private static final Receipt FAILED = Receipt.failed("207", "HUB-0402", "Message could not be processed now");
    private static final Receipt NOT_A_MESSAGE =
            Receipt.rejected("100", "HUB-0403", "Not a whole message: start block, MSH or end block is missing");

    private final Socket socket;
    private final MllpServerSettings settings;
    private final MessageHandler handler;
    private final AckWriter acks;
    private final Clock clock;
    private final Counters counters;
    private final FrameReader frames;
    private String certificate;
    private String remote;

    private final Object lock = new Object();
    private boolean stopping;
    private boolean reading;

    MllpConnection(
            Socket socket,
            MllpServerSettings settings,
            MessageHandler handler,
            AckWriter acks,
            Clock clock,
            Counters counters) {
        this.socket = socket;
        this.settings = settings;
        this.handler = handler;
        this.acks = acks;
        this.clock = clock;
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
        remote = String.valueOf(socket.getRemoteSocketAddress());
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
            Optional<byte[]> answer = whole && Batch.isBatch(frame.bytes())
                    ? takeBatch(frame.bytes())
                    : take(frame.bytes(), frame.framing());
            if (frame.answerable() && answer.isPresent()) {
                write(answer.get());
            }
        }
    }

    /** Each message on its own: a bad one does not stop the rest. */
    private Optional<byte[]> takeBatch(byte[] frame) {
        Batch batch = Batch.of(frame);
        if (batch.messages().isEmpty()) {
            return take(frame, Framing.FRAMED);
        }
        if (!batch.complete()) {
            counters.frameErrors.increment();
        }
        List<Optional<byte[]>> answers = new ArrayList<>();
        for (byte[] message : batch.messages()) {
            answers.add(take(message, Framing.FRAMED));
        }
        return Optional.of(acks.batch(batch, answers));
    }

    private Optional<byte[]> take(byte[] bytes, Framing framing) {
        InboundMessage message = new InboundMessage(
                bytes,
                framing == Framing.FRAMED ? MshHeader.parse(bytes) : null,
                clock.instant(),
                settings.name(),
                remote,
                framing,
                certificate);
        return answer(decide(message), message);
    }

    private Receipt decide(InboundMessage message) {
        counters.messages.add(message.framing() == Framing.FRAMED ? 1 : 0);
        try {
            Receipt receipt = handler.handle(message);
            if (receipt != null) {
                return receipt;
            }
            LOG.error("HUB-0402 handler of MLLP listener {} gave no receipt", settings.name());
        } catch (RuntimeException e) {
            // The text of an exception may quote the message.
            LOG.error("HUB-0402 handler of MLLP listener {} failed: {}", settings.name(), classAndPlace(e));
        }
        counters.handlerFailures.increment();
        return FAILED;
    }

    private static String classAndPlace(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        StackTraceElement[] stack = root.getStackTrace();
        return root.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]);
    }

    private Optional<byte[]> answer(Receipt receipt, InboundMessage message) {
        return switch (message.framing()) {
            case FRAMED -> acks.answer(receipt, message);
            case TOO_LARGE -> acks.answer(TOO_LARGE, wholeHeader(message.bytes()));
            case CUT_OFF, UNFRAMED ->
                receipt.storedAck() != null
                        ? acks.answer(receipt, message)
                        : acks.answer(
                                receipt.code().accepted() ? NOT_A_MESSAGE : receipt, wholeHeader(message.bytes()));
        };
    }

    /** The header of a piece, if the piece holds all of it: half a control id must not be echoed. */
    private static MshHeader wholeHeader(byte[] piece) {
        for (byte b : piece) {
            if (b == '\r' || b == '\n') {
                return MshHeader.parse(piece);
            }
        }
        return null;
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
