package org.yilian.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {

    /** Files that contradict themselves: what is written is a repaired file. */
    private static final Set<String> REPAIRED = Set.of(
            "charset/chrJapMulti.dcm", // wrong group length
            "charset/chrKoreanMulti.dcm", // wrong group length
            "dcm4che/Tag-0040-A170-VR-CS.dcm", // wrong group length
            "pydicom/693_J2KI.dcm", // wrong group length
            "pydicom/SC_rgb_jpeg.dcm", // implicit VR where explicit is declared
            "pydicom/rtstruct.dcm", // no file meta information
            "dicomdir/DICOMDIR-nooffset"); // an item longer than its sequence: refused

    static Stream<DicomFile> samples() {
        return Samples.files().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsWrittenIsReadAgain(DicomFile file) throws Exception {
        byte[] written = Samples.bytes(file);
        DicomFile read = DicomFile.read(new ByteArrayInputStream(written));
        assertThat(read.syntax()).isEqualTo(file.syntax());
        assertThat(Samples.bytes(read)).isEqualTo(written);
        if (file.syntax().isExplicit()) {
            assertThat(read.dataSet()).isEqualTo(file.dataSet());
        }
        assertThat(read.dataSet().string(Tag.PatientName)).isEqualTo("Wang^Xiaoming=王^小明");
        assertThat(read.dataSet().intValue(Tag.SmallestImagePixelValue, 0)).isEqualTo(-1024);
        assertThat(read.dataSet().ints(Tag.FrameIncrementPointer)).containsExactly(Tag.FrameTime);
        assertThat(read.dataSet().items(Tag.ProcedureCodeSequence)).hasSize(2);
        assertThat(read.dataSet().item(Tag.ProcedureCodeSequence).string(Tag.CodeMeaning))
                .isEqualTo("胸部平扫");
    }

    @Test
    void filesOfOthersComeOutBitForBit() throws Exception {
        int same = 0;
        for (Path path : Corpus.files("")) {
            String name = Corpus.name(path);
            if (name.startsWith("malformed") || name.startsWith("fuzz") || REPAIRED.contains(name)) {
                continue;
            }
            byte[] original = Files.readAllBytes(path);
            DicomFile file = DicomFile.read(new ByteArrayInputStream(original));
            byte[] written = Samples.bytes(file);
            if (file.syntax().isDeflated()) {
                assertThat(DicomFile.read(new ByteArrayInputStream(written)).dataSet())
                        .as(name)
                        .isEqualTo(file.dataSet());
            } else {
                assertThat(written).as(name).isEqualTo(original);
            }
            same++;
        }
        assertThat(same).isGreaterThan(80);
    }

    @Test
    void repairedFilesKeepTheirElements() throws Exception {
        for (String name : REPAIRED) {
            if (name.endsWith("nooffset")) {
                continue;
            }
            DicomFile file = DicomFile.read(Corpus.file(name));
            DicomFile again = DicomFile.read(new ByteArrayInputStream(Samples.bytes(file)));
            assertThat(again.dataSet().tags()).as(name).isEqualTo(file.dataSet().tags());
        }
    }

    @Test
    void everySyntaxHoldsTheSameObject() throws Exception {
        for (Path path : Corpus.files("pydicom")) {
            DicomFile file = DicomFile.read(path);
            if (file.syntax().isEncapsulated()) {
                continue;
            }
            for (TransferSyntax syntax : new TransferSyntax[] {
                TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN
            }) {
                byte[] bytes = DicomWriter.toBytes(file.dataSet(), syntax);
                DataSet read = DicomReader.dataSet(bytes, syntax).read();
                assertThat(withoutGroupLengths(read))
                        .as(Corpus.name(path) + " as " + syntax)
                        .isEqualTo(withoutGroupLengths(file.dataSet()));
            }
        }
    }

    private static DataSet withoutGroupLengths(DataSet dataSet) {
        return dataSet.select(tag -> !Tag.isGroupLength(tag));
    }
}
