package org.yilian.dicom.net;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import jdk.net.ExtendedSocketOptions;

/**
 * A TCP or TLS connection with time limits in both directions. Reading belongs to the association's thread; only
 * {@link #closeNow} and {@link #tryWriteAndClose} may be called by others.
 *
 * <p>Small writes are never held back: TCP_NODELAY is set here, and towards peers that write a PDU in two parts with
 * Nagle's algorithm on, the first part is acknowledged at once (TCP_QUICKACK) as soon as we would have to wait for the
 * second; else every message would cost the peer's 40 ms of delayed acknowledgement.
 */
final class Transport implements Closeable {
    private static final int BUFFER_SIZE = 64 * 1024;
    private static final ScheduledThreadPoolExecutor SEND_WATCH = sendWatch();

    private final Socket socket;
    private final Socket wire;
    private final InputStream in;
    private final InputStream wireIn;
    private final OutputStream out;
    private final boolean quickAck;
    private final long sendMillis;
    private final ReentrantLock writing = new ReentrantLock();
    private final byte[] buffer = new byte[BUFFER_SIZE];
    private int position;
    private int limit;
    private int gapMillis;
    private long deadlineNanos;
    private boolean deadlineSet;

    /** @param socket what to speak through: {@code wire} itself or the TLS layer on it */
    Transport(Socket socket, Socket wire, Duration send) throws IOException {
        this.socket = socket;
        this.wire = wire;
        wire.setTcpNoDelay(true);
        this.quickAck = wire.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
        this.in = socket.getInputStream();
        this.wireIn = wire.getInputStream();
        this.out = socket.getOutputStream();
        this.sendMillis = send.toMillis();
    }

    /** Longest silence from now on. */
    void gap(Duration silence) {
        gapMillis = (int) silence.toMillis();
    }

    /** All reads from now on must end within this time, however busy the peer is. */
    void deadline(Duration whole) {
        deadlineNanos = System.nanoTime() + whole.toNanos();
        deadlineSet = true;
        gap(whole);
    }

    void noDeadline() {
        deadlineSet = false;
    }

    /** One byte, or -1 at the end of the connection. */
    int read() throws IOException {
        if (position == limit && fill() < 0) {
            return -1;
        }
        return buffer[position++] & 0xFF;
    }

    /** A byte that must come. */
    int u8() throws IOException {
        int value = read();
        if (value < 0) {
            throw new EOFException("connection closed within a PDU");
        }
        return value;
    }

    long u32() throws IOException {
        return (long) u8() << 24 | u8() << 16 | u8() << 8 | u8();
    }

    int read(byte[] target, int offset, int length) throws IOException {
        if (position == limit) {
            if (length >= BUFFER_SIZE) {
                return readSocket(target, offset, length);
            }
            if (fill() < 0) {
                return -1;
            }
        }
        int n = Math.min(length, limit - position);
        System.arraycopy(buffer, position, target, offset, n);
        position += n;
        return n;
    }

    /** Whether something can be read without waiting. */
    boolean readable() throws IOException {
        return position < limit || in.available() > 0 || wireIn.available() > 0;
    }

    private int fill() throws IOException {
        position = 0;
        limit = 0;
        int n = readSocket(buffer, 0, BUFFER_SIZE);
        limit = Math.max(n, 0);
        return n;
    }

    private int readSocket(byte[] target, int offset, int length) throws IOException {
        if (quickAck && wireIn.available() == 0) {
            wire.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
        socket.setSoTimeout(patienceMillis());
        return in.read(target, offset, length);
    }

    private int patienceMillis() throws SocketTimeoutException {
        if (!deadlineSet) {
            return gapMillis;
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException("deadline passed");
        }
        return (int) Math.min(gapMillis, left);
    }

    /** Writes all bytes as one; if the peer does not take them in time, the connection is closed and this fails. */
    void write(byte[] bytes, int offset, int length) throws IOException {
        writing.lock();
        var watch = SEND_WATCH.schedule(this::closeNow, sendMillis, TimeUnit.MILLISECONDS);
        try {
            out.write(bytes, offset, length);
            out.flush();
        } finally {
            watch.cancel(false);
            writing.unlock();
        }
    }

    /** Closes a connection after this time unless the returned task is cancelled before. */
    static ScheduledFuture<?> closeAfter(Socket wire, Duration patience) {
        return SEND_WATCH.schedule(() -> close(wire), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void close(Socket wire) {
        try {
            wire.close();
        } catch (IOException e) {
            // nothing left to do
        }
    }

    /** A last word from another thread, if the association's own is not writing just now. */
    void tryWriteAndClose(byte[] bytes) {
        if (writing.tryLock()) {
            try {
                write(bytes, 0, bytes.length);
            } catch (IOException e) {
                // the connection is given up anyhow
            } finally {
                writing.unlock();
            }
        }
        closeNow();
    }

    /** Tells the peer that nothing more comes, reads away what it still sends until it closes, and closes. */
    void closeWhenPeerDoes(Duration patience) {
        try {
            deadline(patience);
            socket.shutdownOutput();
            while (readSocket(buffer, 0, BUFFER_SIZE) >= 0) {
                // whatever it was, it comes too late
            }
        } catch (IOException e) {
            // gone already
        }
        closeNow();
    }

    void closeNow() {
        close(wire);
    }

    @Override
    public void close() {
        closeNow();
    }

    private static ScheduledThreadPoolExecutor sendWatch() {
        ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "dicom-send-watch");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
        return watch;
    }
}
