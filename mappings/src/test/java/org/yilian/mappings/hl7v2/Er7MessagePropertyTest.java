package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.yilian.mappings.Translation;

class Er7MessagePropertyTest {
    private static final Charset GB18030 = Charset.forName("GB18030");

    @Property(tries = 2000)
    void anyBytesAreReadOrRefused(@ForAll byte[] raw) {
        read(raw);
    }

    @Property(tries = 2000)
    void anyBytesBehindAHeaderAreReadOrRefused(@ForAll byte[] tail) {
        byte[] head = "MSH|^~\\&|A|B|C|D|20260105||ORU^R01|1|P|2.5\rPID|1||1\rOBR|1||2\rOBX|"
                .getBytes(StandardCharsets.US_ASCII);
        byte[] raw = new byte[head.length + tail.length];
        System.arraycopy(head, 0, raw, 0, head.length);
        System.arraycopy(tail, 0, raw, head.length, tail.length);
        read(raw);
    }

    @Property(tries = 3000)
    void anyFieldsAreTranslatedWithoutException(@ForAll("messages") String text) {
        Er7Message message = Er7Message.parse(text);
        Translation translation = Hl7v2Translator.translate(message, Messages.PROFILE);
        assertThat(Hl7v2Translator.orderingKey(message, Messages.PROFILE)).isNotEmpty();
        assertThat(translation.writes().isEmpty()).isEqualTo(translation.patientKey() == null || translation.refused());
    }

    private static void read(byte[] raw) {
        try {
            Er7Message message = Er7Message.read(raw, GB18030);
            Hl7v2Translator.translate(message, Messages.PROFILE);
        } catch (MalformedMessage e) {
            assertThat(e.reason()).isNotNull();
        }
    }

    @Provide
    Arbitrary<String> messages() {
        Arbitrary<String> value = Arbitraries.of(
                "",
                "\"\"",
                "1",
                "20260105",
                "2026010510",
                "99999999",
                "5.0",
                "<5",
                "^5",
                "-",
                "a^b^c^d^e^f^g^h^i",
                "a&b&c^d",
                "x~y~z",
                "~",
                "^^^",
                "&",
                "\\X0D\\",
                "\\",
                "\\F\\",
                "F",
                "P",
                "NM",
                "SN",
                "CWE",
                "ED",
                "NA",
                "MA",
                "DR",
                "TM",
                "张^三",
                "1^^^H001^MR",
                "10^9/L",
                "3.9-6.1",
                "1e999999999",
                "\u0000",
                "M",
                "N",
                "Y",
                "LAB",
                "Application^PDF^^Base64^@@");
        Arbitrary<String> name = Arbitraries.of(
                "PID", "PV1", "NK1", "AL1", "DG1", "OBR", "OBX", "ORC", "SPM", "NTE", "MRG", "EVN", "ZDS", "ZZZ");
        Arbitrary<String> segment =
                value.list().ofMaxSize(50).flatMap(values -> name.map(n -> n + "|" + String.join("|", values)));
        Arbitrary<List<String>> segments = segment.list().ofMaxSize(12);
        Set<String> triggers = Hl7v2Translator.supportedTriggers();
        return segments.flatMap(all -> Arbitraries.of(triggers)
                .map(trigger -> "MSH|^~\\&|A|B|C|D|20260105||" + trigger + "|1|P|2.5\rPID|1||1^^^H001^MR\r"
                        + String.join("\r", all)));
    }
}
