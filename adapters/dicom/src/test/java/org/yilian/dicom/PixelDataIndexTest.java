package org.yilian.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yilian.dicom.PixelDataIndex.Frame;

class PixelDataIndexTest {

    private static final TransferSyntax JPEG = TransferSyntax.of(UID.JPEGBaseline8Bit);

    @Test
    void findsFramesByTheBasicOffsetTable() throws Exception {
        assertThreeFrames(Samples.encapsulated(true));
    }

    @Test
    void findsFramesByWhereCodeStreamsBegin() throws Exception {
        assertThreeFrames(Samples.encapsulated(false));
    }

    @Test
    void findsFramesByTheExtendedOffsetTable() throws Exception {
        DataSet image = Samples.encapsulated(false)
                .setLongs(Tag.ExtendedOffsetTable, VR.OV, 0, 12, 38)
                .setLongs(Tag.ExtendedOffsetTableLengths, VR.OV, 4, 10, 3);
        PixelDataIndex index = index(image, JPEG);
        assertThat(index.frames()).extracting(Frame::length).containsExactly(4L, 10L, 3L);
    }

    private static void assertThreeFrames(DataSet image) throws Exception {
        byte[] bytes = DicomWriter.toBytes(image, JPEG);
        PixelDataIndex index = index(image, JPEG);
        assertThat(index.encapsulated()).isTrue();
        assertThat(index.offset() + index.length()).isEqualTo(bytes.length);
        assertThat(index.frames()).extracting(frame -> frame.pieces().size()).containsExactly(1, 2, 1);
        assertThat(index.frames()).extracting(Frame::length).containsExactly(4L, 10L, 4L);
        for (Frame frame : index.frames()) {
            assertThat(bytes[(int) frame.pieces().get(0).offset()]).isEqualTo((byte) 0xFF);
        }
    }

    @Test
    void wrongTablesGiveNoFramesRatherThanWrongOnes() throws Exception {
        DataSet image = Samples.encapsulated(true).set(Tag.NumberOfFrames, 2);
        assertThat(index(image, JPEG).frames()).isEmpty();
        assertThat(index(image.set(Tag.NumberOfFrames, 0), JPEG).frames()).hasSize(1);
        assertThat(index(image.set(Tag.NumberOfFrames, 2_000_000_000), JPEG).frames())
                .isEmpty();
    }

    @Test
    void aVideoIsOneStreamWithoutFrames() throws Exception {
        assertThat(index(Samples.encapsulated(true), TransferSyntax.of(UID.MPEG4HP41))
                        .frames())
                .isEmpty();
    }

    @Test
    void cutsNativeDataIntoFrames() throws Exception {
        DataSet image = Samples.ct().set(Tag.NumberOfFrames, 3).setBytes(Tag.PixelData, VR.OW, Samples.pixels(96));
        PixelDataIndex index = index(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(index.frames()).extracting(Frame::length).containsExactly(32L, 32L, 32L);
        assertThat(index.frames().get(2).pieces().get(0).offset()).isEqualTo(index.offset() + 64);
        image.set(Tag.NumberOfFrames, 4);
        assertThat(index(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).frames())
                .isEmpty();
    }

    @Test
    void bitsOfOneFrameAreAFrameAndOfSeveralOnlyAtByteBounds() throws Exception {
        DataSet bits = Samples.ct().set(Tag.BitsAllocated, 1).set(Tag.Rows, 3).set(Tag.Columns, 3);
        bits.setBytes(Tag.PixelData, VR.OB, new byte[4]);
        TransferSyntax explicit = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        assertThat(index(bits, explicit).frames()).hasSize(1);
        assertThat(index(bits.set(Tag.NumberOfFrames, 2), explicit).frames()).isEmpty();
        assertThat(index(bits.set(Tag.Rows, 8), explicit).frames()).hasSize(0);
        assertThat(index(bits.set(Tag.Columns, 1), explicit).frames()).hasSize(2);
    }

    @Test
    void withoutPixelDataThereIsNoIndex() throws Exception {
        DataSet report = Samples.ct().remove(Tag.PixelData);
        assertThat(index(report, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)).isNull();
    }

    @Test
    void everyImageOfOthersHasAsManyFramesAsItSays() throws Exception {
        List<String> without = new ArrayList<>();
        for (Path path : Corpus.files("")) {
            String name = Corpus.name(path);
            if (name.startsWith("malformed") || name.startsWith("fuzz") || name.startsWith("dicomdir")) {
                continue;
            }
            byte[] bytes = Files.readAllBytes(path);
            DicomReader reader = DicomReader.file(bytes).stopAt(Tag.FloatPixelData);
            DataSet head = reader.read();
            PixelDataIndex index = reader.locatePixelData(head);
            if (index == null) {
                continue;
            }
            if (index.frames().size() != Math.max(1, head.intValue(Tag.NumberOfFrames, 1))) {
                without.add(name);
            }
            for (Frame frame : index.frames()) {
                frame.pieces().forEach(piece -> assertThat(piece.offset() + piece.length())
                        .isLessThanOrEqualTo(index.offset() + index.length()));
            }
        }
        assertThat(without).isEmpty();
    }

    private static PixelDataIndex index(DataSet image, TransferSyntax syntax) throws Exception {
        DicomReader reader =
                DicomReader.dataSet(DicomWriter.toBytes(image, syntax), syntax).stopAt(Tag.PixelData);
        return reader.locatePixelData(reader.read());
    }
}
