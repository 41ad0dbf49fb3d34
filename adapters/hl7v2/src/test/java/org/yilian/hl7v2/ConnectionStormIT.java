package org.yilian.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 1,000 connections at a time, 200 of them in the middle of a message: served, and the heap does not grow with the rounds. */
@Timeout(180)
class ConnectionStormIT {
    private static final int CONNECTIONS = 1000;
    private static final int HALF = 200;
    private static final int ROUNDS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aThousandConnectionsAreServedAndLeaveNothingBehind() throws Exception {
        MllpServerSettings settings = MllpServerSettings.of("storm", 0)
                .withLimits(1024 * 1024, CONNECTIONS)
                .withTimeouts(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofSeconds(5));
        List<Long> heap = new ArrayList<>();
        try (MllpServer server = new MllpServer(settings, message -> Receipt.accepted()).start()) {
            for (int round = 0; round < ROUNDS; round++) {
                storm(server);
                await().atMost(PATIENCE).until(() -> server.counts().connectionsOpen() == 0);
                heap.add(used());
            }
            MllpCounts counts = server.counts();
            assertThat(counts.connectionsAccepted()).isEqualTo((long) ROUNDS * CONNECTIONS);
            assertThat(counts.connectionsRefused()).isZero();
            assertThat(counts.messages()).isEqualTo((long) ROUNDS * (CONNECTIONS - HALF));
            assertThat(counts.frameErrors()).as("half messages, cut off").isEqualTo((long) ROUNDS * HALF);
        }
        // The first round loads classes and grows pools.
        assertThat(heap.get(ROUNDS - 1)).as("heap after each round: %s", heap).isLessThan(heap.get(0) + 8_000_000);
    }

    private static void storm(MllpServer server) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                Socket socket = new Socket("127.0.0.1", server.port());
                socket.setSoTimeout((int) PATIENCE.toMillis());
                sockets.add(socket);
                byte[] frame = ("\u000B" + MllpServerIT.message("C" + i) + "\u001C\r").getBytes(StandardCharsets.UTF_8);
                socket.getOutputStream().write(frame, 0, i < HALF ? frame.length / 2 : frame.length);
            }
            for (Socket socket : sockets.subList(HALF, CONNECTIONS)) {
                awaitAnswer(socket.getInputStream());
            }
            await().atMost(PATIENCE).until(() -> server.counts().connectionsOpen() == CONNECTIONS);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static void awaitAnswer(InputStream in) throws IOException {
        for (int b = in.read(); b != 0x1C; b = in.read()) {
            assertThat(b).as("the listener hung up").isNotNegative();
        }
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
