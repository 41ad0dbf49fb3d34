package org.yilian.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds and splits the MSH segment. The segment is decoded before it is split: in GB18030 the second byte of a
 * character may be a vertical bar or a caret.
 */
final class MshReader {

    private static final int LONGEST = 16 * 1024;
    private static final String DELIMITERS = "^~\\&";

    private MshReader() {}

    static MshHeader read(byte[] message) {
        int start = start(message);
        if (message.length - start < 5
                || message[start] != 'M'
                || message[start + 1] != 'S'
                || message[start + 2] != 'H'
                || !isDelimiter(message[start + 3])) {
            return null;
        }
        int end = start;
        while (end < message.length && message[end] != '\r' && message[end] != '\n') {
            if (end - start > LONGEST) {
                return null;
            }
            end++;
        }
        return fields(Arrays.copyOfRange(message, start, end));
    }

    /** Behind a byte order mark and blanks. */
    private static int start(byte[] message) {
        int at = 0;
        if (message.length > 2 && message[0] == (byte) 0xEF && message[1] == (byte) 0xBB && message[2] == (byte) 0xBF) {
            at = 3;
        }
        while (at < message.length && message[at] >= 0 && message[at] <= ' ') {
            at++;
        }
        return at;
    }

    private static boolean isDelimiter(int b) {
        return b > ' ' && b < 0x7F && !Character.isLetterOrDigit(b);
    }

    private static MshHeader fields(byte[] segment) {
        String utf8 = CharacterSets.decode(segment, StandardCharsets.UTF_8);
        Charset charset = StandardCharsets.UTF_8;
        String text = utf8;
        if (text == null) {
            charset = CharacterSets.GB18030;
            text = CharacterSets.decode(segment, charset);
        }
        if (text == null) {
            charset = StandardCharsets.ISO_8859_1;
            text = new String(segment, charset);
        }
        MshHeader guess = split(text, charset);
        Charset declared = CharacterSets.named(guess.characterSet()).orElse(charset);
        if (declared.equals(charset)) {
            return guess;
        }
        String again = CharacterSets.decode(segment, declared);
        if (again == null || !again.startsWith("MSH")) {
            return guess;
        }
        MshHeader asDeclared = split(again, declared);
        return asDeclared.characterSet().equals(guess.characterSet()) ? asDeclared : guess;
    }

    private static MshHeader split(String text, Charset charset) {
        char separator = text.charAt(3);
        String[] field = new String[19];
        Arrays.fill(field, "");
        int n = 2;
        int from = 4;
        while (n < field.length) {
            int to = text.indexOf(separator, from);
            field[n++] = text.substring(from, to < 0 ? text.length() : to);
            if (to < 0) {
                break;
            }
            from = to + 1;
        }
        return new MshHeader(
                separator,
                encodingCharacters(field[2]),
                field[3],
                field[4],
                field[5],
                field[6],
                field[7],
                field[9],
                field[10],
                field[11],
                field[12],
                field[15],
                field[16],
                field[18],
                charset);
    }

    /** At least the four delimiters: what the sender left out is taken as usual. */
    private static String encodingCharacters(String given) {
        return given.length() < DELIMITERS.length() ? given + DELIMITERS.substring(given.length()) : given;
    }
}
