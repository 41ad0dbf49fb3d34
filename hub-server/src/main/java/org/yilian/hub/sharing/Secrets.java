package org.yilian.hub.sharing;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;
import org.yilian.hub.platform.Sha256;

/** What cannot be guessed: tokens of 256 bits, and pass codes short enough to be told by telephone. */
@Component
class Secrets {
    private static final int TOKEN_BYTES = 32;
    private static final int CODES = 1_000_000;

    private final SecureRandom random = new SecureRandom();

    String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String code() {
        return "%06d".formatted(random.nextInt(CODES));
    }

    /** A token has entropy enough for a plain hash, which an index can find. */
    static String hash(String token) {
        return Sha256.hex(token.getBytes(StandardCharsets.UTF_8));
    }
}
