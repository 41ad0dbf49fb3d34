package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Er7MessageTest {
    private static final String HEAD = "MSH|^~\\&|A|B|C|D|20260105||ADT^A01^ADT_A01|77|P|2.5.1";

    private static Segment pid(String segment) {
        return Er7Message.parse(HEAD + "\r" + segment).segments().get(1);
    }

    @Test
    void readsTheHeaderWithItsShiftedNumbers() {
        Er7Message message = Er7Message.parse(HEAD);
        assertThat(message.triggerCode()).isEqualTo("ADT^A01");
        assertThat(message.controlId()).isEqualTo("77");
        assertThat(message.version()).isEqualTo("2.5.1");
        assertThat(message.header().get(3)).isEqualTo("A");
        assertThat(message.header().get(7)).isEqualTo("20260105");
    }

    @ParameterizedTest
    @CsvSource({"ADT^A01, ADT^A01", "ADT^^ADT_A05, ADT^A05", "ACK, ACK", "ORU^R01^ORU_R01, ORU^R01"})
    void derivesTheTriggerWhenItsPartsAreMissing(String msh9, String trigger) {
        Er7Message message = Er7Message.parse("MSH|^~\\&|A|B|C|D|20260105||" + msh9 + "|77|P|2.3");
        assertThat(message.triggerCode()).isEqualTo(trigger);
    }

    @Test
    void takesTheEventOfVersion21FromEvn() {
        assertThat(Er7Message.parse("MSH|^~\\&|A|B|||||ADT|1|P|2.1\rEVN|A04").triggerCode())
                .isEqualTo("ADT^A04");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n", "\r\r", "\n\r"})
    void endsSegmentsWithWhatSendersUse(String end) {
        Er7Message message = Er7Message.parse(HEAD + end + "PID|1" + end + "PV1|1" + end);
        assertThat(message.segments()).extracting(Segment::name).containsExactly("MSH", "PID", "PV1");
        assertThat(message.remarks()).isEmpty();
    }

    @Test
    void keepsALineBreakInsideAField() {
        Er7Message message = Er7Message.parse(HEAD + "\rOBX|1|TX|A||line one\nline two|x\rPV1|1");
        Segment obx = message.segments().get(1);
        assertThat(obx.get(5)).isEqualTo("line one\nline two");
        assertThat(obx.get(6)).isEqualTo("x");
        assertThat(message.segments()).hasSize(3);
    }

    @Test
    void skipsAndRemarksALineThatIsNoSegment() {
        Er7Message message = Er7Message.parse(HEAD + "\r?? garbage\rPID|1");
        assertThat(message.segments()).extracting(Segment::name).containsExactly("MSH", "PID");
        assertThat(message.remarks()).extracting("code").containsExactly("LINE_SKIPPED");
    }

    @Test
    void usesTheDelimitersOfTheMessage() {
        Er7Message message = Er7Message.parse("MSH*:+!%*A*B*C*D*20260105**ADT:A01*77*P*2.5.1\rPID*1**1:2+3:4%5:6");
        Segment pid = message.segments().get(1);
        assertThat(message.triggerCode()).isEqualTo("ADT^A01");
        assertThat(pid.repetitions(3)).hasSize(2);
        assertThat(pid.repetitions(3).get(1).get(2, 2)).isEqualTo("5");
        assertThat(pid.repetitions(3).get(1).get(3)).isEqualTo("6");
    }

    @Test
    void givesRepetitionsComponentsAndSubcomponents() {
        Segment pid = pid("PID|1||a^b&c^d~~e^^f");
        assertThat(pid.repetitions(3)).extracting(Field::repetition).containsExactly(1, 3);
        assertThat(pid.field(3).get(2)).isEqualTo("b&c");
        assertThat(pid.field(3).get(2, 1)).isEqualTo("b");
        assertThat(pid.field(3).get(2, 2)).isEqualTo("c");
        assertThat(pid.field(3).get(2, 3)).isNull();
        assertThat(pid.repetitions(3).get(1).get(2)).isNull();
        assertThat(pid.repetitions(3).get(1).get(3)).isEqualTo("f");
        assertThat(pid.field(40).get(1)).isNull();
        assertThat(pid.repetitions(40)).isEmpty();
    }

    @Test
    void tellsNothingFromDeletion() {
        Segment pid = pid("PID|1||\"\"||^\"\"");
        assertThat(pid.isNull(3)).isTrue();
        assertThat(pid.isNull(4)).isFalse();
        assertThat(pid.get(3)).isNull();
        assertThat(pid.has(3)).isTrue();
        assertThat(pid.field(5).get(2)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a\\F\\b; a|b",
                "a\\S\\b; a^b",
                "a\\T\\b; a&b",
                "a\\R\\b; a~b",
                "a\\E\\b; a\\b",
                "a\\X41\\b; aAb",
                "a\\XE5BCA0\\b; a张b",
                "a\\H\\b\\N\\c; abc",
                "C:\\temp\\x; C:\\temp\\x",
                "a\\; a\\",
                "a\\Zxx\\b; a\\Zxx\\b",
                "a\\X4\\b; a\\X4\\b",
                "\\C2842\\abc; abc",
                "\\M242941\\UEH}\\C2842\\; 张三",
                "\\M9999\\ab; \\M9999\\ab",
                "\\C9999\\ab; \\C9999\\ab",
                "R&D; R&D",
                "50% & 60; 50% & 60",
                "a\\P\\b; a\\P\\b",
                "a\\.br\\; a",
            })
    void unescapes(String sent, String meant) {
        assertThat(pid("PID|" + sent).get(1)).isEqualTo(meant);
    }

    @Test
    void readsJapaneseAsIso2022WithoutItsEsc() {
        assertThat(pid("PID|\\M2442\\;3ED\\C2842\\ Taro").get(1)).isEqualTo("山田 Taro");
    }

    @Test
    void knowsTheTruncationCharacterOfVersion27() {
        Er7Message message = Er7Message.parse("MSH|^~\\&#|A|B|C|D|20260105||ADT^A01|77|P|2.7\rPID|a\\P\\b");
        assertThat(message.segments().get(1).get(1)).isEqualTo("a#b");
        assertThat(message.controlId()).isEqualTo("77");
    }

    @Test
    void unescapesFormattingToPlainText() {
        assertThat(pid("PID|a\\.br\\b\\.sp 2\\c\\.in+3\\d").get(1)).isEqualTo("a\nb\n\nc   d");
    }

    @Test
    void locatesWhatWasNotRead() {
        Segment pid = pid("PID|1||a^b~c^d|x||\"\"");
        pid.get(1);
        pid.field(3).get(1);
        java.util.List<org.yilian.mappings.Remark> remarks = new java.util.ArrayList<>();
        pid.unread(remarks);
        assertThat(remarks).extracting("location").containsExactly("PID-3[1].2", "PID-3[2]", "PID-4", "PID-6");
    }

    @ParameterizedTest
    @CsvSource({
        "'', EMPTY",
        "'  ', EMPTY",
        "FHS|^~\\&|, BATCH",
        "BHS|^~\\&|, BATCH",
        "hello, NO_MSH",
        "MSH, NO_DELIMITERS",
        "MSH|, NO_DELIMITERS",
        "MSHA^~\\&, NO_DELIMITERS",
        "MSH||||, NO_DELIMITERS",
        "MSH|^^^^|, NO_DELIMITERS"
    })
    void refusesWhatIsNoMessage(String text, MalformedMessage.Reason reason) {
        assertThatExceptionOfType(MalformedMessage.class)
                .isThrownBy(() -> Er7Message.parse(text))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void skipsAByteOrderMark() {
        byte[] raw = ("\uFEFF" + HEAD).getBytes(StandardCharsets.UTF_8);
        assertThat(Er7Message.parse(raw, StandardCharsets.UTF_8).controlId()).isEqualTo("77");
    }
}
