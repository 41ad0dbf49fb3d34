package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.yilian.mappings.Remark;
import org.yilian.mappings.Translation;

/** Rule 18: each field is consumed or listed. */
class NothingSilentRuleTest {

    @Test
    void listsFieldsComponentsRepetitionsAndSegments() {
        Translation translation = Messages.adt(
                "A28", "PID|1||42^^^H001^MR^^^^11^12||张^三|||||||||||||||||||||||||||X", "PD1|1", "ZPI|x", "ZPI|y");
        assertThat(Messages.remarks(translation))
                .contains(
                        "INFO FIELD_NOT_USED PID-3[1].9",
                        "INFO FIELD_NOT_USED PID-3[1].10",
                        "INFO FIELD_NOT_USED PID-32",
                        "INFO FIELD_NOT_USED PD1-1",
                        "INFO SEGMENT_NOT_USED ZPI",
                        "INFO SEGMENT_NOT_USED ZPI[2]");
    }

    @Test
    void listsNothingWhenAllIsUsed() {
        FacilityProfile profile = FacilityProfile.builder("H001")
                .codes(ProfileTables.codes("localCode,item\nGLU,GLU\n"))
                .build();
        Translation translation = Hl7v2Translator.translate(
                Er7Message.parse(
                        Messages.message(
                                "ORU^R01",
                                Messages.PID,
                                Messages.OBR,
                                "OBX|1|NM|GLU^葡萄糖||5.6|mmol/L|3.9-6.1|N|||F|||20260105093000||D1^李^四|HK^己糖激酶法||20260105094000")),
                profile);
        assertThat(translation.remarks()).isEmpty();
    }

    @Test
    void everyPlaceIsAPlaceAndEveryTextIsFixed() {
        Translation translation =
                Messages.oru("OBX|1|NM|SECRET^SECRET||SECRET|SECRET|SECRET|SECRET|||SECRET|SECRET|SECRET|SECRET");
        assertThat(translation.remarks()).isNotEmpty().allSatisfy(remark -> {
            assertThat(remark.location()).matches("([A-Z][A-Z0-9]{2}(\\[\\d+])?(-\\d+(\\[\\d+])?(\\.\\d+)?)?)?");
            assertThat(remark.toString()).doesNotContain("SECRET");
            assertThat(RemarkCode.valueOf(remark.code()).at("").text()).isEqualTo(remark.text());
        });
    }

    @Test
    void refusesUnknownTriggersAloud() {
        Translation translation = Messages.translate(Messages.message("ZZZ^Z99", "ZZ1|1"));
        assertThat(translation.refused()).isTrue();
        assertThat(translation.remarks()).extracting(Remark::code).contains("TRIGGER_NOT_SUPPORTED");
        assertThat(translation.patientKey()).isNull();
    }
}
