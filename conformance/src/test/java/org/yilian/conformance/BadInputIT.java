package org.yilian.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.AssociationRejectedException;
import org.yilian.dicom.net.AssociationRequest;
import org.yilian.dicom.net.DicomClient;
import org.yilian.hl7v2.MllpAck;

/**
 * Invariant 10: nothing is silent. Each bad input is answered in the protocol's own terms, the hub goes on serving, and
 * what can be kept is found by the operator.
 */
class BadInputIT {
    private static final Charset UTF_8 = StandardCharsets.UTF_8;
    private static final int START = 0x0b;
    private static final byte[] END = {0x1c, 0x0d};

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final OruFeed feed = new OruFeed("X" + run, 2, 2);

    /** A sender without manners: writes bytes, reads one frame or end of stream. */
    private static final class Line implements AutoCloseable {
        private final Socket socket;

        Line() throws IOException {
            socket = new Socket("127.0.0.1", SharedHub.get().address().mllpPort());
            socket.setSoTimeout(60_000);
        }

        Line write(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
            return this;
        }

        Line frame(byte[] message) throws IOException {
            ByteArrayOutputStream frame = new ByteArrayOutputStream(message.length + 3);
            frame.write(START);
            frame.writeBytes(message);
            frame.writeBytes(END);
            return write(frame.toByteArray());
        }

        /** The answer without frame; null when the hub closed the connection. */
        MllpAck answer() throws IOException {
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int b = in.read(); b != -1; b = in.read()) {
                if (b == 0x1c) {
                    in.read();
                    return MllpAck.parse(bytes.toByteArray());
                }
                if (b != START) {
                    bytes.write(b);
                }
            }
            return null;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static MllpAck ask(byte[] message) throws IOException {
        try (Line line = new Line()) {
            return line.frame(message).answer();
        }
    }

    private byte[] changed(int n, String what, String with) {
        String text = new String(feed.message(n), UTF_8);
        assertThat(text).contains(what);
        return text.replace(what, with).getBytes(UTF_8);
    }

    private static JsonNode kept(String controlId) {
        return HubHttp.user(SharedHub.get().http(), "operator")
                .json("/api/messages?controlId=" + HubHttp.encoded(controlId))
                .path("items");
    }

    private void assertStillServes() throws IOException {
        int n = 100 + (int) (System.nanoTime() % 1_000_000);
        assertThat(ask(feed.message(n)).code().name()).isEqualTo("AA");
    }

    @Test
    void garbageInAFrameIsAnsweredArAndKept() throws Exception {
        long before = quarantined();
        byte[] garbage = new byte[4096];
        new java.util.Random(4).nextBytes(garbage);
        for (int i = 0; i < garbage.length; i++) {
            if (garbage[i] == 0x1c || garbage[i] == START) {
                garbage[i] = 'x';
            }
        }
        assertThat(ask(garbage).code().name()).isEqualTo("AR");
        assertThat(quarantined()).isEqualTo(before + 1);
        assertStillServes();
    }

    private static long quarantined() {
        return HubHttp.user(SharedHub.get().http(), "operator")
                .json("/api/messages?limit=1")
                .path("counts")
                .path("QUARANTINED")
                .asLong();
    }

    @Test
    void garbageWithoutAFrameDisturbsNobody() throws Exception {
        try (Line line = new Line()) {
            line.write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
            line.frame(feed.message(1));
            MllpAck answer = line.answer();
            assertThat(answer == null || answer.code().name().startsWith("A")).isTrue();
        }
        assertStillServes();
    }

    @Test
    void halfAFrameIsNeverAcknowledged() throws Exception {
        byte[] message = feed.message(2);
        try (Line line = new Line()) {
            line.write(new byte[] {START}).write(java.util.Arrays.copyOf(message, message.length / 2));
            line.socket.shutdownOutput();
            line.socket.setSoTimeout(3000);
            try {
                MllpAck answer = line.answer();
                assertThat(answer == null || !answer.code().accepted()).isTrue();
            } catch (SocketTimeoutException e) {
                // Waiting for the rest is right as well.
            }
        }
        assertThat(kept(feed.controlId(2)).findValuesAsText("state")).doesNotContain("DONE");
        assertStillServes();
    }

