package org.yilian.hub.imaging.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class MetadataBlobTest {
    private static final String BASE = "https://hub.example/dicomweb";

    @Test
    void joinsStoredDocumentsToOneGzipMemberWithARightChecksum() throws IOException {
        List<String> documents =
                List.of("{\"a\":\"王小明\"}", "{\"u\":\"" + MetadataBlob.BASE + "/studies/1\",\"v\":1}", longDocument());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MetadataBlob.Gzip gzip = new MetadataBlob.Gzip(out, BASE)) {
            String before = "[";
            for (String document : documents) {
                gzip.text(before);
                gzip.document(MetadataBlob.of(document));
                before = ",";
            }
            gzip.text("]");
        }

        String expected = "[" + String.join(",", documents).replace(String.valueOf(MetadataBlob.BASE), BASE) + "]";
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(expected);
        }
    }

    @Test
    void givesTheDocumentBackAsText() {
        String document = "{\"x\":\"" + MetadataBlob.BASE + "/a\",\"y\":\"" + MetadataBlob.BASE + "/b\"}";

        assertThat(MetadataBlob.text(MetadataBlob.of(document), BASE))
                .isEqualTo("{\"x\":\"" + BASE + "/a\",\"y\":\"" + BASE + "/b\"}");
    }

    @Test
    void combinesChecksumsOfTextsOfAnyLength() {
        Random random = new Random(7);
        for (int length : new int[] {0, 1, 2, 63, 64, 65, 4_096, 100_003}) {
            byte[] first = new byte[1 + random.nextInt(500)];
            byte[] second = new byte[length];
            random.nextBytes(first);
            random.nextBytes(second);
            CRC32 whole = new CRC32();
            whole.update(first);
            whole.update(second);

            assertThat(Crc32.combine(crc(first), crc(second), length)).isEqualTo((int) whole.getValue());
        }
    }

    private static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** More than one deflate window, hard to compress. */
    private static String longDocument() {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < 200_000; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.append('"').toString();
    }
}
