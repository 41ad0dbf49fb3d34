package org.yilian.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MshHeaderTest {

    private static final Charset GB18030 = CharacterSets.GB18030;

    @Test
    void readsTheFieldsOfTheHeader() {
        MshHeader msh = parse("MSH|^~\\&|HIS^1.2^ISO|H001|HUB|YL|20261122101500+0800||ADT^A01^ADT_A01|C1|P|2.5.1^CHN"
                + "|||AL|NE|CHN|UNICODE UTF-8\rPID|1\r");
        assertThat(msh.sendingApplication()).isEqualTo("HIS^1.2^ISO");
        assertThat(msh.sendingApplicationName()).isEqualTo("HIS");
        assertThat(msh.sendingFacilityName()).isEqualTo("H001");
        assertThat(msh.receivingApplication()).isEqualTo("HUB");
        assertThat(msh.receivingFacility()).isEqualTo("YL");
        assertThat(msh.dateTime()).isEqualTo("20261122101500+0800");
        assertThat(msh.triggerCode()).isEqualTo("ADT^A01");
        assertThat(msh.messageStructure()).isEqualTo("ADT_A01");
        assertThat(msh.controlId()).isEqualTo("C1");
        assertThat(msh.processingId()).isEqualTo("P");
        assertThat(msh.versionId()).isEqualTo("2.5.1^CHN");
        assertThat(msh.acceptAck()).isEqualTo("AL");
        assertThat(msh.applicationAck()).isEqualTo("NE");
        assertThat(msh.characterSet()).isEqualTo("UNICODE UTF-8");
        assertThat(msh.charset()).isEqualTo(StandardCharsets.UTF_8);
    }

    @Test
    void readsUnusualDelimiters() {
        MshHeader msh = parse("MSH!:~\\&!HIS:x!H001!!!!!ADT:A08!C1!P!2.3\r");
        assertThat(msh.sendingApplicationName()).isEqualTo("HIS");
        assertThat(msh.triggerCode()).isEqualTo("ADT^A08");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"MSH|^~\\&|A\nPID|1", "\uFEFF MSH|^~\\&|A\r\nPID|1", "\r\nMSH|^~\\&|A", "MSH|^|A", "MSH||A"})
    void toleratesLineEndsByteOrderMarksAndShortHeaders(String text) {
        MshHeader msh = parse(text);
        assertThat(msh.sendingApplication()).isEqualTo("A");
        assertThat(msh.controlId()).isEmpty();
        assertThat(msh.encodingCharacters()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MSH", "MSHA^~\\&|A", "PID|1", "hello", "FHS|^~\\&|A\rMSH|^~\\&|A", "MSH\r|^~\\&"})
    void hasNoHeaderWhereThereIsNone(String text) {
        assertThat(parse(text)).isNull();
    }

    @Test
    void splitsGb18030WhoseSecondBytesLookLikeDelimiters() {
        // The second byte of these is a vertical bar, a caret and a tilde.
        String name = new String(new byte[] {(byte) 0x81, 0x7C, (byte) 0x81, 0x5E, (byte) 0x81, 0x7E}, GB18030);
        byte[] message = ("MSH|^~\\&|" + name + "|H004|||20261122||ORU^R01|C9|P|2.4\r").getBytes(GB18030);
        MshHeader msh = MshHeader.parse(message);
        assertThat(msh.sendingApplication()).isEqualTo(name);
        assertThat(msh.controlId()).isEqualTo("C9");
        assertThat(msh.charset()).isEqualTo(GB18030);
    }

    @Test
    void believesTheBytesWhereTheLabelIsWrong() {
        String text = "MSH|^~\\&|HIS|镇卫生院|||20261122||ADT^A01|C1|P|2.4||||||%s\r";
        assertThat(MshHeader.parse(text.formatted("UNICODE UTF-8").getBytes(GB18030))
                        .charset())
                .isEqualTo(GB18030);
        MshHeader asGb = MshHeader.parse(text.formatted("ASCII").getBytes(StandardCharsets.UTF_8));
        assertThat(asGb.charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(asGb.sendingFacility()).isEqualTo("镇卫生院");
    }

    @ParameterizedTest
    @CsvSource({
        "UNICODE UTF-8, UTF-8", "utf8, UTF-8", "UTF-8, UTF-8", "UNICODE, UTF-8", "GB 18030-2000, GB18030",
        "GBK, GB18030", "gb2312, GB18030", "GB18030, GB18030", "8859/1, ISO-8859-1", "ISO-8859-15, ISO-8859-15",
        "ASCII, US-ASCII", "BIG-5, Big5", "windows-1252, windows-1252", "CP936, GB18030", "UTF-8~GBK, UTF-8"
    })
    void knowsTheNamesThatAreSent(String name, String charset) {
        assertThat(CharacterSets.named(name)).contains(Charset.forName(charset));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "CHN", "!!", "UTF 99", "中文"})
    void knowsNoOtherNames(String name) {
        assertThat(CharacterSets.named(name)).isEmpty();
    }

    @Test
    void takesTheSendersDefaultForUnlabelledBytesThatAreNotUtf8() {
        byte[] gb = "姓名".getBytes(GB18030);
        assertThat(CharacterSets.of(gb, "", GB18030)).isEqualTo(GB18030);
        assertThat(CharacterSets.of(gb, "UNICODE UTF-8", GB18030)).isEqualTo(GB18030);
        assertThat(CharacterSets.of("姓名".getBytes(StandardCharsets.UTF_8), "", GB18030))
                .isEqualTo(StandardCharsets.UTF_8);
    }

    @Property
    void neverFails(@ForAll byte[] noise, @ForAll String text) {
        MshHeader.parse(noise);
        parse(text);
        MshHeader msh = parse("MSH" + text);
        if (msh != null) {
            assertThat(new AckWriter(java.time.Clock.systemUTC()).answer(Receipt.accepted(), msh))
                    .isNotNull();
        }
    }

    private static MshHeader parse(String text) {
        return MshHeader.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
