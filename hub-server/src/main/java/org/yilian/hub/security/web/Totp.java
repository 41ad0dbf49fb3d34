package org.yilian.hub.security.web;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of <a href="https://www.rfc-editor.org/rfc/rfc6238">RFC 6238</a> as every authenticator app makes them: HMAC-SHA-1,
 * 6 digits, 30 seconds.
 */
final class Totp {
    static final int DIGITS = 6;
    private static final int SECONDS = 30;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    /** RFC 4226 section 4, R6. */
    private static final int FEWEST_BYTES = 16;

    private Totp() {}

    static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), SECONDS);
    }

    static String code(byte[] key, long step, int digits) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int binary = ByteBuffer.wrap(hash, hash[hash.length - 1] & 0xF, Integer.BYTES)
                            .getInt()
                    & Integer.MAX_VALUE;
            String decimal = Integer.toString(binary % (int) Math.pow(10, digits));
            return "0".repeat(digits - decimal.length()) + decimal;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1", e);
        }
    }

    /**
     * A key as apps show it: base32 in groups, of at least 128 bits.
     *
     * @throws IllegalArgumentException if it is not that; the text does not quote it
     */
    static byte[] key(String base32) {
        String letters = base32.replaceAll("[\\s-]", "").replaceAll("=+$", "").toUpperCase(Locale.ROOT);
        ByteBuffer key = ByteBuffer.allocate(letters.length() * 5 / 8);
        int bits = 0;
        int count = 0;
        for (char letter : letters.toCharArray()) {
            int value = BASE32.indexOf(letter);
            if (value < 0) {
                throw new IllegalArgumentException("is not base32");
            }
            bits = bits << 5 | value;
            count += 5;
            if (count >= 8) {
                count -= 8;
                key.put((byte) (bits >> count));
            }
        }
        if (key.capacity() < FEWEST_BYTES) {
            throw new IllegalArgumentException("is shorter than 128 bits");
        }
        return key.array();
    }
}
