package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.SampledData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yilian.mappings.Translation;

/** Rules 5 and 6: every type of OBX-2, and repetitions. */
class ObxValueTest {

    @ParameterizedTest
    @CsvSource({
        "5.6, '', 5.6",
        "5.0, '', 5.0",
        "-1.25, '', -1.25",
        "+3, '', 3",
        "<5, <, 5",
        "< 5, <, 5",
        "<=5, <=, 5",
        "≤5, <=, 5",
        ">10, >, 10",
        ">=10, >=, 10",
        "≥10, >=, 10",
        "５．６, '', 5.6",
        "＜5, <, 5",
        "1.2E3, '', 1.2E+3"
    })
    void numbers(String sent, String comparator, String value) {
        Quantity quantity = Messages.value("NM", sent).getValueQuantity();
        assertThat(quantity.getValue().toString()).isEqualTo(value);
        assertThat(
                        quantity.getComparator() == null
                                ? ""
                                : quantity.getComparator().toCode())
                .isEqualTo(comparator);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,000", "5.1 (溶血)", "阴性", "<>5", "5..1", "1-2", "--", "1e99999999", "."})
    void whatIsNoNumberIsTextAndRemarked(String sent) {
        Translation translation = Messages.oru("OBX|1|NM|GLU^葡萄糖||" + sent + "||||||F");
        assertThat(Messages.only(translation, Observation.class)
                        .getValueStringType()
                        .getValue())
                .isEqualTo(sent);
        assertThat(Messages.remarks(translation)).contains("WARNING NUMBER_NOT_UNDERSTOOD OBX-5");
    }

    @Test
    void structuredNumbers() {
        assertThat(Messages.value("SN", ">^10").getValueQuantity().getComparator())
                .isEqualTo(Quantity.QuantityComparator.GREATER_THAN);
        assertThat(Messages.value("SN", "^7.0").getValueQuantity().getValue().toString())
                .isEqualTo("7.0");
        assertThat(Messages.value("SN", "=^7").getValueQuantity().hasComparator())
                .isFalse();
        Range range = Messages.value("SN", "^100^-^200").getValueRange();
        assertThat(range.getLow().getValue()).isEqualByComparingTo("100");
        assertThat(range.getHigh().getValue()).isEqualByComparingTo("200");
        Ratio ratio = Messages.value("SN", "^1^:^128").getValueRatio();
        assertThat(ratio.getNumerator().getValue()).isEqualByComparingTo("1");
        assertThat(ratio.getDenominator().getValue()).isEqualByComparingTo("128");
        assertThat(Messages.value("SN", ">^1^:^128")
                        .getValueRatio()
                        .getNumerator()
                        .getComparator())
                .isEqualTo(Quantity.QuantityComparator.GREATER_THAN);
        assertThat(Messages.value("SN", "^2^+").getValueStringType().getValue()).isEqualTo("2+");
        assertThat(Messages.value("SN", "<>^5").getValueStringType().getValue()).isEqualTo("<>5");
        assertThat(Messages.value("SN", "^200^-^100").getValueStringType().getValue())
                .isEqualTo("200-100");
        assertThat(Messages.value("SN", "^abc").getValueStringType().getValue()).isEqualTo("^abc");
    }

    @Test
    void rangesAndTimes() {
        assertThat(Messages.value("NR", "3.9^6.1").getValueRange().getHigh().getValue())
                .isEqualByComparingTo("6.1");
        assertThat(Messages.value("NR", "^6.1").getValueRange().hasLow()).isFalse();
        assertThat(Messages.value("DT", "20260105").getValueDateTimeType().getValueAsString())
                .isEqualTo("2026-01-05");
        assertThat(Messages.value("TS", "202601050930").getValueDateTimeType().getValueAsString())
                .isEqualTo("2026-01-05T09:30:00+08:00");
        assertThat(Messages.value("DTM", "2026").getValueDateTimeType().getValueAsString())
                .isEqualTo("2026");
        assertThat(Messages.value("TM", "0810").getValueTimeType().getValue()).isEqualTo("08:10:00");
        assertThat(Messages.value("TM", "081015.0").getValueTimeType().getValue())
                .isEqualTo("08:10:15");
        assertThat(Messages.value("TM", "2561").getValueStringType().getValue()).isEqualTo("2561");
        assertThat(Messages.value("DR", "20260105^20260107")
                        .getValuePeriod()
                        .getEndElement()
                        .getValueAsString())
                .isEqualTo("2026-01-07");
        assertThat(Messages.value("DTM", "gestern").getValueStringType().getValue())
                .isEqualTo("gestern");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CE", "CWE", "CNE", "CF"})
    void codesWithBothCodingsAndTheOriginalText(String type) {
        CodeableConcept concept =
                Messages.value(type, "POS^阳性^L^10828004^Positive^SCT^^^阳性(+)").getValueCodeableConcept();
        assertThat(concept.getCoding())
                .extracting("system", "code")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                new org.hl7.fhir.r4.model.UriType("https://fhir.yilian-hub.org/CodeSystem/h001-value")
                                        .getValue(),
                                "POS"),
                        org.assertj.core.groups.Tuple.tuple("http://snomed.info/sct", "10828004"));
        assertThat(concept.getText()).isEqualTo("阳性(+)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ID", "IS"})
    void bareCodesAreTheHospitalsOwn(String type) {
        assertThat(Messages.value(type, "A+")
                        .getValueCodeableConcept()
                        .getCodingFirstRep()
                        .getSystem())
                .isEqualTo("https://fhir.yilian-hub.org/CodeSystem/h001-value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "ST; 阴性; 阴性", "TX; a~b; 'a\nb'", "FT; a\\.br\\b; 'a\nb'", "TN; 13800000000; 13800000000",
                        "XPN; 张^三; 张三",
                "XCN; D1^李^四; D1 李 四", "CX; 123; 123", "EI; E1^LIS; E1 LIS", "XAD; 长安街1号^^北京; 北京长安街1号",
                        "XON; 检验科^^1; 检验科 1",
                "MO; 12^CNY; 12 CNY"
            })
    void textAndTheRest(String type, String sent, String value) {
        assertThat(Messages.value(type, sent).getValueStringType().getValue()).isEqualTo(value);
    }

