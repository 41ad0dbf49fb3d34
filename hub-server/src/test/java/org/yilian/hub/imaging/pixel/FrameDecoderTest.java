package org.yilian.hub.imaging.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomReader;
import org.yilian.dicom.PixelDataIndex;
import org.yilian.dicom.Tag;
import org.yilian.hub.imaging.Corpus;
import org.yilian.hub.imaging.ForeignTool;

/** The same picture in several transfer syntaxes, made by others. */
class FrameDecoderTest {

    @Test
    void decodesTheSameValuesFromEveryLosslessSyntax() throws Exception {
        int[] plain = ((Frame.Grey) decode("pydicom/MR_small.dcm")).values();

        for (String name : List.of("RLE", "bigendian", "implicit", "jp2klossless")) {
            assertThat(((Frame.Grey) decode("pydicom/MR_small_" + name + ".dcm")).values())
                    .as(name)
                    .isEqualTo(plain);
        }
        assertThat(((Frame.Grey) decode("pydicom/rtdose_rle_1frame.dcm")).values())
                .isEqualTo(((Frame.Grey) decode("pydicom/rtdose_1frame.dcm")).values());
    }

    @Test
    void showsTheStripesOfTheTestCardInTheirColoursHoweverTheyAreCoded() throws Exception {
        for (String name : List.of(
                "SC_rgb_rle",
                "SC_rgb_jpeg_gdcm",
                "SC_rgb_jpeg_dcmtk",
                "SC_rgb_jpeg_lossy_gdcm",
                "SC_rgb_dcmtk_+eb+cr",
                "SC_rgb_dcmtk_+eb+cy+np",
                "SC_rgb_gdcm_KY",
                "SC_ybr_full_422_uncompressed")) {
            byte[] rgb = ((Frame.Colour) decode("pydicom/" + name + ".dcm")).rgb();
            assertThat(near(rgb, 5, 255, 0, 0)).as(name + " red").isTrue();
            assertThat(near(rgb, 25, 0, 255, 0)).as(name + " green").isTrue();
            assertThat(near(rgb, 45, 0, 0, 255)).as(name + " blue").isTrue();
            assertThat(near(rgb, 95, 255, 255, 255)).as(name + " white").isTrue();
        }
    }

    @Test
    void decodesJpegLsAndExtendedJpegOfOthers() throws Exception {
        assertThat(((Frame.Grey) decode("pydicom/MR_small_jpeg_ls_lossless.dcm")).values())
                .isEqualTo(((Frame.Grey) decode("pydicom/MR_small.dcm")).values());
        ForeignTool.required("dcmdjpeg");
        Frame.Grey extended = (Frame.Grey) decode("pydicom/JPEG-lossy.dcm");
        assertThat(extended.width()).isEqualTo(256);
        assertThat(java.util.Arrays.stream(extended.values()).max().orElseThrow())
                .isGreaterThan(255);
    }

    @Test
    void saysWhatItCannotDecode() {
        assertThatThrownBy(() -> decode("dcm4che/will-jxl.dcm"))
                .isInstanceOfSatisfying(PixelFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(PixelFailure.Reason.UNSUPPORTED));
    }

    @Test
    void refusesShapesThatLie() {
        assertThatThrownBy(
                        () -> new PixelShape(60_000, 60_000, 1, 1, 16, 16, false, "MONOCHROME2", false, false).check())
                .isInstanceOf(PixelFailure.class);
        assertThatThrownBy(() -> NativeFrames.decode(
                        new PixelShape(10, 10, 1, 1, 16, 16, false, "MONOCHROME2", false, false), new byte[199]))
                .isInstanceOf(PixelFailure.class);
    }

    private static boolean near(byte[] rgb, int row, int red, int green, int blue) {
        int at = 3 * (row * 100 + 50);
        return Math.abs((rgb[at] & 0xFF) - red) < 6
                && Math.abs((rgb[at + 1] & 0xFF) - green) < 6
                && Math.abs((rgb[at + 2] & 0xFF) - blue) < 6;
    }

    private static Frame decode(String name) throws IOException, PixelFailure {
        Path file = Corpus.folder("dicom").resolve(name);
        byte[] all = Files.readAllBytes(file);
        DicomReader reader = DicomReader.file(new ByteArrayInputStream(all)).stopAt(Tag.PixelData);
        DataSet head = reader.read();
        String syntax = reader.transferSyntax().uid();
        PixelDataIndex pixels = reader.locatePixelData(head);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        pixels.frames().get(0).pieces().forEach(piece -> frame.write(all, (int) piece.offset(), (int) piece.length()));
        return FrameDecoder.decode(Presentation.of(head, syntax, 1).shape(), syntax, frame.toByteArray());
    }
}
