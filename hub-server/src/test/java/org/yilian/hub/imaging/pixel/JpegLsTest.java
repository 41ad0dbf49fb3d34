package org.yilian.hub.imaging.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomFile;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;
import org.yilian.dicom.VR;
import org.yilian.hub.imaging.ForeignTool;

/** Frames coded by DCMTK, decoded here and there. */
class JpegLsTest {

    @TempDir
    Path folder;

    /** A phantom with flat parts, edges, slopes and noise. */
    record Card(int bits, int components, boolean signed, String... options) {
        @Override
        public String toString() {
            return bits + " bits, " + components + " components" + (signed ? ", signed" : "") + " "
                    + String.join(" ", options);
        }
    }

    static Stream<Card> cards() {
        List<Card> cards = new ArrayList<>();
        for (int bits : new int[] {8, 10, 12, 16}) {
            for (String coder : List.of("+pr", "+pc")) {
                cards.add(new Card(bits, 1, false, "+el", coder));
            }
            cards.add(new Card(bits, 1, false, "+en", "+md", "3"));
        }
        cards.add(new Card(2, 1, false, "+el"));
        cards.add(new Card(12, 1, true, "+el"));
        cards.add(new Card(16, 1, true, "+el"));
        cards.add(new Card(8, 1, false, "+el", "+pc", "+t1", "5", "+t2", "9", "+t3", "30", "+rs", "31"));
        for (String interleave : List.of("+il", "+is", "+in")) {
            cards.add(new Card(8, 3, false, "+el", interleave));
            cards.add(new Card(8, 3, false, "+en", "+md", "2", interleave));
        }
        return cards.stream();
    }

    @ParameterizedTest
    @MethodSource("cards")
    void decodesWhatDcmtkCodesToTheSameBits(Card card) throws Exception {
        DataSet image = image(card);
        Path plain = folder.resolve("plain.dcm");
        Path coded = folder.resolve("coded.dcm");
        Path back = folder.resolve("back.dcm");
        DicomFile.of(image, TransferSyntax.of(UID.ExplicitVRLittleEndian)).write(plain);
        List<Object> arguments = new ArrayList<>(Arrays.asList((Object[]) card.options()));
        arguments.addAll(List.of(plain, coded));
        ForeignTool.required("dcmcjpls").succeed(arguments.toArray());
        ForeignTool.required("dcmdjpls").succeed("+px", coded, back);
        DataSet read = DicomFile.read(coded).dataSet();

        PixelShape shape = Presentation.of(read, UID.JPEGLSLossless, 1).shape();
        byte[] frame = read.fragments(Tag.PixelData).get(1);
        byte[] decoded = FrameDecoder.samples(shape, UID.JPEGLSLossless, frame).littleEndian(shape);

        assertThat(Arrays.equals(decoded, DicomFile.read(back).dataSet().bytes(Tag.PixelData)))
                .as("as DCMTK decodes it")
                .isTrue();
        if (card.options()[0].equals("+el")) {
            assertThat(Arrays.equals(decoded, image.bytes(Tag.PixelData)))
                    .as("as it was")
                    .isTrue();
        }
    }

    @Test
    void endsInAFailureWhateverIsCutOffOrTurned() throws Exception {
        decodesWhatDcmtkCodesToTheSameBits(new Card(8, 1, false, "+el"));
        DataSet read = DicomFile.read(folder.resolve("coded.dcm")).dataSet();
        byte[] frame = read.fragments(Tag.PixelData).get(1);

        for (int length = 0; length < frame.length - 8; length += 61) {
            byte[] cut = Arrays.copyOf(frame, length);
            assertThatThrownBy(() -> JpegLs.decode(cut, 98, 61, 1)).isInstanceOf(PixelFailure.class);
        }
        Random random = new Random(14_495);
        for (int i = 0; i < 2_000; i++) {
            byte[] turned = frame.clone();
            turned[random.nextInt(i < 500 ? 40 : turned.length)] = (byte) random.nextInt();
            try {
                assertThat(JpegLs.decode(turned, 98, 61, 1)).hasSize(98 * 61);
            } catch (PixelFailure e) {
                assertThat(e.reason()).isNotNull();
            }
        }
    }

    private static DataSet image(Card card) {
        int columns = 98;
        int rows = 61;
        int max = (1 << (card.signed() ? card.bits() - 1 : card.bits())) - 1;
        int width = card.bits() > 8 ? 2 : 1;
        Random random = new Random(card.bits());
        byte[] pixels =
                new byte[columns * rows * card.components() * width + (columns * rows * card.components() & width & 1)];
        int at = 0;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                for (int c = 0; c < card.components(); c++) {
                    int value = value(x, y + c, max, random) * (card.signed() && x % 7 == 0 ? -1 : 1);
                    for (int b = 0; b < width; b++) {
                        pixels[at++] = (byte) (value >> 8 * b);
                    }
                }
            }
        }
        return new DataSet()
                .set(Tag.SOPClassUID, UID.SecondaryCaptureImageStorage)
                .set(Tag.SOPInstanceUID, "2.25.7")
                .set(Tag.StudyInstanceUID, "2.25.5")
                .set(Tag.SeriesInstanceUID, "2.25.6")
                .set(Tag.SamplesPerPixel, card.components())
                .set(Tag.PhotometricInterpretation, card.components() == 3 ? "RGB" : "MONOCHROME2")
                .set(Tag.PlanarConfiguration, 0)
                .set(Tag.Rows, rows)
                .set(Tag.Columns, columns)
                .set(Tag.BitsAllocated, 8 * width)
                .set(Tag.BitsStored, card.bits())
                .set(Tag.HighBit, card.bits() - 1)
                .set(Tag.PixelRepresentation, card.signed() ? 1 : 0)
                .setBytes(Tag.PixelData, width == 2 ? VR.OW : VR.OB, pixels);
    }

    private static int value(int x, int y, int max, Random random) {
        if (y < 15) {
            return x < 40 ? 0 : max;
        }
        if (y < 30) {
            return (int) ((long) max * x / 97);
        }
        return y < 45 ? random.nextInt(max + 1) : (int) Math.min(max, (long) max / 2 + random.nextInt(3));
    }
}
