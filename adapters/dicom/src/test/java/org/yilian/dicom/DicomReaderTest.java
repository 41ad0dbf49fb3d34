package org.yilian.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yilian.dicom.DicomException.Reason;

class DicomReaderTest {

    private static final TransferSyntax IMPLICIT = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    @Test
    void stopsBeforePixelDataAndTellsWhereItIs() throws Exception {
        byte[] file = Samples.bytes(DicomFile.of(Samples.ct(), EXPLICIT));
        DicomReader reader = DicomReader.file(file).stopAt(Tag.PixelData);
        DataSet head = reader.read();
        assertThat(head.contains(Tag.PixelData)).isFalse();
        assertThat(reader.nextTag()).isEqualTo(Tag.PixelData);
        assertThat(reader.position()).isEqualTo(file.length - 32 - 12);
        PixelDataIndex index = reader.locatePixelData(head);
        assertThat(index.offset()).isEqualTo(file.length - 32);
        assertThat(index.length()).isEqualTo(32);
        assertThat(index.frames()).hasSize(1);
        assertThat(reader.nextTag()).isEqualTo(-1);
    }

    @Test
    void parsesWhileTheBytesAreStored() throws Exception {
        byte[] sent = DicomWriter.toBytes(Samples.encapsulated(false), TransferSyntax.of(UID.JPEGBaseline8Bit));
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        InputStream tee = new TeeInputStream(trickling(sent), stored);
        DicomReader reader = DicomReader.dataSet(tee, TransferSyntax.of(UID.JPEGBaseline8Bit))
                .stopAt(Tag.PixelData)
                .startingAt(500);
        DataSet head = reader.read();
        PixelDataIndex index = reader.locatePixelData(head);
        reader.drain();
        assertThat(stored.toByteArray()).isEqualTo(sent);
        assertThat(reader.position()).isEqualTo(500 + sent.length);
        assertThat(index.frames()).hasSize(3);
        long second = index.frames().get(1).pieces().get(1).offset() - 500;
        assertThat(sent[(int) second]).isEqualTo((byte) 1);
    }

