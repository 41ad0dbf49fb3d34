package org.yilian.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecificCharsetTest {

    /** Annexes H to K of PS3.5 and the single-byte sets, in files of others. */
    @ParameterizedTest
    @CsvSource({
        "charset/chrArab.dcm, قباني^لنزار",
        "charset/chrFren.dcm, Buc^Jérôme",
        "charset/chrGB2312.dcm, Zhang^XiaoDong=张^小东=",
        "charset/chrGerm.dcm, Äneas^Rüdiger",
        "charset/chrGreek.dcm, Διονυσιος",
        "charset/chrH31.dcm, Yamada^Tarou=山田^太郎=やまだ^たろう",
        "charset/chrH32.dcm, ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう",
        "charset/chrHbrw.dcm, שרון^דבורה",
        "charset/chrI2.dcm, Hong^Gildong=洪^吉洞=홍^길동",
        "charset/chrJapMulti.dcm, やまだ^たろう",
        "charset/chrJapMultiExplicitIR6.dcm, やまだ^たろう",
        "charset/chrKoreanMulti.dcm, 김희중",
        "charset/chrRuss.dcm, Люкceмбypг",
        "charset/chrX1.dcm, Wang^XiaoDong=王^小東=",
        "charset/chrX2.dcm, Wang^XiaoDong=王^小东=",
        "generated/zh-gbk-ct.dcm, Wang^XiaoDong=王^小东"
    })
    void readsAndWritesNamesOfManyScripts(String file, String name) throws Exception {
        DataSet dataSet = DicomFile.read(Corpus.file(file)).dataSet();
        assertThat(dataSet.string(Tag.PatientName)).isEqualTo(name);
        assertThat(dataSet.suspectedCharset()).isEmpty();
        byte[] original = dataSet.bytes(Tag.PatientName);
        byte[] encoded = dataSet.charset().encode(name, VR.PN);
        byte[] padded = Arrays.copyOf(encoded, original.length);
        Arrays.fill(padded, encoded.length, padded.length, (byte) ' ');
        boolean superfluousEscape = file.contains("KoreanMulti");
        assertThat(superfluousEscape || Arrays.equals(padded, original)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ISO_IR 100, é", "ISO_IR 101, ł", "ISO_IR 109, ħ", "ISO_IR 110, ą", "ISO_IR 144, Ж", "ISO_IR 127, ب",
        "ISO_IR 126, λ", "ISO_IR 138, ש", "ISO_IR 148, ğ", "ISO_IR 203, €", "ISO_IR 13, ﾔ", "ISO_IR 166, ก",
        "ISO_IR 192, 王", "GB18030, 𠮷", "GBK, 镕", "ISO 2022 IR 100, é"
    })
    void everySetHasItsOwnCharacters(String term, String character) {
        SpecificCharset charset = SpecificCharset.of(term);
        assertThat(charset.canEncode(character, VR.LO)).isTrue();
        assertThat(charset.decode(charset.encode("a" + character, VR.LO), VR.LO))
                .isEqualTo("a" + character);
        assertThat(charset.isLegal()).isTrue();
    }

    @Test
    void codeExtensionsMayBeMixedAndEndAtDelimiters() {
        SpecificCharset charset = SpecificCharset.of(
                "ISO 2022 IR 100", "ISO 2022 IR 87", "ISO 2022 IR 159", "ISO 2022 IR 149", "ISO 2022 IR 58");
        String name = "Müller^é山=丂홍^é\\张小东\\é";
        byte[] bytes = charset.encode(name, VR.PN);
        assertThat(charset.decode(bytes, VR.PN)).isEqualTo(name);
        assertThat(bytes).contains(0x1B);
    }

    @Test
    void aBackslashWithinTwoBytesIsNoDelimiter() {
        SpecificCharset japanese = SpecificCharset.of("", "ISO 2022 IR 87");
        DataSet dataSet = new DataSet().set(Tag.SpecificCharacterSet, "", "ISO 2022 IR 87");
        String text = "予\\素"; // second bytes: 5C in the first value, 3D (=) in the second
        dataSet.setBytes(Tag.PatientComments, VR.LO, japanese.encode("学宮\\" + text, VR.LO));
        assertThat(dataSet.strings(Tag.PatientComments)).containsExactly("学宮", "予", "素");
        DataSet gbk = new DataSet().set(Tag.SpecificCharacterSet, "GBK");
        gbk.setBytes(Tag.OtherPatientNames, VR.PN, "乗^誠\\乗".getBytes(Charset.forName("GBK")));
        assertThat(gbk.strings(Tag.OtherPatientNames)).containsExactly("乗^誠", "乗");
    }

    @Test
    void charactersOutsideTheSetBecomeQuestionMarksOrAreRefusedByTheWriter() {
        SpecificCharset latin = SpecificCharset.of("ISO_IR 100");
        assertThat(latin.canEncode("王", VR.PN)).isFalse();
        assertThat(latin.encode("王", VR.PN)).containsExactly('?');
        DataSet dataSet = new DataSet().set(Tag.PatientName, "王");
        DicomReaderTest.assertReason(
                () -> DicomWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                DicomException.Reason.CHARSET);
        assertThatThrownBy(() -> DicomWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                .hasMessageNotContaining("王");
    }

    @Test
    void isLenientWithTermsOfTheField() {
        byte[] gb = "王小明".getBytes(Charset.forName("GB18030"));
        assertThat(SpecificCharset.of("", "GB18030").decode(gb, VR.PN)).isEqualTo("王小明");
        assertThat(SpecificCharset.of("ISO_IR 100", "GB18030").decode(gb, VR.PN))
                .isEqualTo("王小明");
        assertThat(SpecificCharset.of("", "GB18030").isLegal()).isFalse();
        byte[] latin = "é".getBytes(StandardCharsets.ISO_8859_1);
        for (String term : new String[] {"ISO IR 100", "ISO-IR 100", "ISO_IR_100", "iso_ir 100"}) {
            assertThat(SpecificCharset.of(term).decode(latin, VR.LO)).isEqualTo("é");
        }
        assertThat(SpecificCharset.of("KLINGON").decode(latin, VR.LO)).isEqualTo("é");
        assertThat(SpecificCharset.of("KLINGON").isLegal()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"charset/chrSQEncoding.dcm", "charset/chrSQEncoding1.dcm"})
    void anItemMayDeclareItsOwnSets(String file) throws Exception {
        DataSet item = DicomFile.read(Corpus.file(file)).dataSet().item(Tag.RequestedProcedureCodeSequence);
        assertThat(item.string(Tag.PatientName)).isEqualTo("ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう");
        assertThat(item.parent().suspectedCharset()).isEmpty();
    }

    @Test
    void suspectsBytesThatDoNotFitTheLabel() {
        Charset gb = Charset.forName("GB18030");
        assertThat(suspected("ISO_IR 100", "王小明".getBytes(gb))).isEqualTo("GB18030");
        assertThat(suspected(null, "Wang^Xiaoming=王^小明".getBytes(gb))).isEqualTo("GB18030");
        assertThat(suspected("ISO_IR 100", "王小明".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("ISO_IR 192");
        assertThat(suspected(null, "王小明".getBytes(StandardCharsets.UTF_8))).isEqualTo("ISO_IR 192");
        assertThat(suspected("ISO_IR 192", "王小明".getBytes(gb))).isEqualTo("GB18030");
        assertThat(suspected("GB18030", "王小明啊".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("ISO_IR 192");
        assertThat(suspected(null, "Jérôme".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("ISO_IR 100");
    }

    @Test
    void suspectsNothingWhereLabelAndBytesAgree() {
        Charset gb = Charset.forName("GB18030");
        assertThat(suspected("ISO_IR 100", "Buc^Jérôme".getBytes(StandardCharsets.ISO_8859_1)))
                .isNull();
        assertThat(suspected("ISO_IR 100", "Äneas^Rüdiger".getBytes(StandardCharsets.ISO_8859_1)))
                .isNull();
        assertThat(suspected("GB18030", "王小明".getBytes(gb))).isNull();
        assertThat(suspected("ISO_IR 192", "王小明".getBytes(StandardCharsets.UTF_8)))
                .isNull();
        assertThat(suspected(null, "Wang^Xiaoming".getBytes(gb))).isNull();
    }

    private static String suspected(String term, byte[] name) {
        DataSet dataSet = new DataSet();
        if (term != null) {
            dataSet.set(Tag.SpecificCharacterSet, term);
        }
        DataSet item = dataSet.addItem(Tag.ReferencedPatientSequence).setBytes(Tag.PatientName, VR.PN, name);
        return item.parent().suspectedCharset().orElse(null);
    }
}
