package org.yilian.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client against a scripted listener. */
@Timeout(60)
class MllpClientIT {

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private ServerSocket peer;
    private MllpClient client;

    @AfterEach
    void close() throws IOException {
        client.close();
        if (peer != null) {
            peer.close();
        }
    }

    @Test
    void skipsAnswersToOtherMessages() throws IOException {
        script("other+garbage+ack");
        assertThat(client.send(message("C1")).orElseThrow().controlId()).isEqualTo("C1");
    }

    @Test
    void takesAnAnswerThatNamesNoMessage() throws IOException {
        script("nameless");
        assertThat(client.send(message("C1")).orElseThrow().code()).isEqualTo(AckCode.AA);
    }

    @Test
    void connectsAgainWhenThePeerHasClosed() throws IOException {
        script("ack+close ack ack");
        client.send(message("C1"));
        MllpAck second;
        try {
            second = client.send(message("C2")).orElseThrow();
        } catch (MllpException sentBeforeTheCloseWasSeen) {
            assertThat(sentBeforeTheCloseWasSeen.kind()).isEqualTo(MllpException.Kind.NO_ANSWER);
            second = client.send(message("C2")).orElseThrow();
        }
        assertThat(second.controlId()).isEqualTo("C2");
    }

    @Test
    void saysThatNoAnswerCameInTime() throws IOException {
        script("silence");
        assertThat(failure("C1").kind()).isEqualTo(MllpException.Kind.NO_ANSWER);
    }

    @Test
    void saysThatTheConnectionWasLostBeforeTheAnswer() throws IOException {
        script("half+close ack");
        assertThat(failure("C1").kind()).isEqualTo(MllpException.Kind.NO_ANSWER);
        assertThat(client.send(message("C2")).orElseThrow().controlId()).isEqualTo("C2");
    }

    @Test
    void doesNotTakeALateAnswerForTheNextMessage() throws IOException {
        script("silence ack");
        failure("C1");
        assertThat(client.send(message("C2")).orElseThrow().controlId()).isEqualTo("C2");
        assertThat(heard).containsExactly("C1", "silent", "C2");
    }

    @Test
    void saysThatNothingWasSentWhereNobodyListens() throws IOException {
        // Bound, so that nobody else gets the port meanwhile, not even the client's own end.
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            client = new MllpClient(MllpClientSettings.of("127.0.0.1", taken.getLocalPort()));
            assertThat(failure("C1").kind()).isEqualTo(MllpException.Kind.NOT_SENT);
        }
    }

    @Test
    void doesNotWaitWhereTheMessageAsksForNoAnswer() throws IOException {
        script("silence");
        byte[] quiet = new String(message("C1"), StandardCharsets.UTF_8)
                .replace("|P|2.5", "|P|2.5|||NE|NE")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(client.send(quiet)).isEmpty();
    }

    private MllpException failure(String controlId) {
        MllpException failure = catchThrowableOfType(MllpException.class, () -> client.send(message(controlId)));
        assertThat(failure).isNotNull().hasMessageNotContaining(controlId);
        return failure;
    }

    private static byte[] message(String controlId) {
        return MllpServerIT.message(controlId).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What the peer does after each message it hears: one word a message, actions joined by "+". "close" hangs up and
     * waits for the next connection, "silence" waits for the client to hang up.
     */
    private void script(String words) throws IOException {
        peer = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        client = new MllpClient(MllpClientSettings.of("127.0.0.1", peer.getLocalPort())
                .withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(700)));
        Deque<String> reactions = new ArrayDeque<>(List.of(words.split(" ")));
        Thread thread = new Thread(() -> {
            while (!peer.isClosed()) {
                try (Socket socket = peer.accept()) {
                    serve(socket, reactions);
                } catch (IOException gone) {
                    heard.add("gone");
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket, Deque<String> reactions) throws IOException {
        FrameReader frames =
                new FrameReader((buffer, midway) -> socket.getInputStream().read(buffer), 10_000);
        for (FrameReader.Frame frame = frames.next(); frame != null; frame = frames.next()) {
            String controlId = MshHeader.parse(frame.bytes()).controlId();
            heard.add(controlId);
            for (String action :
                    reactions.isEmpty() ? new String[0] : reactions.poll().split("\\+")) {
                switch (action) {
                    case "ack" -> say(socket, "\u000B" + ack(controlId) + "\u001C\r");
                    case "other" -> say(socket, "\u000B" + ack("X1") + "\u001C\r");
                    case "nameless" -> say(socket, "\u000B" + ack("") + "\u001C\r");
                    case "garbage" -> say(socket, "garbage");
                    case "half" -> say(socket, "\u000B" + ack(controlId));
                    case "close" -> {
                        return;
                    }
                    default -> heard.add("silent");
                }
            }
        }
    }

    private static String ack(String controlId) {
        return "MSH|^~\\&|||||2026||ACK|1|P|2.5\rMSA|AA|" + controlId + "\r";
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
