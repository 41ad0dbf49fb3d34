package org.yilian.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A listener and a scripted sender with bad manners, over real sockets. */
@Timeout(60)
class MllpServerIT {

    private static final MllpServerSettings SETTINGS = MllpServerSettings.of("test", 0);

    private final List<InboundMessage> received = new CopyOnWriteArrayList<>();
    private MllpServer server;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void answersThreeMessagesOfOnePacketInOrder() throws IOException {
        start(SETTINGS);
        try (Sender sender = new Sender()) {
            sender.send(block("A") + block("B") + block("C"));
            assertThat(sender.answers(3)).containsExactly("AA A", "AA B", "AA C");
        }
        assertThat(received).extracting(m -> m.msh().controlId()).containsExactly("A", "B", "C");
        assertThat(received)
                .allMatch(m -> m.framing() == Framing.FRAMED && m.listener().equals("test"));
        assertThat(received).allMatch(m -> m.certificate() == null && m.remote().contains("127.0.0.1"));
    }

    @Test
    void takesAMessageByteByByte() throws IOException {
        start(SETTINGS);
        try (Sender sender = new Sender()) {
            for (char c : block("A").toCharArray()) {
                sender.send(String.valueOf(c));
            }
            assertThat(sender.answers(1)).containsExactly("AA A");
        }
        assertThat(received.get(0).bytes()).isEqualTo(message("A").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keepsBytesAsReceived() throws IOException {
        start(SETTINGS);
        byte[] odd = new byte[256 - 32];
        for (int i = 0; i < odd.length; i++) {
            odd[i] = (byte) (i + 32);
        }
        byte[] head = message("A").getBytes(StandardCharsets.UTF_8);
        try (Sender sender = new Sender()) {
            sender.send("\u000B");
            sender.send(head);
            sender.send(odd);
            sender.send("\u001C\r");
            assertThat(sender.answers(1)).containsExactly("AA A");
        }
        assertThat(received.get(0).bytes()).startsWith(head).endsWith(odd).hasSize(head.length + odd.length);
    }

    @Test
    void handsOverGarbageWithoutAnsweringBetweenMessages() throws IOException {
        start(SETTINGS);
        try (Sender sender = new Sender()) {
            sender.send(block("A") + "garbage" + block("B"));
            assertThat(sender.answers(2)).containsExactly("AA A", "AA B");
        }
        assertThat(received).hasSize(3);
        assertThat(received.get(1).msh()).isNull();
        assertThat(received.get(1).framing()).isEqualTo(Framing.UNFRAMED);
        assertThat(server.counts().frameErrors()).isEqualTo(1);
        assertThat(server.counts().messages()).isEqualTo(2);
    }

    @Test
    void takesEachMessageOfABatchAndAnswersWithABatch() throws IOException {
        start(
                SETTINGS,
                m -> m.msh().controlId().equals("B")
                        ? Receipt.rejected("200", "HUB-0412", "Type is not taken")
                        : Receipt.accepted());
        try (Sender sender = new Sender()) {
            sender.send("\u000BFHS|^~\\&|LIS|H002\rBHS|^~\\&|LIS|H002|||2026||||B77\r" + message("A") + message("B")
                    + message("C") + "BTS|3\rFTS|1\r\u001C\r" + block("D"));
            String batch = sender.answer();
            assertThat(batch).startsWith("BHS|^~\\&|||LIS|H002|").endsWith("\rBTS|3\r");
            assertThat(batch).contains("MSA|AA|A\r").contains("MSA|AR|B|").contains("MSA|AA|C\r");
            assertThat(sender.answers(1)).containsExactly("AA D");
        }
        assertThat(received).extracting(m -> m.msh().controlId()).containsExactly("A", "B", "C", "D");
        assertThat(received.get(0).bytes()).isEqualTo(message("A").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void rejectsWhatIsNoMessageAndGoesOn() throws IOException {
        start(SETTINGS);
        try (Sender sender = new Sender()) {
            sender.send("\u000BGET / HTTP/1.1\u001C\r" + block("B"));
            assertThat(sender.answers(2)).containsExactly("AR ", "AA B");
        }
        assertThat(received.get(0).msh()).isNull();
    }

    @Test
    void handsOverHalfAMessageWhenItsSenderHangsUp() throws IOException {
        start(SETTINGS);
        try (Sender sender = new Sender()) {
            sender.send("\u000B" + message("A"));
        }
        await().until(() -> received.size() == 1);
        assertThat(received.get(0).framing()).isEqualTo(Framing.CUT_OFF);
        assertThat(received.get(0).msh()).as("not to be taken for a whole one").isNull();
    }

    @Test
    void tellsASenderThatForgetsTheEndBlock() throws IOException {
        start(SETTINGS.withTimeouts(Duration.ofHours(1), Duration.ofMillis(200), Duration.ofSeconds(5)));
        try (Sender sender = new Sender()) {
            sender.send("\u000B" + message("A"));
            assertThat(sender.answers(1)).containsExactly("AR A");
            assertThat(sender.isAtEnd()).isTrue();
        }
    }

    @Test
    void closesIdleConnections() throws IOException {
        start(SETTINGS.withTimeouts(Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofSeconds(5)));
        try (Sender sender = new Sender()) {
            sender.send(block("A"));
            assertThat(sender.answers(1)).containsExactly("AA A");
            assertThat(sender.isAtEnd()).isTrue();
        }
        await().until(() -> server.counts().connectionsOpen() == 0);
    }

    @Test
    void refusesFiftyMegabytesAndTakesTheNextMessage() throws IOException {
        start(SETTINGS);
        byte[] megabyte = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (Sender sender = new Sender()) {
            sender.send("\u000B" + message("BIG") + "OBX|");
            for (int i = 0; i < 50; i++) {
                sender.send(megabyte);
            }
            sender.send("\u001C\r" + block("B"));
            List<String> answers = new ArrayList<>();
            answers.add(sender.answer());
            assertThat(answers.get(0)).contains("\rMSA|AR|BIG|").contains("HUB-0401");
            assertThat(sender.answers(1)).containsExactly("AA B");
        }
        assertThat(received.get(0).framing()).isEqualTo(Framing.TOO_LARGE);
        assertThat(received.get(0).msh()).isNull();
        assertThat(received.get(0).bytes()).hasSize(64 * 1024);
        assertThat(server.counts().bytesReceived()).isGreaterThan(50 << 20);
    }

    @Test
    void doesNotEchoHalfAControlId() throws IOException {
        start(SETTINGS.withLimits(1024, 10));
        try (Sender sender = new Sender()) {
            sender.send(block("x".repeat(3000)) + "\u000BMSH|^~\\&|HIS|H001|||2026||ADT^A01|12");
            sender.socket.shutdownOutput();
            assertThat(sender.answers(2)).containsExactly("AR ", "AR ");
        }
    }

    @Test
    void closesWhereTheEndOfALargeMessageIsOutOfSight() throws IOException {
        start(SETTINGS.withLimits(1024, 10));
        try (Sender sender = new Sender()) {
            sender.send("\u000B" + message("BIG") + "x".repeat(10_000));
            assertThat(sender.answers(1)).containsExactly("AR BIG");
            assertThat(sender.isAtEnd()).isTrue();
        }
    }

    @Test
    void refusesMoreConnectionsThanAllowed() throws IOException {
        start(SETTINGS.withLimits(1024, 1));
        try (Sender first = new Sender()) {
            first.send(block("A"));
            assertThat(first.answers(1)).containsExactly("AA A");
            try (Sender second = new Sender()) {
                assertThat(second.isAtEnd()).isTrue();
            }
            assertThat(server.counts().connectionsRefused()).isEqualTo(1);
            first.send(block("B"));
            assertThat(first.answers(1)).containsExactly("AA B");
        }
    }

    @Test
    void answersAeWhereTheHandlerFails() throws IOException {
        start(SETTINGS, m -> {
            if (m.msh().controlId().equals("A")) {
                throw new IllegalStateException("a text that may quote the message");
            }
            return m.msh().controlId().equals("B") ? null : Receipt.accepted();
        });
        try (Sender sender = new Sender()) {
            sender.send(block("A") + block("B") + block("C"));
            String first = sender.answer();
            assertThat(first).contains("MSA|AE|A|").contains("HUB-0402").doesNotContain("quote");
            assertThat(sender.answers(2)).containsExactly("AE B", "AA C");
        }
        assertThat(server.counts().handlerFailures()).isEqualTo(2);
    }

    @Test
    void answersWhatIsInHandWhenItStops() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        start(SETTINGS, m -> {
            entered.countDown();
            awaitLatch(release);
            return Receipt.accepted();
        });
        try (Sender sender = new Sender();
                Sender idle = new Sender()) {
            sender.send(block("A") + block("B") + "\u000BMSH|half");
            assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            assertThat(idle.isAtEnd()).isTrue();
            release.countDown();
            assertThat(sender.answers(2)).containsExactly("AA A", "AA B");
            assertThat(sender.isAtEnd()).isTrue();
            sender.socket.close();
            idle.socket.close();
            closing.get(10, TimeUnit.SECONDS);
        }
        assertThat(server.counts().connectionsOpen()).isZero();
        assertThat(server.counts().answers()).isEqualTo(2);
    }

    @Test
    void twoHundredSendersAtATimeAreServed() throws Exception {
        start(SETTINGS);
        List<CompletableFuture<List<String>>> senders = new ArrayList<>();
        var pool = java.util.concurrent.Executors.newFixedThreadPool(200);
        try {
            for (int i = 0; i < 200; i++) {
                int n = i;
                senders.add(CompletableFuture.supplyAsync(
                        () -> {
                            try (Sender sender = new Sender()) {
                                sender.send(block("A" + n) + block("B" + n));
                                return sender.answers(2);
                            } catch (IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        },
                        pool));
            }
            for (int i = 0; i < 200; i++) {
                assertThat(senders.get(i).get(30, TimeUnit.SECONDS)).containsExactly("AA A" + i, "AA B" + i);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(server.counts().messages()).isEqualTo(400);
        assertThat(server.counts().answers()).isEqualTo(400);
        assertThat(server.counts().connectionsAccepted()).isEqualTo(200);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void start(MllpServerSettings settings) throws IOException {
        start(settings, m -> m.msh() == null ? Receipt.rejected("100", "HUB-0403", "No message") : Receipt.accepted());
    }

    private void start(MllpServerSettings settings, MessageHandler handler) throws IOException {
        server = new MllpServer(settings, m -> {
                    received.add(m);
                    return handler.handle(m);
                })
                .start();
    }

    static String message(String controlId) {
        return "MSH|^~\\&|HIS|H001|HUB|YL|20261122101500||ADT^A01^ADT_A01|" + controlId + "|P|2.5\rPID|1||1\r";
    }

    private static String block(String controlId) {
        return "\u000B" + message(controlId) + "\u001C\r";
    }

    private final class Sender implements AutoCloseable {
        final Socket socket = new Socket("127.0.0.1", server.port());
        private final OutputStream out = socket.getOutputStream();
        private final InputStream in = socket.getInputStream();

        Sender() throws IOException {
            socket.setTcpNoDelay(true);
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        void send(byte[] bytes) throws IOException {
            out.write(bytes);
        }

        String answer() throws IOException {
            StringBuilder text = new StringBuilder();
            for (int b = in.read(); b != 0x1C; b = in.read()) {
                if (b < 0) {
                    throw new IOException("no answer");
                }
                text.append((char) b);
            }
            assertThat(in.read()).isEqualTo('\r');
            assertThat(text.charAt(0)).isEqualTo('\u000B');
            return text.substring(1);
        }

        List<String> answers(int n) throws IOException {
            List<String> out = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                MllpAck ack = MllpAck.parse(answer().getBytes(StandardCharsets.UTF_8));
                out.add(ack.code() + " " + ack.controlId());
            }
            return out;
        }

        boolean isAtEnd() {
            try {
                return in.read() < 0;
            } catch (IOException reset) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
