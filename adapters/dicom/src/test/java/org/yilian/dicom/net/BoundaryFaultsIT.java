package org.yilian.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yilian.dicom.UID;

/** A peer that goes away at every boundary of a PDU, in every manner, and identifiers that are traps. */
@Timeout(120)
class BoundaryFaultsIT {
    private static final String FIND = UID.StudyRootQueryRetrieveInformationModelFind;
    private static final byte[] ABORT = {7, 0, 0, 0, 0, 4, 0, 0, 0, 0};

    @TempDir
    Path folder;

    private final Received received = new Received();
    private DicomServer server;

    private enum Manner {
        HANGS_UP,
        RESETS,
        ABORTS,
        KEEPS_SILENT
    }

    @BeforeEach
    void start() throws IOException {
        server = DicomServer.builder()
                .settings(AssociationSettings.DEFAULT.withTimeouts(Timeouts.all(Duration.ofMillis(400))))
                .store(received)
                .find((request, keys) -> Stream.of(keys), FIND)
                .start();
    }

    @AfterEach
    void nothingIsLeftBehind() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> server.associationCount() == 0);
        server.close();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("dicom-association")));
    }

    @Test
    void anObjectIsKeptOnlyIfItsLastPduCameWhateverTheMannerOfGoing() throws Exception {
        byte[] session = recorded(Samples.image(folder, "2.25.77", 256, 16));
        received.forget("2.25.77");
        List<Integer> boundaries = boundaries(session);
        assertThat(boundaries.size()).as("request, command, data, release").isGreaterThan(4);
        int whole = boundaries.get(boundaries.size() - 2);
        for (int end : boundaries) {
            for (Manner manner : Manner.values()) {
                go(Arrays.copyOf(session, end), manner);
                Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> server.associationCount() == 0);
                if (end < whole) {
                    assertThat(received.item("2.25.77"))
                            .as("%s after %s of %s bytes", manner, end, session.length)
                            .isNull();
                }
            }
        }
        assertThat(received.item("2.25.77")).isNotNull();
    }

    @Test
    void tenThousandSequencesInOneAnotherAreNotUnderstoodAndTheAssociationGoesOn() throws Exception {
        ByteArrayOutputStream deep = new ByteArrayOutputStream();
        for (int i = 0; i < 10_000; i++) {
            deep.writeBytes(new byte[] {0x40, 0, 0x75, 0x02, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF});
            deep.writeBytes(new byte[] {
                (byte) 0xFE, (byte) 0xFF, 0, (byte) 0xE0, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF
            });
        }
        assertThat(askedThenAskedAgain(UID.ImplicitVRLittleEndian, deep.toByteArray()))
                .isEqualTo(0xC000);
    }

    @Test
    void aDeflateBombIsNotUnderstoodAndTheAssociationGoesOn() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bomb, new Deflater(9, true))) {
            // Patient Comments, VR UT, of a length that is kept: 512 MB of blanks
            out.write(new byte[] {0x10, 0, 0, 0x40, 'U', 'T', 0, 0, 0, 0, 0, 0x20});
            byte[] blanks = new byte[1 << 20];
            Arrays.fill(blanks, (byte) ' ');
            for (int i = 0; i < 512; i++) {
                out.write(blanks);
            }
        }
        assertThat(bomb.size()).isLessThan(1 << 20);
        assertThat(askedThenAskedAgain(UID.DeflatedExplicitVRLittleEndian, bomb.toByteArray()))
                .isEqualTo(0xC000);
    }

    @Test
    void anElementLongerThanWhatFollowsIsNotUnderstoodAndTheAssociationGoesOn() throws Exception {
        byte[] lying = {0x10, 0, 0x20, 0, (byte) 0xF0, (byte) 0xFF, (byte) 0xFF, 0x7F, 'P', '1'};
        assertThat(askedThenAskedAgain(UID.ImplicitVRLittleEndian, lying)).isEqualTo(0xC000);
    }

    /** Status of a C-FIND with these bytes as identifier; a second one on the same association must succeed. */
    private int askedThenAskedAgain(String syntax, byte[] identifier) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(PduEncoder.encode(new Pdu.AssociateRq(
                    1,
                    "YILIAN",
                    "PEER",
                    Pdu.APPLICATION_CONTEXT,
                    List.of(new Pdu.ProposedContext(1, FIND, List.of(syntax))),
                    UserInformation.of(16384, "1.2.3", null))));
            nextPdu(socket.getInputStream());
            find(out, 1, identifier);
            int status = status(socket.getInputStream());
            find(out, 2, new byte[0]);
            assertThat(status(socket.getInputStream())).isEqualTo(0xFF00);
            return status;
        }
    }

    private static void find(OutputStream out, int messageId, byte[] identifier) throws IOException {
        CommandSet command = new CommandSet(Command.C_FIND_RQ)
                .us(CommandSet.MESSAGE_ID, messageId)
                .us(CommandSet.PRIORITY, 0)
                .uid(CommandSet.AFFECTED_SOP_CLASS_UID, FIND)
                .withDataSet();
        data(out, 3, command.encode());
        int at = 0;
        do {
            int n = Math.min(60_000, identifier.length - at);
            data(out, at + n == identifier.length ? 2 : 0, Arrays.copyOfRange(identifier, at, at + n));
            at += n;
        } while (at < identifier.length);
    }

    private static void data(OutputStream out, int control, byte[] content) throws IOException {
        ByteBuffer pdu = ByteBuffer.allocate(12 + content.length);
        pdu.put((byte) 4).put((byte) 0).putInt(6 + content.length);
        pdu.putInt(2 + content.length).put((byte) 1).put((byte) control).put(content);
        out.write(pdu.array());
    }

    private static int status(InputStream in) throws IOException {
        byte[] pdu = nextPdu(in);
        assertThat(pdu[0]).isEqualTo((byte) 4);
        byte[] command = Arrays.copyOfRange(pdu, 12, pdu.length);
        return CommandSet.decode(command, command.length).status().code();
    }

    private static byte[] nextPdu(InputStream in) throws IOException {
        byte[] head = in.readNBytes(6);
        byte[] rest = in.readNBytes(ByteBuffer.wrap(head).getInt(2));
        return ByteBuffer.allocate(head.length + rest.length)
                .put(head)
                .put(rest)
                .array();
    }

    private void go(byte[] bytes, Manner manner) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(bytes);
            switch (manner) {
                case HANGS_UP -> socket.shutdownOutput();
                case RESETS -> socket.setSoLinger(true, 0);
                case ABORTS -> socket.getOutputStream().write(ABORT);
                case KEEPS_SILENT -> {}
            }
            if (manner != Manner.RESETS) {
                socket.setSoTimeout(20_000);
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        } catch (java.net.SocketException e) {
            // the server hung up first
        }
    }

    private static List<Integer> boundaries(byte[] session) {
        List<Integer> ends = new ArrayList<>();
        for (int at = 0; at < session.length; ) {
            at += 6 + ByteBuffer.wrap(session).getInt(at + 2);
            ends.add(at);
        }
        return ends;
    }

    /** What our client says while it stores one file in small PDUs. */
    private byte[] recorded(Path file) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (ServerSocket between = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> proxy = CompletableFuture.runAsync(() -> pass(between, said));
            try (DicomClient client = DicomClient.connect(AssociationRequest.to("127.0.0.1", between.getLocalPort())
                    .settings(AssociationSettings.DEFAULT.withMaxPduLength(16 * 1024))
                    .proposeFiles(List.of(file)))) {
                assertThat(client.store(file)).isEqualTo(DimseStatus.SUCCESS);
            }
            proxy.join();
        }
        return said.toByteArray();
    }

    private void pass(ServerSocket between, ByteArrayOutputStream said) {
        try (Socket client = between.accept();
                Socket behind = new Socket("127.0.0.1", server.port())) {
            CompletableFuture<Void> back = CompletableFuture.runAsync(() -> {
                try {
                    behind.getInputStream().transferTo(client.getOutputStream());
                } catch (IOException e) {
                    // over
                }
            });
            byte[] buffer = new byte[8192];
            for (int n = client.getInputStream().read(buffer);
                    n >= 0;
                    n = client.getInputStream().read(buffer)) {
                said.write(buffer, 0, n);
                behind.getOutputStream().write(buffer, 0, n);
            }
            behind.shutdownOutput();
            back.join();
        } catch (IOException e) {
            // over
        }
    }
}
