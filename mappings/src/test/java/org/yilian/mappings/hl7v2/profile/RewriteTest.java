package org.yilian.mappings.hl7v2.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.Remark;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.Segment;

/** Each operator and preprocessor on a message; `>` shows the whole segment as the mappings read it. */
class RewriteTest {
    private static final String HEAD = "MSH|^~\\&|LIS|H001|HUB|YL|20260105100500||ORU^R01^ORU_R01|1|P|2.5.1\r";

    @Test
    void aProfileWithoutOperatorsHandsOverTheVeryMessage() {
        Er7Message message = message("PID|1||1");
        assertThat(Rewrite.NONE.apply(message)).isSameAs(message);
        assertThat(rewrite("fields: [{drop: PID-13}]").apply(message))
                .as("nothing to drop")
                .isSameAs(message);
    }

    @Test
    void movesAFieldWithItsRepetitions() {
        assertThat(changed("fields: [{move: PID-4, to: PID-3}]", "PID|1||00~01|A^^^X~B"))
                .containsExactly("PID|1||A^^^X~B|");
    }

    @Test
    void movesBetweenSegmentsThatBelongTogether() {
        assertThat(changed("fields: [{move: PID-18, to: PV1-19}]", "PID|1|||||||||||||||||V1", "PV1|1|O"))
                .containsExactly("PID|1|||||||||||||||||", "PV1|1|O|||||||||||||||||V1");
        assertThat(changed("fields: [{copy: ORC-2, to: OBR-2}]", "ORC|RE|P1", "OBR|1", "ORC|RE|P2", "OBR|2"))
                .containsExactly("ORC|RE|P1", "OBR|1|P1", "ORC|RE|P2", "OBR|2|P2");
        assertThat(changed("fields: [{move: ZDS-1, to: OBR-18}]", "OBR|1", "ZDS|1.2", "OBR|2", "ZDS|1.3"))
                .containsExactly("OBR|1|||||||||||||||||1.2", "ZDS|", "OBR|2|||||||||||||||||1.3", "ZDS|");
    }

    @Test
    void nothingIsMovedWhereThereIsNoSegmentToPutIt() {
        assertThat(changed("fields: [{move: PID-18, to: PV1-19}]", "PID|1|||||||||||||||||V1"))
                .containsExactly("PID|1|||||||||||||||||V1");
    }

    @Test
    void copiesAComponentIntoARepetition() {
        assertThat(changed("fields: [{copy: PID-3.1, to: 'PID-3[2].1'}]", "PID|1||7^^^H"))
                .containsExactly("PID|1||7^^^H~7");
    }

    @Test
    void setsAConstantAndEscapesIt() {
        assertThat(changed("fields: [{constant: 'A|B', to: OBR-24}]", "OBR|1"))
                .containsExactly("OBR|1|||||||||||||||||||||||A\\F\\B");
    }

    @Test
    void dropsOnlyWhereTheConditionHolds() {
        String rule = "fields: [{drop: OBX-8, when: {OBX-8: [N, 正常], OBX-2: NM}}]";
        assertThat(changed(rule, "OBX|1|NM|A||1|||N", "OBX|2|ST|A||1|||N", "OBX|3|NM|A||1|||正常"))
                .containsExactly("OBX|1|NM|A||1|||", "OBX|2|ST|A||1|||N", "OBX|3|NM|A||1|||");
    }

    @Test
    void aConditionReadsTheNearestSegmentBefore() {
        String rule = "fields: [{constant: LAB, to: OBX-15, when: {OBR-24: CH}}]";
        assertThat(changed(rule, "OBR|1|||||||||||||||||||||||CH", "OBX|1|NM", "OBR|2", "OBX|2|NM"))
                .containsExactly("OBR|1|||||||||||||||||||||||CH", "OBX|1|NM|||||||||||||LAB", "OBR|2", "OBX|2|NM");
    }

    @Test
    void mapsEveryRepetitionThatTheTableKnows() {
        assertThat(changed("fields: [{map: OBX-8.1, table: {'高': H, 'A|B': A}}]", "OBX|1|NM|A||1|||高^x~?~A\\F\\B"))
                .containsExactly("OBX|1|NM|A||1|||H^x~?~A");
    }

