package org.yilian.conformance.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Round trips for a time: each connection sends a message, waits for its acknowledgment and sends the next. */
final class MllpRounds {
    private static final int END_BLOCK = 0x1C;

    private final int port;
    private final int connections;
    private final List<byte[]> templates;

    /** Which number the next message bears, over all rounds: no server sees a message twice. */
    private final AtomicLong next = new AtomicLong(1_000_000_000L);

    /** @param templates framed messages whose control id is {@link #MARK} */
    MllpRounds(int port, int connections, List<byte[]> templates) {
        this.port = port;
        this.connections = connections;
        this.templates = templates;
    }

    /** Ten digits, replaced by those of a number for each message sent. */
    static final String MARK = "0123456789";

    /** Acknowledged messages per second. */
    double run(Duration time) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(connections);
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        List<Future<Long>> running = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            int first = i;
            running.add(executor.submit(() -> send(first, end)));
        }
        long count = 0;
        for (Future<Long> each : running) {
            count += each.get();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        executor.shutdown();
        return count / seconds;
    }

    private long send(int first, long end) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            byte[] answer = new byte[8192];
            long count = 0;
            for (int n = first; System.nanoTime() < end; n++) {
                byte[] message = templates.get(n % templates.size()).clone();
                number(message, next.getAndIncrement());
                socket.getOutputStream().write(message);
                await(socket.getInputStream(), answer);
                count++;
            }
            return count;
        }
    }

    private static void number(byte[] message, long number) {
        int at = indexOf(message);
        long rest = number;
        for (int i = MARK.length() - 1; i >= 0; i--) {
            message[at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static int indexOf(byte[] message) {
        for (int i = 0; i < message.length - MARK.length(); i++) {
            int k = 0;
            while (k < MARK.length() && message[i + k] == MARK.charAt(k)) {
                k++;
            }
            if (k == MARK.length()) {
                return i;
            }
        }
        throw new IllegalStateException("The template has no place for its number");
    }

    private static void await(InputStream in, byte[] answer) throws IOException {
        int length = 0;
        while (true) {
            int n = in.read(answer, length, answer.length - length);
            if (n < 0) {
                throw new IOException("The listener hung up");
            }
            length += n;
            for (int i = length - n; i < length; i++) {
                if (answer[i] == END_BLOCK) {
                    accepted(answer, length);
                    return;
                }
            }
        }
    }

    private static void accepted(byte[] answer, int length) throws IOException {
        for (int i = 0; i < length - 6; i++) {
            if (answer[i] == 'M' && answer[i + 1] == 'S' && answer[i + 2] == 'A') {
                if (answer[i + 4] == 'A' && answer[i + 5] == 'A') {
                    return;
                }
            }
        }
        throw new IOException("A message was not taken");
    }
}
