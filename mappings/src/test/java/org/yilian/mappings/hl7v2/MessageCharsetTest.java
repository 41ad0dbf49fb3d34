package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yilian.mappings.Remark;

class MessageCharsetTest {
    private static final String NAME = "张三丰，男，北京市东城区某某路一号";

    private static byte[] message(String msh18, String charset, String name) {
        return ("MSH|^~\\&|A|B|C|D|20260105||ADT^A01|1|P|2.5|||||CHN|" + msh18 + "\rPID|1||1||" + name)
                .getBytes(Charset.forName(charset));
    }

    private static void check(String msh18, String really, String senderDefault, String found, String code) {
        byte[] raw = message(msh18, really, NAME);
        MessageCharset detected = MessageCharset.detect(raw, Charset.forName(senderDefault));
        assertThat(detected.charset().name()).isEqualTo(found);
        assertThat(detected.remarks())
                .extracting(Remark::code)
                .isEqualTo(code == null ? java.util.List.of() : java.util.List.of(code));
        assertThat(Er7Message.read(raw, Charset.forName(senderDefault))
                        .segments()
                        .get(1)
                        .get(5))
                .isEqualTo(NAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UNICODE UTF-8", "UTF-8", "utf8", "UTF8", "utf-8", "Unicode UTF-8", "~UNICODE UTF-8", "ISO IR192"
            })
    void knowsTheNamesOfUtf8(String name) {
        check(name, "UTF-8", "GB18030", "UTF-8", null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GB 18030-2000",
                "GB18030",
                "gb18030",
                "GBK",
                "gbk",
                "GB2312",
                "CP936",
                "GB18030~ASCII",
                "~ISO IR58",
                "GB_2312-80",
                "936",
                "MS936",
                "EUC-CN"
            })
    void knowsTheNamesOfChineseSets(String name) {
        check(name, "GB18030", "UTF-8", "GB18030", null);
    }

    @ParameterizedTest
    @CsvSource({
        "'', UTF-8, GB18030, UTF-8",
        "'', GB18030, GB18030, GB18030",
        "'', GB18030, UTF-8, GB18030",
    })
    void findsWhatIsNotDeclared(String name, String really, String senderDefault, String found) {
        check(name, really, senderDefault, found, null);
    }

    @ParameterizedTest
    @CsvSource({
        "UNICODE UTF-8, GB18030, GB18030, GB18030",
        "UTF-8, GB18030, UTF-8, GB18030",
        "GB18030, UTF-8, GB18030, UTF-8",
        "8859/1, UTF-8, GB18030, UTF-8",
        "8859/1, GB18030, GB18030, GB18030",
        "ASCII, UTF-8, UTF-8, UTF-8",
        "ASCII, GB18030, GB18030, GB18030",
        "UNICODE UTF-16, UTF-8, UTF-8, UTF-8",
    })
    void remarksAWrongDeclaration(String name, String really, String senderDefault, String found) {
        check(name, really, senderDefault, found, "CHARSET_CONTRADICTED");
    }

    @Test
    void remarksANameNobodyKnows() {
        check("HANZI", "GB18030", "GB18030", "GB18030", "CHARSET_UNKNOWN");
    }

    @Test
    void believesALatinSenderItsLatinText() {
        byte[] raw = message("8859/1", "ISO-8859-1", "Müller");
        MessageCharset detected = MessageCharset.detect(raw, StandardCharsets.UTF_8);
        assertThat(detected.charset()).isEqualTo(StandardCharsets.ISO_8859_1);
        assertThat(detected.remarks()).isEmpty();
    }

    @Test
    void doesNotTakeShortChineseTextForUtf8() {
        byte[] raw = message("", "GB18030", "联通");
        assertThat(MessageCharset.detect(raw, Charset.forName("GB18030"))
                        .charset()
                        .name())
                .isEqualTo("GB18030");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void findsUtf16WithAndWithoutAMark(String charset) {
        Charset utf16 = Charset.forName(charset);
        for (String mark : new String[] {"", "\uFEFF"}) {
            byte[] raw = (mark + new String(message("UNICODE UTF-16", "UTF-8", NAME), StandardCharsets.UTF_8))
                    .getBytes(utf16);
            MessageCharset detected = MessageCharset.detect(raw, StandardCharsets.UTF_8);
            assertThat(detected.charset()).isEqualTo(utf16);
            assertThat(detected.remarks()).isEmpty();
            assertThat(Er7Message.read(raw, StandardCharsets.UTF_8)
                            .segments()
                            .get(1)
                            .get(5))
                    .isEqualTo(NAME);
        }
    }

    @ParameterizedTest
    @CsvSource({"~ISO IR87, ISO-2022-JP, 山田", "ASCII~ISO IR87, ISO-2022-JP, 山田", "8859/15, ISO-8859-15, Œuvre"})
    void readsOtherSetsThatAreDeclared(String name, String really, String text) {
        byte[] raw = message(name, really, text);
        assertThat(Er7Message.read(raw, StandardCharsets.UTF_8)
                        .segments()
                        .get(1)
                        .get(5))
                .isEqualTo(text);
    }

    @Test
    void remarksTextThatNothingFits() {
        byte[] raw = message("UTF-8", "UTF-8", NAME);
        raw[raw.length - 1] = (byte) 0xFF;
        MessageCharset detected = MessageCharset.detect(raw, StandardCharsets.UTF_8);
        assertThat(detected.charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(detected.remarks()).extracting(Remark::code).containsExactly("TEXT_DAMAGED");
    }
}
