package org.yilian.hub.imaging.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MultipartReaderTest {

    @Test
    void givesPartsBackByteForByteHoweverTheBytesArrive() throws IOException {
        Random random = new Random(5);
        List<byte[]> parts = new ArrayList<>();
        for (int size : new int[] {0, 1, 2, 131, 65_535, 65_536, 200_001}) {
            byte[] part = new byte[size];
            random.nextBytes(part);
            parts.add(part);
        }
        parts.add("\r\n--bound\r\r\n--boundar\r\n-".getBytes(StandardCharsets.US_ASCII));

        for (int chunk : new int[] {1, 7, 1_000, 1 << 20}) {
            assertThat(read(body(parts, ""), chunk)).containsExactlyElementsOf(parts);
            assertThat(read(body(parts, "a preamble\r\n"), chunk)).containsExactlyElementsOf(parts);
        }
    }

    @Test
    void readsHeadersInLowerCase() throws IOException {
        MultipartReader reader = new MultipartReader(
                new ByteArrayInputStream("--b\r\nContent-TYPE:  application/dicom \r\nX: y\r\n\r\nz\r\n--b--"
                        .getBytes(StandardCharsets.US_ASCII)),
                "b");

        assertThat(reader.next().header("content-type")).isEqualTo("application/dicom");
        assertThat(reader.next()).isNull();
        assertThat(reader.next()).isNull();
    }

    @Test
    void skipsWhatIsLeftUnreadOfAPart() throws IOException {
        MultipartReader reader = new MultipartReader(
                new ByteArrayInputStream(body(List.of(new byte[100_000], new byte[] {7}), "")), "boundary");

        assertThat(reader.next().read()).isZero();
        assertThat(reader.next().readAllBytes()).containsExactly(7);
    }

    @Test
    void saysThatABodyEndsEarlyInsteadOfEndingThePart() {
        byte[] whole = body(List.of(new byte[5_000]), "");
        byte[] cut = java.util.Arrays.copyOf(whole, 3_000);

        assertThatThrownBy(() -> read(cut, 512)).isInstanceOf(IOException.class);
    }

    private static List<byte[]> read(byte[] body, int chunk) throws IOException {
        MultipartReader reader = new MultipartReader(slowly(body, chunk), "boundary");
        List<byte[]> parts = new ArrayList<>();
        for (MultipartReader.Part part; (part = reader.next()) != null; ) {
            parts.add(part.readAllBytes());
        }
        return parts;
    }

    private static byte[] body(List<byte[]> parts, String preamble) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(preamble.getBytes(StandardCharsets.US_ASCII));
        for (byte[] part : parts) {
            out.writeBytes("--boundary\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(part);
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes("--boundary--\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static InputStream slowly(byte[] bytes, int chunk) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int from, int count) {
                return super.read(into, from, Math.min(count, chunk));
            }
        };
    }
}
