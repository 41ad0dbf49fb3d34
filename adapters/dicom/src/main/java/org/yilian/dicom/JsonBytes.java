package org.yilian.dicom;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON text as UTF-8, growing. */
final class JsonBytes {
    private byte[] bytes = new byte[16 * 1024];
    private int length;

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    JsonBytes put(char c) {
        room(1);
        bytes[length++] = (byte) c;
        return this;
    }

    /** Characters that need no escape, of ASCII only. */
    @SuppressWarnings("deprecation") // The quick way for Latin-1, and what it does here is what is wanted.
    JsonBytes plain(String ascii) {
        room(ascii.length());
        ascii.getBytes(0, ascii.length(), bytes, length);
        length += ascii.length();
        return this;
    }

    JsonBytes plain(byte[] ascii) {
        room(ascii.length);
        System.arraycopy(ascii, 0, bytes, length, ascii.length);
        length += ascii.length;
        return this;
    }

    JsonBytes hex(int tag) {
        room(8);
        for (int shift = 28; shift >= 0; shift -= 4) {
            bytes[length++] = (byte) "0123456789ABCDEF".charAt(tag >>> shift & 0xF);
        }
        return this;
    }

    /** A JSON string with its quotes. */
    JsonBytes string(String text) {
        int count = text.length();
        room(count + 2);
        bytes[length++] = '"';
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c >= 0x7F || c == '"' || c == '\\') {
                escaped(text, i);
                return put('"');
            }
            bytes[length++] = (byte) c;
        }
        return put('"');
    }

    private void escaped(String text, int from) {
        int start = from;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F) {
                continue;
            }
            plain(text.substring(start, i).getBytes(StandardCharsets.UTF_8));
            start = i + 1;
            switch (c) {
                case '"', '\\' -> put('\\').put(c);
                case '\n' -> plain("\\n");
                case '\r' -> plain("\\r");
                case '\t' -> plain("\\t");
                default -> plain(c < 0x10 ? "\\u000" : "\\u00").plain(Integer.toHexString(c));
            }
        }
        plain(text.substring(start).getBytes(StandardCharsets.UTF_8));
    }

    boolean endsWith(char c) {
        return length > 0 && bytes[length - 1] == c;
    }
}
