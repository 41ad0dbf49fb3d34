package org.yilian.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yilian.dicom.DicomException.Reason;

class DicomJsonTest {

    @Test
    void writesEachKindOfValueAsTheStandardHasIt() {
        DataSet dataSet = new DataSet()
                .set(Tag.SpecificCharacterSet, "GB18030")
                .set(Tag.ImageType, "ORIGINAL", "", "AXIAL")
                .setEmpty(Tag.AccessionNumber)
                .set(Tag.PatientName, "Wang^XiaoMing=王^小明", "A\"B")
                .set(Tag.FrameIncrementPointer, Tag.FrameTime)
                .set(Tag.Rows, 512)
                .set(Tag.WindowCenter, "+040.50", ".5", "x")
                .setBytes(Tag.EncapsulatedDocument, VR.OB, new byte[] {1, 2});
        dataSet.addItem(Tag.ReferencedStudySequence).set(Tag.ReferencedSOPInstanceUID, "1.2");
        dataSet.addItem(Tag.ReferencedStudySequence);
        assertThat(DicomJson.toJson(dataSet))
                .isEqualTo("{\"00080005\":{\"vr\":\"CS\",\"Value\":[\"ISO_IR 192\"]},"
                        + "\"00080008\":{\"vr\":\"CS\",\"Value\":[\"ORIGINAL\",null,\"AXIAL\"]},"
                        + "\"00080050\":{\"vr\":\"SH\"},"
                        + "\"00081110\":{\"vr\":\"SQ\",\"Value\":[{\"00081155\":{\"vr\":\"UI\",\"Value\":[\"1.2\"]}},{}]},"
                        + "\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"Wang^XiaoMing\",\"Ideographic\":\"王^小明\"},"
                        + "{\"Alphabetic\":\"A\\\"B\"}]},"
                        + "\"00280009\":{\"vr\":\"AT\",\"Value\":[\"00181063\"]},"
                        + "\"00280010\":{\"vr\":\"US\",\"Value\":[512]},"
                        + "\"00281050\":{\"vr\":\"DS\",\"Value\":[40.50,0.5,\"x\"]},"
                        + "\"00420011\":{\"vr\":\"OB\",\"InlineBinary\":\"AQI=\"}}");
    }

    @Test
    void asksForTheUriOfEveryValueOfBytes() {
        DataSet dataSet = Samples.ct();
        DataSet wave = dataSet.addItem(Tag.WaveformSequence);
        wave.setBytes(Tag.WaveformData, VR.OW, new byte[4]);
        String json = new String(
                DicomJson.toBytes(dataSet, (path, vr, length) -> length > 3 ? "../bulk/" + path : null),
                StandardCharsets.UTF_8);
        assertThat(json)
                .contains("\"7FE00010\":{\"vr\":\"OW\",\"BulkDataURI\":\"../bulk/7FE00010\"}")
                .contains("\"54001010\":{\"vr\":\"OW\",\"BulkDataURI\":\"../bulk/54000100/1/54001010\"}");
    }

    @Test
    void readsWhatItWrites() throws Exception {
        DataSet dataSet = Samples.ct().set(Tag.SpecificCharacterSet, "ISO_IR 192");
        assertThat(DicomJson.read(DicomJson.toJson(dataSet))).isEqualTo(dataSet);
    }

    @Test
    void readsItsOwnJsonOfFilesOfOthers() throws Exception {
        for (Path path : Corpus.files("pydicom")) {
            DataSet dataSet = DicomFile.read(path).dataSet();
            String json = DicomJson.toJson(dataSet);
            assertThat(DicomJson.toJson(DicomJson.read(json)))
                    .as(Corpus.name(path))
                    .isEqualTo(json);
        }
    }

    @Test
    void readsUrisBinariesNumbersAsTextAndKeywords() throws Exception {
        DataSet dataSet = DicomJson.read("[{\"7FE00010\":{\"vr\":\"OW\",\"BulkDataURI\":\"http://x/1\"},"
                + "\"00420011\":{\"vr\":\"OB\",\"InlineBinary\":\""
                + Base64.getEncoder().encodeToString(new byte[] {9})
                + "\"},\"00280010\":{\"vr\":\"US\",\"Value\":[\"12\"]},\"PatientID\":{\"Value\":[\"\\u738b\"]},"
                + "\"00720074\":{\"vr\":\"FD\",\"Value\":[\"NaN\"]}}]");
        assertThat(dataSet.bulkData(Tag.PixelData).uri()).isEqualTo("http://x/1");
        assertThat(dataSet.bytes(Tag.EncapsulatedDocument)).containsExactly(9, 0);
        assertThat(dataSet.intValue(Tag.Rows, 0)).isEqualTo(12);
        assertThat(dataSet.string(Tag.PatientID)).isEqualTo("王");
        assertThat(dataSet.string(Tag.SpecificCharacterSet)).isEqualTo("ISO_IR 192");
        assertThat(dataSet.doubleValue(0x00720074, 0)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[",
                "{",
                "{}{}",
                "[1]",
                "{\"x\":{}}",
                "{\"00100020\":1}",
                "{\"00100020\":{\"vr\":\"ZZ\"}}",
                "{\"00280010\":{\"vr\":\"US\",\"Value\":[\"many\"]}}",
                "{\"00100020\":{\"vr\":\"LO\",\"Value\":[{}]}}",
                "{\"00081110\":{\"vr\":\"SQ\",\"Value\":[1]}}",
                "{\"00100020\":{\"vr\":\"LO\",\"Value\":[01]}}",
                "{\"00420011\":{\"vr\":\"OB\",\"InlineBinary\":\"A\"}}",
                "{\"00420011\":{\"vr\":\"OB\",\"Value\":[1]}}",
                "{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"\\x\"]}}",
                "{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"a]}}"
            })
    void refusesWhatIsNotOfTheModel(String json) {
        DicomReaderTest.assertReason(() -> DicomJson.read(json), Reason.MALFORMED);
    }

    @Test
    void refusesJsonNestedTooDeeply() {
        DicomReaderTest.assertReason(() -> DicomJson.read("[".repeat(100_000)), Reason.LIMIT);
        String item = "{\"00081110\":{\"vr\":\"SQ\",\"Value\":[";
        DicomReaderTest.assertReason(() -> DicomJson.read(item.repeat(5000)), Reason.LIMIT);
    }

    @ParameterizedTest
    @CsvSource({
        "1, true",
        "-1.5e+10, true",
        "0.0, true",
        "01, false",
        "1., false",
        ".5, false",
        "+1, false",
        "1e, false"
    })
    void knowsWhatJsonTakesForANumber(String text, boolean number) {
        assertThat(DicomJsonWriter.isJsonNumber(text)).isEqualTo(number);
    }

    @Test
    void readsItsOwnJsonOfADataSetWhoseCharacterSetIsOfUnknownVr() throws Exception {
        DataSet dataSet = new DataSet()
                .setBytes(Tag.SpecificCharacterSet, VR.UN, "ISO_IR 100".getBytes(StandardCharsets.US_ASCII))
                .set(Tag.PatientID, "1");

        DataSet back = DicomJson.read(DicomJson.toJson(dataSet));

        assertThat(back.string(Tag.SpecificCharacterSet)).isEqualTo("ISO_IR 192");
        assertThat(back.string(Tag.PatientID)).isEqualTo("1");
    }
}
