package org.yilian.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yilian.dicom.net.Pdu.ProposedContext;

/** Peers that break the rules: each ends with the right PDU where one is due, and always with a closed socket. */
@Timeout(60)
class BadPeersIT {
    private static final byte[] PROVIDER_ABORT = {7, 0, 0, 0, 0, 4, 0, 0, 2};

    private final Received received = new Received();
    private DicomServer server;

    @BeforeEach
    void start() throws IOException {
        server = DicomServer.builder()
                .settings(AssociationSettings.DEFAULT.withTimeouts(Timeouts.all(Duration.ofMillis(700))))
                .policy(AssociationPolicy.called("YILIAN"))
                .store(received)
                .start();
    }

    @AfterEach
    void nothingIsLeftBehind() {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> server.associationCount() == 0);
        server.close();
    }

    @Test
    void garbageIsAborted() throws Exception {
        assertThat(say("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes())).startsWith(PROVIDER_ABORT);
    }

    @Test
    void aLieAboutTheLengthOfARequestIsAborted() throws Exception {
        assertThat(say(new byte[] {1, 0, 0x7F, -1, -1, -1, 0, 1})).startsWith(PROVIDER_ABORT);
        assertThat(say(new byte[] {1, 0, -1, -1, -1, -1, 0, 1})).startsWith(PROVIDER_ABORT);
    }

    @Test
    void aRequestThatNeverEndsIsGivenUpWhenArtimExpires() throws Exception {
        byte[] request = request("YILIAN");

        assertThat(say(Arrays.copyOf(request, request.length / 2))).isEmpty();
    }

    @Test
    void aRequestThatDribblesIsGivenUpWhenArtimExpires() throws Exception {
        byte[] request = request("YILIAN");
        try (Socket socket = connect()) {
            CompletableFuture<byte[]> answer = CompletableFuture.supplyAsync(() -> readAll(socket));
            int sent = 0;
            // far more bytes than the deadline has room for at this pace
            while (!answer.isDone() && sent < request.length - 1) {
                try {
                    socket.getOutputStream().write(request[sent++]);
                } catch (IOException e) {
                    break;
                }
                new CountDownLatch(1).await(50, java.util.concurrent.TimeUnit.MILLISECONDS);
            }
            assertThat(answer.get()).isEmpty();
            assertThat(sent).isLessThan(request.length - 1);
        }
    }

    @Test
    void aPeerThatSaysNothingIsGivenUp() throws Exception {
        try (Socket socket = connect()) {
            assertThat(readAll(socket)).isEmpty();
        }
    }

    @Test
    void aPeerThatHangsUpWithinAPduIsForgotten() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request("YILIAN"), 0, 40);
        }
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> server.associationCount() == 0);
    }

    @Test
    void anUnknownCalledTitleIsRejectedWithSourceAndReason() throws Exception {
        assertThat(say(request("OTHER"))).containsExactly(3, 0, 0, 0, 0, 4, 0, 1, 1, 7);
    }

    @Test
    void anotherApplicationContextIsRejected() throws Exception {
        Pdu.AssociateRq rq =
                new Pdu.AssociateRq(1, "YILIAN", "PEER", "1.2.3", List.of(), UserInformation.of(16384, null, null));

        assertThat(say(PduEncoder.encode(rq))).containsExactly(3, 0, 0, 0, 0, 4, 0, 1, 1, 2);
    }

    @Test
    void anotherProtocolVersionIsRejected() throws Exception {
        Pdu.AssociateRq rq = new Pdu.AssociateRq(
                2, "YILIAN", "PEER", Pdu.APPLICATION_CONTEXT, List.of(), UserInformation.of(16384, null, null));

        assertThat(say(PduEncoder.encode(rq))).containsExactly(3, 0, 0, 0, 0, 4, 0, 1, 2, 2);
    }

    @Test
    void dataBeforeARequestAreAborted() throws Exception {
        assertThat(say(new byte[] {4, 0, 0, 0, 0, 6, 0, 0, 0, 2, 1, 3})).startsWith(PROVIDER_ABORT);
    }

    @Test
    void aSecondRequestIsAborted() throws Exception {
        assertThat(afterAccept(say(join(request("YILIAN"), request("YILIAN"))))).startsWith(PROVIDER_ABORT);
    }

    @Test
    void anEmptyOrHugeDataPduIsAborted() throws Exception {
        assertThat(afterAccept(say(join(request("YILIAN"), new byte[] {4, 0, 0, 0, 0, 0}))))
                .startsWith(PROVIDER_ABORT);
        assertThat(afterAccept(say(join(request("YILIAN"), new byte[] {4, 0, 2, 0, 0, 0, 0, 0}))))
                .startsWith(PROVIDER_ABORT);
    }

    @Test
    void aDataValueLongerThanItsPduIsAborted() throws Exception {
        byte[] lie = {4, 0, 0, 0, 0, 6, 0x7F, -1, -1, -1, 1, 3};

        assertThat(afterAccept(say(join(request("YILIAN"), lie)))).startsWith(PROVIDER_ABORT);
    }

    @Test
    void aContextNobodyAcceptedIsAborted() throws Exception {
        byte[] data = {4, 0, 0, 0, 0, 6, 0, 0, 0, 2, 99, 3};

        assertThat(afterAccept(say(join(request("YILIAN"), data)))).startsWith(PROVIDER_ABORT);
    }

    @Test
    void aCommandWithoutEndIsAborted() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(request("YILIAN"));
        byte[] fragment = new byte[6 + 6 + 30_000];
        System.arraycopy(new byte[] {4, 0, 0, 0, 0x75, 0x36, 0, 0, 0x75, 0x32, 1, 1}, 0, fragment, 0, 12);
        for (int i = 0; i < 5; i++) {
            out.writeBytes(fragment);
        }

        assertThat(afterAccept(say(out.toByteArray()))).startsWith(PROVIDER_ABORT);
    }

    @Test
    void anObjectThatEndsInTheMiddleIsNeverTakenForWhole() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        try (DicomServer strict = DicomServer.builder()
                .store((request, data) -> {
                    try {
                        data.readAllBytes();
                    } catch (IOException e) {
                        failed.countDown();
                    }
                    return DimseStatus.SUCCESS; // a handler that swallows the failure
                })
                .start()) {
            InputStream endless = new InputStream() {
                private int left = 1_000_000;

                @Override
                public int read() throws IOException {
                    if (left-- > 0) {
                        return 0;
                    }
                    throw new IOException("the source failed");
                }
            };
            try (DicomClient client = DicomClient.connect(AssociationRequest.to("127.0.0.1", strict.port())
                    .propose(Samples.SECONDARY_CAPTURE, Samples.EXPLICIT_LITTLE))) {
                assertThatThrownBy(() ->
                                client.store(Samples.SECONDARY_CAPTURE, "2.25.1", Samples.EXPLICIT_LITTLE, endless))
                        .hasMessage("the source failed");
            }
            assertThat(failed.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void releaseCollisionAsRequestorEndsInOrder() throws Exception {
        try (ServerSocket peer = new ServerSocket(0)) {
            CompletableFuture<Integer> last = CompletableFuture.supplyAsync(() -> {
                try (Socket socket = peer.accept()) {
                    acceptAssociation(socket);
                    socket.getInputStream().readNBytes(10); // A-RELEASE-RQ
                    socket.getOutputStream().write(PduEncoder.encode(new Pdu.ReleaseRq()));
                    int answer = socket.getInputStream().readNBytes(10)[0];
                    socket.getOutputStream().write(PduEncoder.encode(new Pdu.ReleaseRp()));
                    return answer;
                } catch (IOException e) {
                    return -1;
                }
            });
            DicomClient client = DicomClient.connect(
                    AssociationRequest.to("127.0.0.1", peer.getLocalPort()).proposeEcho());

            client.release();

            assertThat(last.get()).isEqualTo(Pdu.TYPE_RELEASE_RP);
        }
    }

    @Test
    void aServerThatAnswersWithGarbageIsAborted() throws Exception {
        try (ServerSocket peer = new ServerSocket(0)) {
            CompletableFuture<byte[]> heard = CompletableFuture.supplyAsync(() -> {
                try (Socket socket = peer.accept()) {
                    readPdu(socket);
                    socket.getOutputStream().write("220 mail ready\r\n".getBytes());
                    return readAll(socket);
                } catch (IOException e) {
                    return new byte[0];
                }
            });

            assertThatThrownBy(() -> DicomClient.connect(AssociationRequest.to("127.0.0.1", peer.getLocalPort())
                            .proposeEcho()))
                    .isInstanceOf(AssociationAbortedException.class);
            assertThat(heard.get()).startsWith(PROVIDER_ABORT);
        }
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() throws Exception {
        try (ServerSocket peer = new ServerSocket(0)) {
            AssociationRequest request = AssociationRequest.to("127.0.0.1", peer.getLocalPort())
                    .settings(AssociationSettings.DEFAULT.withTimeouts(Timeouts.all(Duration.ofMillis(300))))
                    .proposeEcho();

            assertThatThrownBy(() -> DicomClient.connect(request))
                    .isInstanceOf(AssociationAbortedException.class)
                    .hasMessageContaining("silent");
        }
    }

    @Test
    void aPeerThatStopsReadingDoesNotHoldTheSenderForever() throws Exception {
        try (ServerSocket peer = new ServerSocket(0)) {
            CountDownLatch done = new CountDownLatch(1);
            CompletableFuture<Void> holding = CompletableFuture.runAsync(() -> {
                try (Socket socket = peer.accept()) {
                    acceptAssociation(socket);
                    done.await();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            AssociationRequest request = AssociationRequest.to("127.0.0.1", peer.getLocalPort())
                    .settings(AssociationSettings.DEFAULT.withTimeouts(Timeouts.all(Duration.ofMillis(500))))
                    .propose(Samples.SECONDARY_CAPTURE, Samples.EXPLICIT_LITTLE)
                    .proposeEcho();
            try (DicomClient client = DicomClient.connect(request)) {
                assertThatThrownBy(() -> client.store(
                                Samples.SECONDARY_CAPTURE,
                                "2.25.1",
                                Samples.EXPLICIT_LITTLE,
                                new ByteArrayInputStream(new byte[64 << 20])))
                        .isInstanceOf(IOException.class);
            }
            done.countDown();
            holding.get();
        }
    }

    @Test
    void theFuzzSeedsOfOthersAreAnsweredOrAborted() throws Exception {
        Path seeds = Samples.corpus("fuzz-seeds-dimse").orElse(null);
        Assumptions.assumeTrue(seeds != null, "shared corpus not present");
        Random random = new Random(20260101);
        try (DicomServer any = DicomServer.builder()
                        .settings(AssociationSettings.DEFAULT.withTimeouts(Timeouts.all(Duration.ofMillis(300))))
                        .store(received)
                        .start();
                Stream<Path> files = Files.list(seeds)) {
            for (Path seed : files.toList()) {
                byte[] bytes = Files.readAllBytes(seed);
                assertThat(say(any.port(), bytes)).as(seed.toString()).isNotEmpty();
                for (int i = 0; i < 20; i++) {
                    byte[] changed = bytes.clone();
                    for (int flips = random.nextInt(4); flips >= 0; flips--) {
                        changed[random.nextInt(Math.min(changed.length, 700))] = (byte) random.nextInt();
                    }
                    int length = random.nextBoolean() ? changed.length : random.nextInt(changed.length);
                    say(any.port(), Arrays.copyOf(changed, length));
                }
            }
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> any.associationCount() == 0);
        }
    }

    private byte[] say(byte[] bytes) throws IOException {
        return say(server.port(), bytes);
    }

    /** Sends the bytes and returns all that comes back until the server closes. */
    private static byte[] say(int port, byte[] bytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                // the server has hung up meanwhile
            }
            return readAll(socket);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static byte[] readAll(Socket socket) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            for (int value = socket.getInputStream().read();
                    value >= 0;
                    value = socket.getInputStream().read()) {
                out.write(value);
            }
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("the socket was not closed", e);
        } catch (IOException e) {
            // reset: closed as well
        }
        return out.toByteArray();
    }

    private static byte[] request(String called) {
        return PduEncoder.encode(new Pdu.AssociateRq(
                1,
                called,
                "PEER",
                Pdu.APPLICATION_CONTEXT,
                List.of(new ProposedContext(1, "1.2.840.10008.1.1", List.of("1.2.840.10008.1.2"))),
                UserInformation.of(16384, "1.2.3", null)));
    }

    private static void acceptAssociation(Socket socket) throws IOException {
        Pdu.AssociateRq rq = (Pdu.AssociateRq) readPdu(socket);
        List<Pdu.ContextResult> results = rq.contexts().stream()
                .map(c -> new Pdu.ContextResult(c.id(), 0, c.transferSyntaxes().get(0)))
                .toList();
        socket.getOutputStream()
                .write(PduEncoder.encode(new Pdu.AssociateAc(
                        1,
                        rq.calledAe(),
                        rq.callingAe(),
                        Pdu.APPLICATION_CONTEXT,
                        results,
                        UserInformation.of(16384, "1.2.3", null))));
    }

    private static Pdu readPdu(Socket socket) throws IOException {
        byte[] header = socket.getInputStream().readNBytes(6);
        int length = (header[4] & 0xFF) << 8 | header[5] & 0xFF;
        return PduDecoder.decode(header[0], socket.getInputStream().readNBytes(length));
    }

    private static byte[] afterAccept(byte[] answer) {
        assertThat(answer[0]).isEqualTo((byte) Pdu.TYPE_ASSOCIATE_AC);
        int length = (answer[4] & 0xFF) << 8 | answer[5] & 0xFF;
        return Arrays.copyOfRange(answer, 6 + length, answer.length);
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
