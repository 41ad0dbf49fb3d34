package org.yilian.mappings.hl7v2;

import java.nio.charset.Charset;

/**
 * Escape sequences of text (HL7 v2.8 section 2.7): separators, hexadecimal data, character sets, and the formatting
 * commands as far as plain text can show them. Unknown sequences and a bare escape character stay as they are.
 */
final class Escapes {
    private static final int LONGEST_COMMAND = 16;
    private static final int MOST_BLANKS = 200;

    private Escapes() {}

    static String decode(Er7Message message, int from, int to) {
        String text = message.text();
        char escape = message.delimiters().escape();
        int at = find(text, escape, from, to);
        if (at == to) {
            return text.substring(from, to);
        }
        StringBuilder out = new StringBuilder(to - from).append(text, from, at);
        while (at < to) {
            char c = text.charAt(at);
            int close = c == escape ? find(text, escape, at + 1, to) : to;
            int set = close < to ? CharacterSetEscapes.append(out, text, at + 1, close, to, escape) : -1;
            if (set >= 0) {
                at = set;
            } else if (close < to && append(out, text, at + 1, close, message)) {
                at = close + 1;
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    private static boolean append(StringBuilder out, String text, int from, int to, Er7Message message) {
        if (from == to) {
            return false;
        }
        Delimiters delimiters = message.delimiters();
        char first = text.charAt(from);
        if (to - from == 1) {
            return switch (first) {
                case 'F' -> add(out, delimiters.field());
                case 'S' -> add(out, delimiters.component());
                case 'T' -> add(out, delimiters.subcomponent());
                case 'R' -> add(out, delimiters.repetition());
                case 'E' -> add(out, delimiters.escape());
                case 'P' -> delimiters.truncation() != 0 && add(out, delimiters.truncation());
                case 'H', 'N' -> true; // highlighting on and off: no text of its own
                default -> false;
            };
        }
        if (first == 'X') {
            return hexadecimal(out, text, from + 1, to, message.charset());
        }
        return first == '.' && to - from <= LONGEST_COMMAND && command(out, text.substring(from + 1, to));
    }

    private static boolean add(StringBuilder out, char c) {
        out.append(c);
        return true;
    }

    private static boolean hexadecimal(StringBuilder out, String text, int from, int to, Charset charset) {
        if ((to - from) % 2 != 0) {
            return false;
        }
        byte[] bytes = new byte[(to - from) / 2];
        for (int i = 0; i < bytes.length; i++) {
            int high = Character.digit(text.charAt(from + 2 * i), 16);
            int low = Character.digit(text.charAt(from + 2 * i + 1), 16);
            if (high < 0 || low < 0) {
                return false;
            }
            bytes[i] = (byte) (high << 4 | low);
        }
        out.append(new String(bytes, charset));
        return true;
    }

    private static boolean command(StringBuilder out, String command) {
        String name = command.length() < 2 ? command : command.substring(0, 2);
        return switch (name) {
            case "br", "ce" -> add(out, '\n');
            case "sp" -> repeat(out, "\n", number(command));
            case "sk", "in", "ti" -> repeat(out, " ", number(command));
            case "fi", "nf" -> true; // word wrap on and off
            default -> false;
        };
    }

    private static boolean repeat(StringBuilder out, String what, int times) {
        out.append(what.repeat(Math.min(times, MOST_BLANKS)));
        return true;
    }

    /** The number after a two letter command as in {@code .sp 3} or {@code .in+4}; 1 when there is none. */
    private static int number(String command) {
        int value = 0;
        boolean found = false;
        for (int i = 2; i < command.length(); i++) {
            char c = command.charAt(i);
            if (c >= '0' && c <= '9') {
                value = Math.min(value * 10 + c - '0', MOST_BLANKS);
                found = true;
            }
        }
        return found ? value : 1;
    }

    private static int find(String text, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == wanted) {
                return i;
            }
        }
        return to;
    }
}
