package org.yilian.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class DataSetTest {

    private final DataSet dataSet = new DataSet();

    @Test
    void keepsElementsInOrderOfUnsignedTags() {
        dataSet.setEmpty(0xFFFCFFFC)
                .set(Tag.PatientID, "1")
                .set(Tag.Modality, "CT")
                .set(Tag.PatientName, "A^B");
        assertThat(dataSet.tags())
                .containsExactly(Tag.Modality, Tag.PatientName, Tag.PatientID, Tag.DataSetTrailingPadding);
        assertThat(dataSet.remove(Tag.PatientName).tags()).doesNotContain(Tag.PatientName);
    }

    @Test
    void takesTheVrFromTheDictionary() {
        dataSet.set(Tag.Rows, 512).set(Tag.PatientName, "Wang^Xiaoming").set(Tag.SliceThickness, 2.5);
        assertThat(dataSet.vr(Tag.Rows)).isEqualTo(VR.US);
        assertThat(dataSet.vr(Tag.PatientName)).isEqualTo(VR.PN);
        assertThat(dataSet.string(Tag.SliceThickness)).isEqualTo("2.5");
        assertThat(dataSet.intValue(Tag.Rows, 0)).isEqualTo(512);
        assertThat(dataSet.string(Tag.Rows)).isEqualTo("512");
    }

    @Test
    void pixelRepresentationDecidesBetweenUsAndSs() {
        dataSet.set(Tag.PixelRepresentation, 1).set(Tag.SmallestImagePixelValue, -1024);
        assertThat(dataSet.vr(Tag.SmallestImagePixelValue)).isEqualTo(VR.SS);
        assertThat(dataSet.intValue(Tag.SmallestImagePixelValue, 0)).isEqualTo(-1024);
    }

    @Test
    void absentEmptyAndWrongValuesGiveTheFallback() {
        dataSet.setEmpty(Tag.PatientID).set(Tag.InstanceNumber, "twelve").set(Tag.StudyDate, "yesterday");
        assertThat(dataSet.string(Tag.PatientID)).isNull();
        assertThat(dataSet.string(Tag.PatientName, "?")).isEqualTo("?");
        assertThat(dataSet.intValue(Tag.InstanceNumber, 7)).isEqualTo(7);
        assertThat(dataSet.date(Tag.StudyDate)).isNull();
        assertThat(dataSet.contains(Tag.PatientID)).isTrue();
        assertThat(dataSet.hasValue(Tag.PatientID)).isFalse();
        assertThat(dataSet.items(Tag.ReferencedStudySequence)).isEmpty();
    }

    @Test
    void valuesOutsideAnIntegerDoNotBecomeOne() {
        dataSet.set(Tag.InstanceNumber, "99999999999").set(Tag.WindowCenter, "40.5", "NaN", "0x10");
        assertThat(dataSet.intValue(Tag.InstanceNumber, -1)).isEqualTo(-1);
        assertThat(dataSet.longValue(Tag.InstanceNumber, -1)).isEqualTo(99_999_999_999L);
        assertThat(dataSet.doubleValue(Tag.WindowCenter, 0)).isEqualTo(40.5);
        assertThat(dataSet.doubles(Tag.WindowCenter)).isEmpty();
        assertThat(dataSet.intValue(Tag.WindowCenter, -1)).isEqualTo(-1);
    }

    @Test
    void splitsAndTrimsValues() {
        dataSet.set(Tag.ImageType, " ORIGINAL", "PRIMARY ", "", "AXIAL");
        assertThat(dataSet.strings(Tag.ImageType)).containsExactly("ORIGINAL", "PRIMARY", "", "AXIAL");
        assertThat(dataSet.string(Tag.ImageType)).isEqualTo("ORIGINAL");
        dataSet.set(Tag.TextValue, "a\\b  ");
        assertThat(dataSet.strings(Tag.TextValue)).containsExactly("a\\b");
    }

    @Test
    void readsDatesAndTimes() {
        dataSet.set(Tag.StudyDate, LocalDate.of(2026, 11, 22)).set(Tag.StudyTime, LocalTime.of(8, 5, 6, 120_000_000));
        assertThat(dataSet.string(Tag.StudyTime)).isEqualTo("080506.120000");
        assertThat(dataSet.dateTime(Tag.StudyDate, Tag.StudyTime)).isEqualTo("2026-11-22T08:05:06.120");
        dataSet.set(Tag.AcquisitionDateTime, "20261122080506");
        assertThat(dataSet.dateTime(Tag.AcquisitionDateTime, ZoneId.of("Asia/Shanghai")))
                .isEqualTo(OffsetDateTime.parse("2026-11-22T08:05:06+08:00"));
        assertThat(dataSet.date(Tag.AcquisitionDateTime)).isEqualTo("2026-11-22");
    }

    @Test
    void readsNamesByGroupAndComponent() {
        dataSet.set(Tag.SpecificCharacterSet, "ISO_IR 192").set(Tag.PatientName, "Wang^XiaoMing=王^小明");
        PersonName name = dataSet.personName(Tag.PatientName);
        assertThat(name.alphabetic().family()).isEqualTo("Wang");
        assertThat(name.ideographic().given()).isEqualTo("小明");
        assertThat(name.phonetic().isEmpty()).isTrue();
        assertThat(name).hasToString("Wang^XiaoMing=王^小明");
    }

    @Test
    void itemsInheritTheCharacterSet() {
        dataSet.set(Tag.SpecificCharacterSet, "GB18030");
        DataSet item = dataSet.addItem(Tag.RequestedProcedureCodeSequence).set(Tag.CodeMeaning, "胸部");
        assertThat(item.bytes(Tag.CodeMeaning)).hasSize(4);
        assertThat(item.charset().terms()).containsExactly("GB18030");
    }

    @Test
    void aCopyOutOfAnItemKeepsTheMeaningOfItsText() {
        dataSet.set(Tag.SpecificCharacterSet, "GB18030");
        DataSet item = dataSet.addItem(Tag.RequestedProcedureCodeSequence);
        item.setBytes(Tag.CodeMeaning, VR.LO, new byte[] {(byte) 0xD0, (byte) 0xD8, (byte) 0xB2, (byte) 0xBF});
        assertThat(item.copy().string(Tag.CodeMeaning)).isEqualTo("胸部");
        assertThat(dataSet.copy()).isEqualTo(dataSet);
    }

    @Test
    void transcodingKeepsTextAndChangesBytes() {
        dataSet.set(Tag.SpecificCharacterSet, "GB18030");
        dataSet.setBytes(Tag.PatientName, VR.PN, new byte[] {(byte) 0xCD, (byte) 0xF5});
        dataSet.addItem(Tag.RequestedProcedureCodeSequence).set(Tag.CodeMeaning, "胸部");
        dataSet.transcode("ISO_IR 192");
        assertThat(dataSet.string(Tag.PatientName)).isEqualTo("王");
        assertThat(dataSet.bytes(Tag.PatientName)).hasSize(4);
        assertThat(dataSet.item(Tag.RequestedProcedureCodeSequence).bytes(Tag.CodeMeaning))
                .hasSize(6);
    }

    @Test
    void findsAndReservesPrivateBlocks() {
        dataSet.set(0x00090010, VR.LO, "OTHER");
        int tag = dataSet.claimPrivate("YILIAN", 0x00090001);
        assertThat(tag).isEqualTo(0x00091101);
        dataSet.set(tag, VR.LO, "x");
        assertThat(dataSet.string(dataSet.privateTag("YILIAN", 0x00090001))).isEqualTo("x");
        assertThat(dataSet.string(dataSet.privateTag("NOBODY", 0x00090001))).isNull();
    }

    @Test
    void refusesTextForBytesAndFractionsForIntegers() {
        assertThatThrownBy(() -> dataSet.set(Tag.PixelData, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dataSet.set(Tag.Rows, 1.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dataSet.set(Tag.Rows, "many")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsNothingAboutPatientsInItsText() {
        assertThat(dataSet.set(Tag.PatientName, "Wang").toString()).doesNotContain("Wang");
    }

    @Test
    void decimalStringsFitSixteenCharacters() {
        assertThat(Values.decimalString(1.0 / 3)).hasSizeLessThanOrEqualTo(16).startsWith("0.33333333333333");
        assertThat(Values.decimalString(-1.0 / 3e-5)).hasSizeLessThanOrEqualTo(16);
        assertThat(Values.decimalString(1e-300 / 3)).hasSizeLessThanOrEqualTo(16);
        assertThat(Values.decimalString(512)).isEqualTo("512");
    }

    @Test
    void readsACharacterSetThatComesInAVrOfText() {
        for (VR vr : new VR[] {VR.UN, VR.LO, VR.UT}) {
            DataSet dataSet = new DataSet()
                    .setBytes(Tag.SpecificCharacterSet, vr, "ISO_IR 192".getBytes(StandardCharsets.US_ASCII))
                    .setBytes(Tag.StudyDescription, VR.LO, "\u80f8\u90e8".getBytes(StandardCharsets.UTF_8));

            assertThat(dataSet.string(Tag.StudyDescription)).isEqualTo("\u80f8\u90e8");
        }
    }
}
