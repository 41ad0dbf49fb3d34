package org.yilian.mappings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * Logical ids as a function of facility and business identifier (invariant 5): lower-case facility code, "-", and the
 * first 20 characters (100 bits) of the lower-case base32 (RFC 4648 section 6, without padding) of SHA-256 over the
 * UTF-8 text "facility|type|system|value". A patient number cannot be read from a URL.
 */
public final class LogicalIds {
    private static final char[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
    private static final int LENGTH = 20;
    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(LogicalIds::sha256);

    private LogicalIds() {}

    /** The logical id, without the type, of what {@code facility} knows as {@code system|value}. */
    public static String of(String facility, String resourceType, String system, String value) {
        byte[] digest = SHA256.get()
                .digest((facility + "|" + resourceType + "|" + system + "|" + value).getBytes(StandardCharsets.UTF_8));
        String prefix = facility.toLowerCase(Locale.ROOT);
        StringBuilder id = new StringBuilder(prefix.length() + 1 + LENGTH);
        id.append(prefix).append('-');
        int buffer = 0;
        int bits = 0;
        for (int i = 0, done = 0; done < LENGTH; done++) {
            if (bits < 5) {
                buffer = (buffer << 8 | digest[i++] & 0xFF) & 0xFFFF;
                bits += 8;
            }
            bits -= 5;
            id.append(BASE32[buffer >> bits & 31]);
        }
        return id.toString();
    }

    /** The logical id of the facility's own Organization. */
    public static String organization(String facility) {
        return of(facility, "Organization", Uris.FACILITY, facility);
    }

    /** The logical id of the Patient that {@code facility} keeps under {@code system|value}. */
    public static String patient(String facility, String system, String value) {
        return of(facility, "Patient", system, value);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
