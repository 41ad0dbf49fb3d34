package org.yilian.mappings.hl7v2.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HL7 table 0299: what is encoded comes out, and what is not is refused. */
class EncodingsTest {
    @Property(tries = 500)
    void readsWhatTheJdkWrites(@ForAll byte[] bytes) {
        assertThat(Encodings.decode("Base64", Base64.getEncoder().encodeToString(bytes)))
                .isEqualTo(bytes);
        assertThat(Encodings.decode("BASE64", Base64.getMimeEncoder().encodeToString(bytes)))
                .isEqualTo(bytes);
        assertThat(Encodings.decode(
                        "base64", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JVB*", "A", "QQ==QQ==", "中文"})
    void refusesWhatIsNoBase64(String text) {
        assertThat(Encodings.decode("Base64", text)).isNull();
    }

    @Test
    void readsHexadecimalWithAndWithoutBreaks() {
        assertThat(Encodings.decode("Hex", "0aFF\r\n 10")).containsExactly(10, -1, 16);
        assertThat(Encodings.decode("Hex", "0aF")).isNull();
        assertThat(Encodings.decode("Hex", "0g")).isNull();
    }

    @Test
    void takesTextAsItIs() {
        assertThat(Encodings.decode("A", "甲")).isEqualTo("甲".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(Encodings.decode(null, "a")).containsExactly('a');
        assertThat(Encodings.decode("ROT13", "a")).isNull();
    }
}
