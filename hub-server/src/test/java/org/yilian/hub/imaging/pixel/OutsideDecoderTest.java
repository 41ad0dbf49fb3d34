package org.yilian.hub.imaging.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yilian.dicom.UID;
import org.yilian.hub.imaging.ForeignTool;

/** HTJ2K as OpenJPH codes it. */
class OutsideDecoderTest {
    private static final PixelShape SHAPE = new PixelShape(61, 98, 1, 1, 16, 12, false, "MONOCHROME2", false, false);

    @TempDir
    Path folder;

    @Test
    void decodesHighThroughputJpeg2000ToTheSameValues() throws Exception {
        ForeignTool.required("opj_decompress");
        int[] values = new Random(201).ints(61 * 98, 0, 4_096).toArray();

        int[] decoded =
                FrameDecoder.samples(SHAPE, UID.HTJ2KLossless, coded(values)).values();

        assertThat(Arrays.equals(decoded, values)).isTrue();
    }

    @Test
    void endsInAFailureWhenTheProgramDoes() {
        ForeignTool.required("opj_decompress");

        assertThatThrownBy(() -> FrameDecoder.samples(SHAPE, UID.HTJ2KLossless, new byte[500]))
                .isInstanceOf(PixelFailure.class);
    }

    private byte[] coded(int[] values) throws Exception {
        ByteArrayOutputStream pgm = new ByteArrayOutputStream();
        pgm.write("P5\n98 61\n4095\n".getBytes(StandardCharsets.US_ASCII));
        for (int value : values) {
            pgm.write(value >> 8);
            pgm.write(value);
        }
        Path in = Files.write(folder.resolve("in.pgm"), pgm.toByteArray());
        Path out = folder.resolve("out.j2c");
        ForeignTool.required("ojph_compress").succeed("-i", in, "-o", out, "-reversible", "true");
        return Files.readAllBytes(out);
    }
}