    @Test
    void quantitiesWithTheirOwnUnit() {
        Quantity quantity = Messages.value("CQ", "5^mL").getValueQuantity();
        assertThat(quantity.getUnit()).isEqualTo("mL");
    }

    @Test
    void anUnknownOrMissingTypeIsText() {
        for (String type : new String[] {"", "ZZ"}) {
            Translation translation = Messages.oru("OBX|1|" + type + "|GLU^葡萄糖||5.6||||||F");
            assertThat(Messages.only(translation, Observation.class)
                            .getValueStringType()
                            .getValue())
                    .isEqualTo("5.6");
            assertThat(Messages.remarks(translation)).contains("WARNING VALUE_TYPE_UNKNOWN OBX-2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NM", "ST", "CWE", "SN", "TX", "DT", ""})
    void aDeletedValueIsAbsentAndNeverText(String type) {
        Observation observation = Messages.value(type, "\"\"");
        assertThat(observation.hasValue()).isFalse();
        assertThat(observation.getDataAbsentReason().getCodingFirstRep().getCode())
                .isEqualTo("unknown");
    }

    @Test
    void waveforms() {
        SampledData one = Messages.value("NA", "1^2^3").getValueSampledData();
        assertThat(one.getData()).isEqualTo("1 2 3");
        assertThat(one.getDimensions()).isEqualTo(1);
        SampledData byChannel = Messages.value("NA", "1^2^3~4^5^6").getValueSampledData();
        assertThat(byChannel.getData()).isEqualTo("1 4 2 5 3 6");
        assertThat(byChannel.getDimensions()).isEqualTo(2);
        assertThat(Messages.value("MA", "1^4~2^5~3^6").getValueSampledData().getData())
                .isEqualTo("1 4 2 5 3 6");
        assertThat(Messages.value("NA", "1^x^3").getValueStringType().getValue())
                .isEqualTo("1^x^3");
    }

    @Test
    void documentsAreFormsOfTheReport() {
        Translation translation = Messages.oru(
                "OBX|1|ED|PDF^报告||^application^pdf^Base64^JVBERi0xLjQ=||||||F",
                "OBX|2|RP|IMG^图像||http://pacs.example.org/1^PACS^IM^JPEG||||||F",
                "OBX|3|ED|HEX^数据||^AP^Octet-stream^Hex^0AFF||||||F");
        assertThat(Messages.all(translation, Observation.class)).isEmpty();
        DiagnosticReport report = Messages.only(translation, DiagnosticReport.class);
        assertThat(report.getPresentedForm())
                .extracting("contentType")
                .containsExactly("application/pdf", "image/jpeg", "application/octet-stream");
        List<Binary> contents = Messages.all(translation, Binary.class);
        assertThat(contents.get(0).getData()).isEqualTo("%PDF-1.4".getBytes());
        assertThat(contents.get(1).getData()).containsExactly(10, -1);
        assertThat(report.getPresentedForm().get(0).getUrl())
                .isEqualTo(contents.get(0).getId());
        assertThat(report.getPresentedForm().get(0).getTitle()).isEqualTo("报告");
        assertThat(report.getPresentedForm().get(1).getUrl()).isEqualTo("http://pacs.example.org/1");
        assertThat(report.getPresentedForm().get(2).getUrl())
                .isEqualTo(contents.get(1).getId());
        assertThat(Messages.all(translation, DocumentReference.class))
                .extracting(d -> d.getContentFirstRep().getAttachment().getContentType())
                .containsExactly("application/pdf", "image/jpeg", "application/octet-stream");
    }

    @Test
    void consecutiveTextOfOneItemIsOneResult() {
        Translation translation = Messages.oru(
                "OBX|1|TX|FIND^所见||第一行||||||F", "OBX|2|TX|FIND^所见||第二行||||||F", "OBX|3|TX|IMP^印象||结论||||||F");
        assertThat(Messages.all(translation, Observation.class))
                .extracting(o -> o.getValueStringType().getValue())
                .containsExactly("第一行\n第二行", "结论");
    }

    @Test
    void severalCodesAreComponents() {
        Observation observation = Messages.value("CWE", "A^甲~B^乙");
        assertThat(observation.hasValue()).isFalse();
        assertThat(observation.getComponent())
                .extracting(c -> c.getValueCodeableConcept().getText())
                .containsExactly("甲", "乙");
    }

    @Test
    void allFlagsAreKept() {
        Observation observation = Messages.observation("OBX|1|NM|GLU^葡萄糖||5.6|||A~H|||F");
        assertThat(observation.getInterpretation())
                .extracting(i -> i.getCodingFirstRep().getCode())
                .containsExactly("A", "H");
    }
}
