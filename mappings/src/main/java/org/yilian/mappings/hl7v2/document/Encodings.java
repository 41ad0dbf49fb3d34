package org.yilian.mappings.hl7v2.document;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * HL7 table 0299. Documents are the largest thing messages carry, so each character is looked at once and the bytes are
 * made where they stay.
 */
final class Encodings {
    private static final int PADDING = -2;
    private static final int BLANK = -3;
    private static final int WRONG = -1;

    private Encodings() {}

    /** Null when the text is not what the encoding promises. */
    static byte[] decode(String encoding, String text) {
        return switch (encoding == null ? "" : encoding.toUpperCase(Locale.ROOT)) {
            case "BASE64" -> base64(text);
            case "HEX" -> hex(text);
            case "A", "" -> text.getBytes(StandardCharsets.UTF_8);
            default -> null;
        };
    }

    private static byte[] base64(String text) {
        byte[] bytes = new byte[(int) (text.length() * 3L / 4) + 3];
        int length = 0;
        int buffer = 0;
        int bits = 0;
        boolean ended = false;
        for (int i = 0; i < text.length(); i++) {
            int value = base64(text.charAt(i));
            if (value == BLANK) {
                continue;
            }
            if (value == WRONG || ended && value != PADDING) {
                return null;
            }
            ended |= value == PADDING;
            if (value >= 0) {
                buffer = buffer << 6 | value;
                bits += 6;
                if (bits >= 8) {
                    bits -= 8;
                    bytes[length++] = (byte) (buffer >> bits);
                }
            }
        }
        // Six bits left over are a character that was cut off.
        return bits == 6 ? null : length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private static int base64(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return switch (c) {
            case '+', '-' -> 62;
            case '/', '_' -> 63;
            case '=' -> PADDING;
            case ' ', '\n', '\r', '\t' -> BLANK;
            default -> WRONG;
        };
    }

    private static byte[] hex(String text) {
        byte[] bytes = new byte[text.length() / 2];
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ') {
                continue;
            }
            int value = Character.digit(c, 16);
            if (value < 0) {
                return null;
            }
            if (digits / 2 < bytes.length) {
                bytes[digits / 2] = (byte) (bytes[digits / 2] << 4 | value);
            }
            digits++;
        }
        return digits % 2 != 0 ? null : Arrays.copyOf(bytes, digits / 2);
    }
}
