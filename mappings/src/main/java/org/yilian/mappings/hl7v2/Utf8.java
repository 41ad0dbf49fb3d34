package org.yilian.mappings.hl7v2;

/** Whether bytes are well-formed UTF-8 (Unicode 15.0, table 3-7), without decoding them. */
final class Utf8 {
    private Utf8() {}

    static boolean isValid(byte[] raw) {
        int i = 0;
        while (i < raw.length) {
            if (raw[i] >= 0) {
                i++;
                continue;
            }
            int length = sequence(raw, i);
            if (length == 0) {
                return false;
            }
            i += length;
        }
        return true;
    }

    /** Length of the sequence of several bytes that begins here, 0 when it is none. */
    private static int sequence(byte[] raw, int at) {
        int first = raw[at] & 0xFF;
        int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (length == 0 || at + length > raw.length) {
            return 0;
        }
        int second = raw[at + 1] & 0xFF;
        int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < low || second > high) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((raw[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
