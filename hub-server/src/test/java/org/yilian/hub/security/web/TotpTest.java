package org.yilian.hub.security.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] RFC_KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238 appendix B, the rows of SHA-1. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void theTestVectorsOfRfc6238(long second, String code) {
        assertThat(Totp.code(RFC_KEY, Totp.step(Instant.ofEpochSecond(second)), 8))
                .isEqualTo(code);
    }

    /** RFC 4226 appendix D. */
    @ParameterizedTest
    @CsvSource({
        "0, 755224",
        "1, 287082",
        "2, 359152",
        "3, 969429",
        "4, 338314",
        "5, 254676",
        "6, 287922",
        "7, 162583",
        "8, 399871",
        "9, 520489"
    })
    void theTestVectorsOfRfc4226(long step, String code) {
        assertThat(Totp.code(RFC_KEY, step, Totp.DIGITS)).isEqualTo(code);
    }

    /** RFC 4648 section 10 has the words, repeated here to the length of a key. */
    @Test
    void readsAKeyAsAppsShowIt() {
        assertThat(Totp.key("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")).isEqualTo(RFC_KEY);
        assertThat(Totp.key("gezd gnbv-gy3t qojq gezd gnbv gy3t qojq")).isEqualTo(RFC_KEY);
        assertThat(Totp.key("GEZDGNBVGY3TQOJQGEZDGNBVGY======"))
                .isEqualTo("1234567890123456".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void refusesWhatIsNoKeyWithoutQuotingIt() {
        assertThatThrownBy(() -> Totp.key("GEZDGNBVGY3TQOJ1GEZDGNBVGY3TQOJQ")).hasMessage("is not base32");
        assertThatThrownBy(() -> Totp.key("GEZDGNBV")).hasMessage("is shorter than 128 bits");
        assertThatThrownBy(() -> Totp.key("")).hasMessage("is shorter than 128 bits");
    }
}
