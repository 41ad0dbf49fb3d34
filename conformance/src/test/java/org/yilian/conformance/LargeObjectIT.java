package org.yilian.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomWriter;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;

/**
 * A loop of 2 GB goes in and comes out of a hub of a 512 MB heap. Needs 5 GB of disk and some minutes, so it runs on demand
 * only: {@code mvn -pl conformance -am verify -Dhub.large=true -Dit.test=LargeObjectIT}.
 */
@EnabledIfSystemProperty(named = "hub.large", matches = "true")
class LargeObjectIT {
    private static final int ROWS = 1_024;
    private static final int FRAMES = 2_048;
    private static final long PIXELS = (long) ROWS * ROWS * FRAMES;
    private static final String STUDY = "2.25.4711";
    private static final String INSTANCE = "2.25.4713";
    private static final String BOUNDARY = "large";
    private static final String KEY = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"none", "AES-256-GCM", "SM4-GCM"})
    void storesAndStreamsTwoGigabytesInAHeapOfHalfAGigabyte(String encryption) throws Exception {
        Map<String, String> settings =
                encryption.equals("none") ? Map.of() : Map.of("HUB_ENCRYPTION", encryption, "HUB_ENCRYPTION_KEYS", KEY);
        try (HubProcess hub =
                HubProcess.start(folder.resolve("hub"), settings, List.of("-Xmx512m", "-XX:+UseSerialGC"))) {
            String token = token(hub.http());
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            MessageDigest sent = sha256();

            HttpResponse<String> stored = client.send(
                    request(hub.http(), token, "/dicomweb/studies")
                            .header(
                                    "Content-Type",
                                    "multipart/related; type=\"application/dicom\"; boundary=" + BOUNDARY)
                            .POST(BodyPublishers.ofInputStream(() -> body(sent)))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);

            String path = "/dicomweb/studies/" + STUDY + "/series/2.25.4712/instances/" + INSTANCE;
            MessageDigest received = sha256();
            long length = read(client, request(hub.http(), token, path), "application/dicom", received);
            assertThat(length).isGreaterThan(PIXELS);
            byte[] frame = client.send(
                            request(hub.http(), token, path + "/frames/2048")
                                    .header("Accept", "application/octet-stream")
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .body();
            assertThat(frame).isEqualTo(frame(FRAMES - 1));
            assertThat(read(
                            client,
                            request(hub.http(), token, path + "/bulkdata/7FE00010"),
                            "application/octet-stream",
                            received))
                    .isEqualTo(PIXELS);
            assertThat(HexFormat.of().formatHex(received.digest()))
                    .isEqualTo(HexFormat.of().formatHex(sent.digest()));
        }
    }

    /** Reads an answer to its end; the hash is of its last {@link #PIXELS} bytes. */
    private static long read(HttpClient client, HttpRequest.Builder request, String accept, MessageDigest last)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                client.send(request.header("Accept", accept).build(), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        long length = answer.headers().firstValueAsLong("Content-Length").orElseThrow();
        last.reset();
        try (InputStream in = answer.body()) {
            in.skipNBytes(length - PIXELS);
            DigestInputStream hashed = new DigestInputStream(in, last);
            return length - PIXELS + hashed.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    private static InputStream body(MessageDigest pixels) {
        try {
            ByteArrayOutputStream start = new ByteArrayOutputStream();
            start.write(("--" + BOUNDARY + "\r\nContent-Type: application/dicom\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            TransferSyntax syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
            DicomWriter.writeFileHead(
                    null, DicomWriter.fileMeta(UID.UltrasoundMultiFrameImageStorage, INSTANCE, syntax), start);
            DicomWriter.write(head(), syntax, start);
            start.write(new byte[] {(byte) 0xE0, 0x7F, 0x10, 0, 'O', 'B', 0, 0});
            for (int shift = 0; shift < 32; shift += 8) {
                start.write((int) (PIXELS >> shift));
            }
            byte[] end = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII);
            return new Generated(start.toByteArray(), end, pixels);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataSet head() {
        return new DataSet()
                .set(Tag.SOPClassUID, UID.UltrasoundMultiFrameImageStorage)
                .set(Tag.SOPInstanceUID, INSTANCE)
                .set(Tag.Modality, "US")
                .set(Tag.PatientName, "Large^Loop")
                .set(Tag.PatientID, "LARGE")
                .set(Tag.StudyInstanceUID, STUDY)
                .set(Tag.SeriesInstanceUID, "2.25.4712")
                .set(Tag.SamplesPerPixel, 1)
                .set(Tag.PhotometricInterpretation, "MONOCHROME2")
                .set(Tag.NumberOfFrames, String.valueOf(FRAMES))
                .set(Tag.Rows, ROWS)
                .set(Tag.Columns, ROWS)
                .set(Tag.BitsAllocated, 8)
                .set(Tag.BitsStored, 8)
                .set(Tag.HighBit, 7)
                .set(Tag.PixelRepresentation, 0);
    }

    private static byte[] frame(int number) {
        byte[] frame = new byte[ROWS * ROWS];
        new Random(number).nextBytes(frame);
        return frame;
    }

    /** The parts of the body one after the other, made frame by frame. */
    private static final class Generated extends InputStream {
        private final byte[] end;
        private final MessageDigest pixels;
        private byte[] current;
        private int at;
        private int next;

        Generated(byte[] start, byte[] end, MessageDigest pixels) {
            this.current = start;
            this.end = end;
            this.pixels = pixels;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (at == current.length) {
                if (next > FRAMES) {
                    return -1;
                }
                current = next == FRAMES ? end : frame(next);
                if (next < FRAMES) {
                    pixels.update(current);
                }
                next++;
                at = 0;
            }
            int n = Math.min(length, current.length - at);
            System.arraycopy(current, at, bytes, offset, n);
            at += n;
            return n;
        }
    }

    private static HttpRequest.Builder request(URI base, String token, String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private static String token(URI base) {
        return HubHttp.nobody(base)
                .form(
                        "/oauth2/token",
                        Map.of(
                                "grant_type", "client_credentials",
                                "client_id", "h001",
                                "client_secret", "demo-h001",
                                "scope", "dicomweb.read dicomweb.write"))
                .json()
                .get("access_token")
                .asText();
    }

    private static MessageDigest sha256() throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256");
    }
}
