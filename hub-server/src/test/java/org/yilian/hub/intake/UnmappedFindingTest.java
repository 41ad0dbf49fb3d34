package org.yilian.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.Remark;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.RemarkCode;

/** A remark leads to the code that stands at its place, and never to a number of a patient. */
class UnmappedFindingTest {
    private static final Er7Message MESSAGE =
            Er7Message.parse("MSH|^~\\&|LIS|H001|HUB|YL|20260105100500||ORU^R01|1|P|2.5.1\r"
                    + "PID|1||000123^^^新院^MR~42990119900307001X^^^&2.999&ISO||张^三||||||||||||||||||族\r"
                    + "PV1|1|O|||||D001^李^四^^^^^^医师会\r"
                    + "OBX|1|NM|X77^脂蛋白a^L||310|毫克每升||↗^略高|||F\r"
                    + "OBX|2|NM|^只有名称||1||||||F\r");

    @Test
    void aCodeComesWithItsNameAndSystem() {
        assertThat(found(RemarkCode.CODE_NOT_MAPPED, "OBX-3"))
                .isEqualTo(new UnmappedFinding("CODE_NOT_MAPPED", "L", "X77", "脂蛋白a"));
        assertThat(found(RemarkCode.CODE_NOT_MAPPED, "OBX[2]-3"))
                .isEqualTo(new UnmappedFinding("CODE_NOT_MAPPED", "", "只有名称", "只有名称"));
    }

    @Test
    void aUnitAndAFlagAreAsSent() {
        assertThat(found(RemarkCode.UNIT_NOT_MAPPED, "OBX-6").code()).isEqualTo("毫克每升");
        assertThat(found(RemarkCode.FLAG_NOT_MAPPED, "OBX-8").code()).isEqualTo("↗");
    }

    @Test
    void ofAnIdentifierOnlyTheAuthorityIsTaken() {
        assertThat(found(RemarkCode.AUTHORITY_UNKNOWN, "PID-3").code()).isEqualTo("新院");
        assertThat(found(RemarkCode.AUTHORITY_UNKNOWN, "PID-3[2]").code()).isEqualTo("&2.999&ISO");
        assertThat(found(RemarkCode.AUTHORITY_UNKNOWN, "PV1-7").code()).isEqualTo("医师会");
    }

    @Test
    void aCodeOfATableIsKnownByItsField() {
        assertThat(found(RemarkCode.TABLE_CODE_UNKNOWN, "PID-23"))
                .isEqualTo(new UnmappedFinding("TABLE_CODE_UNKNOWN", "PID-23", "族", null));
    }

    @Test
    void otherRemarksAndEmptyPlacesAreNoFindings() {
        assertThat(UnmappedFinding.of(
                        MESSAGE,
                        List.of(
                                RemarkCode.FIELD_NOT_USED.at("PID-3"),
                                RemarkCode.CODE_NOT_MAPPED.at(""),
                                RemarkCode.UNIT_NOT_MAPPED.at("OBX[2]-6"),
                                RemarkCode.UNIT_NOT_MAPPED.at("OBX[9]-6"),
                                RemarkCode.CODE_NOT_MAPPED.at("OBX"))))
                .isEmpty();
    }

    @Test
    void whatIsTooLongForTheListIsCut() {
        Er7Message longer =
                Er7Message.parse("MSH|^~\\&|LIS|H001|HUB|YL|2026||ORU^R01|1|P|2.5.1\rOBX|1|NM|" + "码".repeat(300));
        Remark remark = RemarkCode.CODE_NOT_MAPPED.at("OBX-3");
        assertThat(UnmappedFinding.of(longer, List.of(remark)).get(0).code()).hasSize(100);
    }

    private static UnmappedFinding found(RemarkCode code, String location) {
        List<UnmappedFinding> found = UnmappedFinding.of(MESSAGE, List.of(code.at(location)));
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
