package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yilian.mappings.Translation;

/** What a segment asks to be done with what it says: a code of no table is remarked, and the segment is read all the same. */
class SegmentActionTest {
    private static final String DG1 = "DG1|1||E11^糖尿病^I10|||F|||||||||||||||";
    private static final String PR1 = "PR1|1||47.01^阑尾切除^I9C|||||||||||||||||";

    private static Translation adt(String dg1, String pr1) {
        return Messages.adt("A01", Messages.PID, "PV1|1|I|||||||||||||||||V1", DG1 + dg1, PR1 + pr1);
    }

    @Test
    void codesOfNoTableAreRemarked() {
        assertThat(Messages.remarks(adt("Q", "QQ")))
                .contains("INFO TABLE_CODE_UNKNOWN DG1-21", "INFO TABLE_CODE_UNKNOWN PR1-20");
        assertThat(adt("Q", "QQ").writes()).hasSameSizeAs(adt("A", "A").writes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "D", "S", "U", "X", ""})
    void codesOfTheTableAreNot(String code) {
        assertThat(Messages.remarks(adt(code, code))).noneMatch(remark -> remark.contains("TABLE_CODE_UNKNOWN"));
    }

    @Test
    void theSameHoldsForResourcesOfAnAppointmentAndForRoles() {
        Translation translation = Messages.translate(
                Messages.message("SIU^S12", "SCH|A1|A2|||||||30|min", Messages.PID, "RGS|1|Q", "AIP|1|Q|D9^王^五"));
        assertThat(Messages.remarks(translation))
                .contains("INFO TABLE_CODE_UNKNOWN RGS-2", "INFO TABLE_CODE_UNKNOWN AIP-2");
        assertThat(Messages.remarks(Messages.adt("A28", Messages.PID, "ROL|1|QQ|CP^会诊^HL70443|D9^王^五")))
                .contains("INFO TABLE_CODE_UNKNOWN ROL-2");
    }
}