    @Test
    void aMessageOf50MegabytesIsRefusedAndTheHubGoesOn() throws Exception {
        byte[] head =
                new String(feed.message(3), UTF_8).replace("|测^试", "|" + "测").getBytes(UTF_8);
        byte[] huge = new byte[50_000_000];
        java.util.Arrays.fill(huge, (byte) 'A');
        System.arraycopy(head, 0, huge, 0, head.length);
        try (Line line = new Line()) {
            MllpAck answer = line.frame(huge).answer();
            assertThat(answer.code().name()).isEqualTo("AR");
            assertThat(answer.controlId()).isEqualTo(feed.controlId(3));
            line.frame(feed.message(4));
            assertThat(line.answer().code().name()).isEqualTo("AA");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZZZ^Z99^ZZZ_Z99", "", "ADT"})
    void anUnknownTypeIsAnsweredArAndKept(String type) throws Exception {
        byte[] message = changed(5, "ORU^R01^ORU_R01", type);
        assertThat(ask(message).code().name()).isEqualTo("AR");
        assertThat(kept(feed.controlId(5)).findValuesAsText("state")).contains("QUARANTINED");
    }

    @Test
    void anUnknownSenderIsAnsweredArAndKept() throws Exception {
        assertThat(ask(changed(6, "|LIS|H001|", "|LIS|H999|")).code().name()).isEqualTo("AR");
        JsonNode row = kept(feed.controlId(6)).path(0);
        assertThat(row.path("state").asText()).isEqualTo("QUARANTINED");
        assertThat(row.path("facility").asText()).isEmpty();
        assertThat(row.path("errorCode").asText()).isEqualTo("HUB-0101");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.9", "x", ""})
    void aWrongVersionIsAnsweredArAndKept(String version) throws Exception {
        MllpAck answer = ask(changed(7, "|P|2.5.1|", "|P|" + version + "|"));
        assertThat(answer.code().name()).isEqualTo("AR");
        assertThat(kept(feed.controlId(7)).findValuesAsText("errorCode")).contains("HUB-0107");
    }

    @Test
    void anUnknownCharacterSetIsSaidAloudAndTheBytesAreKept() throws Exception {
        MllpAck answer = ask(changed(8, "UNICODE UTF-8", "KLINGON"));
        String code = answer.code().name();
        JsonNode row = kept(feed.controlId(8)).path(0);
        assertThat(row.isMissingNode()).as("kept").isFalse();
        if (code.equals("AA")) {
            assertThat(SharedHub.settledState(feed.controlId(8))).isEqualTo("DONE");
            assertThat(kept(feed.controlId(8)).path(0).path("remarks").asInt())
                    .as("a remark tells")
                    .isPositive();
        } else {
            assertThat(code).isEqualTo("AR");
        }
    }

    @Test
    void aDataSetThatLiesAboutLengthsIsRefusedAndKept() throws Exception {
        ImageFeed images = new ImageFeed("L" + run, 1, 64);
        byte[] bytes = images.bytes(0);
        // Pixel Data says it is 2 GB.
        int tag = bytes.length - 64 * 64 * 2 - 4;
        bytes[tag + 3] = 0x7f;
        int status = store(images, 0, bytes);
        assertThat(status).isNotZero();
        HubHttp reader = HubHttp.client(SharedHub.get().http(), "h001", "dicomweb.read");
        assertThat(reader.get(images.path(0), "application/dicom; transfer-syntax=*")
                        .status())
                .isEqualTo(404);
        assertThat(store(images, 0, images.bytes(0)))
                .as("the right object afterwards")
                .isZero();
    }

    @Test
    void aStudyUidOfAnotherPatientIsQuarantined() throws Exception {
        ImageFeed images = new ImageFeed("S" + run, 2, 64);
        assertThat(store(images, 0, images.bytes(0))).isZero();
        byte[] other = replaced(images.bytes(1), "S" + run + "P0", "S" + run + "P9");
        assertThat(store(images, 1, other)).isEqualTo(0x0110);
        JsonNode held = HubHttp.user(SharedHub.get().http(), "operator")
                .json("/api/imaging/quarantine?state=HELD")
                .path("items");
        assertThat(held.findValuesAsText("sopUid")).contains(images.instance(1));
        HubHttp reader = HubHttp.client(SharedHub.get().http(), "h001", "dicomweb.read");
        assertThat(reader.get(images.path(1), "application/dicom; transfer-syntax=*")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anUnknownAeTitleIsRejectedWithItsReason() {
        AssociationRequest request = AssociationRequest.to(
                        "127.0.0.1", SharedHub.get().address().dicomPort())
                .calling("NOBODY")
                .called("YILIAN")
                .proposeEcho();
        assertThatThrownBy(() -> DicomClient.connect(request).close()).isInstanceOf(AssociationRejectedException.class);
    }

    @Test
    void aWrongCalledAeTitleIsRejected() {
        AssociationRequest request = AssociationRequest.to(
                        "127.0.0.1", SharedHub.get().address().dicomPort())
                .calling("H001PACS")
                .called("OTHER")
                .propose(UID.CTImageStorage, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid());
        assertThatThrownBy(() -> DicomClient.connect(request).close()).isInstanceOf(AssociationRejectedException.class);
    }

    /** DIMSE status; -1 where the hub ended the association instead. */
    private static int store(ImageFeed images, int n, byte[] bytes) throws IOException {
        try (DicomClient client = images.connect(SharedHub.get().address())) {
            return images.store(client, n, bytes);
        } catch (org.yilian.dicom.net.AssociationAbortedException e) {
            return -1;
        }
    }

    private static byte[] replaced(byte[] bytes, String what, String with) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(what);
        return text.replace(what, with).getBytes(StandardCharsets.ISO_8859_1);
    }
}
