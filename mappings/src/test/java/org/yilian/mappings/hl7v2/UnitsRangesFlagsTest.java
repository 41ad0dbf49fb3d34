package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yilian.mappings.Translation;

/** Rule 8. */
class UnitsRangesFlagsTest {
    private static Quantity unit(String obx6) {
        return Messages.observation("OBX|1|NM|WBC^白细胞||5.6|" + obx6 + "|||||F").getValueQuantity();
    }

    private static Observation.ObservationReferenceRangeComponent range(String obx7) {
        return Messages.observation("OBX|1|NM|GLU^葡萄糖||5.6|mmol/L|" + obx7 + "||||F")
                .getReferenceRangeFirstRep();
    }

    @ParameterizedTest
    @CsvSource({
        "mmol/L, mmol/L, mmol/L",
        "10^9/L, 10^9/L, 10*9/L",
        "10*9/L, 10*9/L, 10*9/L",
        "×10^12/L, ×10^12/L, 10*12/L",
        "次/分, 次/分, /min",
        "%, %, %",
        "μmol/L, μmol/L, umol/L",
        "kU/L^千单位^UCUM, 千单位, kU/L",
        "mm[Hg]^^UCUM, mm[Hg], mm[Hg]",
        "10*3/uL^^UCUM, 10*3/uL, 10*3/uL"
    })
    void codesUnitsThatAreCertain(String sent, String text, String ucum) {
        Quantity quantity = unit(sent);
        assertThat(quantity.getUnit()).isEqualTo(text);
        assertThat(quantity.getSystem()).isEqualTo("http://unitsofmeasure.org");
        assertThat(quantity.getCode()).isEqualTo(ucum);
    }

    @ParameterizedTest
    @ValueSource(strings = {"个/HP", "COI", "mmol per L^^UCUM", "S/CO", "mg%^^UCUM"})
    void keepsOtherUnitsAsText(String sent) {
        Translation translation = Messages.oru("OBX|1|NM|WBC^白细胞||5.6|" + sent + "|||||F");
        Quantity quantity = Messages.only(translation, Observation.class).getValueQuantity();
        assertThat(quantity.hasCode()).isFalse();
        assertThat(quantity.getUnit()).isEqualTo(sent.split("\\^")[0]);
        assertThat(Messages.remarks(translation)).contains("INFO UNIT_NOT_MAPPED OBX-6");
    }

    @Test
    void usesTheUnitOfTheItemsOwnMapping() {
        FacilityProfile profile = FacilityProfile.builder("H001")
                .code(new FacilityProfile.CodeMapping("COI1", "抗体", "AB", null, null, "COI", "{COI}"))
                .build();
        Translation translation = Hl7v2Translator.translate(
                Er7Message.parse(
                        Messages.message("ORU^R01", Messages.PID, Messages.OBR, "OBX|1|NM|COI1^抗体||0.1|COI|||||F")),
                profile);
        assertThat(Messages.only(translation, Observation.class)
                        .getValueQuantity()
                        .getCode())
                .isEqualTo("{COI}");
    }

    @ParameterizedTest
    @CsvSource({
        "3.9-6.1, 3.9, 6.1",
        "3.9 - 6.1, 3.9, 6.1",
        "3.9--6.1, 3.9, 6.1",
        "3.9～6.1, 3.9, 6.1",
        "3.9~6.1, 3.9, 6.1",
        "3.9 to 6.1, 3.9, 6.1",
        "3.9至6.1, 3.9, 6.1",
        "３．９－６．１, 3.9, 6.1",
        "-2.5-3.0, -2.5, 3.0",
        "-3 - -1, -3, -1",
        "3.9-6.1 mmol/L, 3.9, 6.1",
        "<5, , 5",
        "≤5, , 5",
        "<=5.0, , 5.0",
        "＜5, , 5",
        ">=10, 10,",
        ">10, 10,",
        "≥10, 10,"
    })
    void readsRangesThatAreCertain(String sent, String low, String high) {
        var range = range(sent.replace("~", "\\R\\"));
        assertThat(range.getText()).isEqualTo(sent);
        assertThat(range.hasLow() ? range.getLow().getValue().toString() : null).isEqualTo(low);
        assertThat(range.hasHigh() ? range.getHigh().getValue().toString() : null)
                .isEqualTo(high);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "M:4-5;F:3-4",
                "阴性",
                "6.1-3.9",
                "3.9-6.1 mg/dL",
                "neg",
                "0-5/HP",
                "1:80",
                "<5 (男)",
                "-3--1",
                "3.9-"
            })
    void keepsOtherRangesAsText(String sent) {
        var range = range(sent);
        assertThat(range.getText()).isEqualTo(sent);
        assertThat(range.hasLow() || range.hasHigh()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"H, H", "LL, LL", "N, N", "↑, H", "↓, L", "HH, HH", "阳性, POS", "阴性, NEG", "高, H", ">, >"})
    void codesFlags(String sent, String code) {
        Observation observation = Messages.observation("OBX|1|NM|GLU^葡萄糖||5.6|||" + sent + "|||F");
        assertThat(observation.getInterpretationFirstRep().getCodingFirstRep().getCode())
                .isEqualTo(code);
        assertThat(observation.getInterpretationFirstRep().getText()).isEqualTo(sent.equals(code) ? null : sent);
    }

    @Test
    void keepsOtherFlagsAsText() {
        Translation translation = Messages.oru("OBX|1|NM|GLU^葡萄糖||5.6|||复查|||F");
        assertThat(Messages.only(translation, Observation.class)
                        .getInterpretationFirstRep()
                        .getText())
                .isEqualTo("复查");
        assertThat(Messages.remarks(translation)).contains("INFO FLAG_NOT_MAPPED OBX-8");
    }
}
