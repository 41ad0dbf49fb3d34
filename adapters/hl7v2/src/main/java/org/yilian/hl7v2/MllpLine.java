package org.yilian.hl7v2;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One connection of a client. */
final class MllpLine {

    /** After this silence the peer may have closed the connection, which costs a read to find out. */
    private static final long RESTED = TimeUnit.MILLISECONDS.toNanos(500);

    private final MllpClientSettings settings;
    private final Socket socket;
    private final FrameReader frames;
    private long deadline;
    private long lastUse = System.nanoTime();

    MllpLine(MllpClientSettings settings) throws IOException {
        this.settings = settings;
        this.socket = connected(settings);
        this.frames = new FrameReader(this::read, settings.maxAckBytes());
    }

    private static Socket connected(MllpClientSettings settings) throws IOException {
        int timeout = (int) settings.connectTimeout().toMillis();
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(settings.host(), settings.port()), timeout);
            plain.setTcpNoDelay(true);
            plain.setKeepAlive(true);
            return settings.tls() == null ? plain : secured(plain, settings, timeout);
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private static Socket secured(Socket plain, MllpClientSettings settings, int timeout) throws IOException {
        SSLSocket tls = (SSLSocket)
                settings.tls().getSocketFactory().createSocket(plain, settings.host(), settings.port(), true);
        tls.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        if (settings.verifyHost()) {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
        }
        tls.setSoTimeout(timeout);
        tls.startHandshake();
        return tls;
    }

    /** True if the peer has closed a connection that was not used for a while. What it said unasked is thrown away. */
    boolean isGone() {
        if (System.nanoTime() - lastUse < RESTED) {
            return false;
        }
        deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1);
        while (frames.next() != null) {
            deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1);
        }
        return !(frames.failure() instanceof SocketTimeoutException) || !frames.resume();
    }

    void write(byte[] block) throws IOException {
        socket.getOutputStream().write(block);
    }

    MllpAck await(String controlId) throws MllpException {
        deadline = System.nanoTime() + settings.ackTimeout().toNanos();
        for (FrameReader.Frame frame = frames.next(); frame != null; frame = frames.next()) {
            MllpAck ack = frame.framing() == Framing.FRAMED ? MllpAck.parse(frame.bytes()) : null;
            if (ack != null && (ack.controlId().isEmpty() || ack.controlId().equals(controlId))) {
                lastUse = System.nanoTime();
                return ack;
            }
        }
        String text = frames.failure() instanceof SocketTimeoutException
                ? "No acknowledgment in time"
                : "Connection was lost before the acknowledgment";
        throw new MllpException(MllpException.Kind.NO_ANSWER, text, frames.failure());
    }

    private int read(byte[] buffer, boolean midway) throws IOException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left < 0) {
            throw new SocketTimeoutException();
        }
        socket.setSoTimeout((int) Math.min(Math.max(left, 1), Integer.MAX_VALUE));
        return socket.getInputStream().read(buffer);
    }

    void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed, which is all that was wanted.
        }
    }
}