    @Test
    void extractsWhatTheGroupFinds() {
        assertThat(changed(
                        "fields: [{extract: OBX-3.2, regex: '\\(([^)]+)\\)$', to: OBX-6}]", "OBX|1|NM|A^糖(mmol/L)||1"))
                .containsExactly("OBX|1|NM|A^糖(mmol/L)||1|mmol/L");
        assertThat(changed("fields: [{extract: PID-3.1, regex: '^0*(\\d+)$'}]", "PID|1||000123^^^H"))
                .containsExactly("PID|1||123^^^H");
        assertThat(changed("fields: [{extract: PID-3.1, regex: '^0*(\\d+)$'}]", "PID|1||A12"))
                .containsExactly("PID|1||A12");
    }

    @Test
    void anEvilExpressionIsNoTrouble() {
        Rewrite rewrite = rewrite("fields: [{extract: OBX-5, regex: '^(a|a?)+$'}]".replace("(a|a?)+", "((?:a|a?)+)"));
        Er7Message message = message("OBX|1|ST|A||" + "a".repeat(4000) + "b");
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> rewrite.apply(message));
    }

    @Test
    void readsFullWidthNumbers() {
        assertThat(changed("preprocessors: [full-width-digits]", "OBX|1|NM|A||５．６||３．９－６．１", "OBX|2|ST|A||５"))
                .containsExactly("OBX|1|NM|A||5.6||3.9-6.1", "OBX|2|ST|A||５");
    }

    @Test
    void splitsAUnitAndAFlagFromTheirNumber() {
        assertThat(changed(
                        "preprocessors: [flag-in-value, unit-in-value]",
                        "OBX|1|NM|A||5.6 mmol/L",
                        "OBX|2|NM|A||<0.1↓",
                        "OBX|3|NM|A||5.6|g",
                        "OBX|4|NM|A||1:160",
                        "OBX|5|ST|A||5 x"))
                .containsExactly(
                        "OBX|1|NM|A||5.6|mmol/L",
                        "OBX|2|NM|A||<0.1|||↓",
                        "OBX|3|NM|A||5.6|g",
                        "OBX|4|NM|A||1:160",
                        "OBX|5|ST|A||5 x");
    }

    @Test
    void marksForNothingAndDatesOfZerosAreEmpty() {
        assertThat(changed(
                        "preprocessors: [empty-marks, zero-dates]",
                        "PID|1||1||张^三||00000000|-|无",
                        "OBX|1|ST|A||-|||||||||00000000000000"))
                .containsExactly("PID|1||1||张^三||||", "OBX|1|ST|A||-|||||||||");
    }

    @Test
    void whatIsLostIsRemarkedWhereItWasSent() {
        assertThat(remarks(
                        "fields: [{drop: PID-13}, {move: PID-4, to: PID-3}, {map: PV1-2, table: {'1': I}}]",
                        "PID|1||9|8|||||||||140",
                        "PV1|1|1"))
                .containsExactly("PID-13", "PID-3", "PV1-2[1]");
    }

    @Test
    void otherDelimitersAreKept() {
        Er7Message message = Er7Message.parse("MSH$%~\\&$LIS$H001$H$Y$20260105$$ORU%R01$1$P$2.5.1\rPID$1$$7%%%H\r");
        assertThat(rewrite("fields: [{copy: PID-3.1, to: PID-2}]")
                        .apply(message)
                        .segments()
                        .get(1)
                        .raw())
                .isEqualTo("PID$1$7$7%%%H");
    }

    private static List<String> changed(String description, String... segments) {
        return rewrite(description).apply(message(segments)).segments().stream()
                .skip(1)
                .map(Segment::raw)
                .toList();
    }

    private static List<String> remarks(String description, String... segments) {
        return rewrite(description).apply(message(segments)).remarks().stream()
                .map(Remark::location)
                .collect(Collectors.toList());
    }

    private static Rewrite rewrite(String description) {
        return new MemoryFiles().profile(description).rewrite();
    }

    private static Er7Message message(String... segments) {
        return Er7Message.parse(HEAD + String.join("\r", segments) + "\r");
    }
}