    private static InputStream trickling(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int from, int count) {
                return super.read(into, from, Math.min(count, 7));
            }
        };
    }

    @Test
    void leavesLongValuesInTheStream() throws Exception {
        byte[] file = Samples.bytes(DicomFile.of(Samples.ct(), EXPLICIT));
        DataSet dataSet = DicomReader.file(file).holdValuesUpTo(16).read();
        assertThat(dataSet.bulkData(Tag.PixelData)).isEqualTo(BulkData.at(file.length - 32, 32));
        assertThat(dataSet.bytes(Tag.PixelData)).isNull();
        assertThatThrownBy(() -> DicomWriter.toBytes(dataSet, EXPLICIT)).isInstanceOf(DicomException.class);
    }

    @Test
    void readsFilesWithoutPreambleAndWithoutMeta() throws Exception {
        byte[] file = Samples.bytes(DicomFile.of(Samples.ct(), EXPLICIT));
        byte[] withoutPreamble = java.util.Arrays.copyOfRange(file, 132, file.length);
        assertThat(DicomReader.file(withoutPreamble).read()).isEqualTo(Samples.ct());
        for (TransferSyntax syntax : List.of(IMPLICIT, EXPLICIT, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)) {
            DicomReader reader = DicomReader.file(DicomWriter.toBytes(Samples.ct(), syntax));
            assertThat(reader.read().string(Tag.PatientID)).isEqualTo("P-0001");
            assertThat(reader.transferSyntax()).isEqualTo(syntax);
        }
    }

    @Test
    void readsOnBehindPixelData() throws Exception {
        DataSet dataSet = Samples.ct().setBytes(Tag.DataSetTrailingPadding, VR.OB, new byte[8]);
        DicomReader reader = DicomReader.dataSet(DicomWriter.toBytes(dataSet, EXPLICIT), EXPLICIT)
                .stopAt(Tag.PixelData);
        DataSet head = reader.read();
        reader.locatePixelData(head);
        reader.readRest(head);
        assertThat(head.contains(Tag.DataSetTrailingPadding)).isTrue();
    }

    @Test
    void readsUnknownVrOfUndefinedLengthAsImplicitSequence() throws Exception {
        byte[] bytes = bytes(
                0x09, 0x00, 0x01, 0x10, 'U', 'N', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, // (0009,1001)
                0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF, // item
                0x10, 0x00, 0x20, 0x00, 2, 0, 0, 0, '4', '2', // implicit (0010,0020)
                0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0, //
                0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0);
        DataSet dataSet = DicomReader.dataSet(bytes, EXPLICIT).read();
        assertThat(dataSet.item(0x00091001).string(Tag.PatientID)).isEqualTo("42");
        assertThat(DicomWriter.toBytes(dataSet, EXPLICIT)).isEqualTo(bytes);
    }

    @Test
    void aSequenceFiveThousandDeepEndsInAnException() {
        for (TransferSyntax syntax : List.of(IMPLICIT, EXPLICIT)) {
            ByteArrayOutputStream deep = new ByteArrayOutputStream();
            for (int i = 0; i < 5000; i++) {
                byte[] header = syntax == IMPLICIT
                        ? bytes(0x08, 0x00, 0x10, 0x11, 0xFF, 0xFF, 0xFF, 0xFF)
                        : bytes(0x08, 0x00, 0x10, 0x11, 'S', 'Q', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF);
                deep.writeBytes(header);
                deep.writeBytes(bytes(0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF));
            }
            assertReason(() -> DicomReader.dataSet(deep.toByteArray(), syntax).read(), Reason.LIMIT);
        }
    }

    @Test
    void aLengthBeyondTheBytesDoesNotTakeMemory() {
        byte[] lie = bytes(0xE0, 0x7F, 0x10, 0x00, 'O', 'W', 0, 0, 0xF0, 0xFF, 0xFF, 0x3F, 1, 2, 3, 4);
        assertReason(() -> DicomReader.dataSet(lie, EXPLICIT).read(), Reason.TRUNCATED);
        byte[] more = bytes(0xE0, 0x7F, 0x10, 0x00, 'O', 'W', 0, 0, 0xF0, 0xFF, 0xFF, 0xEF, 1, 2, 3, 4);
        assertReason(() -> DicomReader.dataSet(more, EXPLICIT).read(), Reason.LIMIT);
        assertReason(() -> DicomReader.dataSet(more, EXPLICIT).holdValuesUpTo(1).read(), Reason.TRUNCATED);
    }

    @Test
    void limitsElementsItemsAndBytes() throws Exception {
        byte[] ct = DicomWriter.toBytes(Samples.ct(), EXPLICIT);
        ReadLimits few = ReadLimits.DEFAULT;
        assertReason(() -> read(ct, new ReadLimits(64, 5, 10, 1000)), Reason.LIMIT);
        assertReason(() -> read(ct, new ReadLimits(64, 1000, 1, 1000)), Reason.LIMIT);
        assertReason(() -> read(ct, few.withBytes(100)), Reason.LIMIT);
        assertReason(() -> read(ct, few.withDepth(1)), Reason.LIMIT);
        assertThat(read(ct, few.withDepth(2))).isEqualTo(Samples.ct());
    }

    private static DataSet read(byte[] bytes, ReadLimits limits) throws IOException {
        return DicomReader.dataSet(bytes, EXPLICIT).limits(limits).read();
    }

    @Test
    void whatIsNoDicomIsSaidToBeNone() {
        assertReason(
                () -> DicomReader.file("Hello, this is no DICOM".getBytes()).read(), Reason.NOT_DICOM);
        assertReason(() -> DicomReader.file(new byte[0]).read(), Reason.NOT_DICOM);
        assertReason(() -> DicomReader.file(new byte[400]).read(), Reason.NOT_DICOM);
    }

    @Test
    void malformedFilesOfOthersEndInAnExceptionOrInAReadableDataSet() throws Exception {
        for (var path : Corpus.files("malformed-pydicom")) {
            try {
                assertThat(DicomFile.read(path).dataSet().size()).isPositive();
            } catch (DicomException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static void assertReason(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading, Reason reason) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(DicomException.class, e -> assertThat(e.reason())
                .isEqualTo(reason));
    }
}
