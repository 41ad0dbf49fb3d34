package org.yilian.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Writes segments with somebody else's delimiters. HL7 v2.8.2 section 2.6 and 2.7. */
final class Er7 {

    private final StringBuilder out = new StringBuilder(300);
    private final char separator;
    private final String encoding;

    /** With the delimiters of this header, or the recommended ones if it is null. */
    Er7(MshHeader like) {
        separator = like == null ? '|' : like.fieldSeparator();
        encoding = like == null ? "^~\\&" : like.encodingCharacters();
    }

    /** A first segment with the delimiters in its fields 1 and 2; the next field is 3. */
    Er7 header(String name) {
        out.append(name).append(separator);
        appendPrintable(encoding);
        return this;
    }

    /** A first segment; the next field is 1. */
    Er7 first(String name) {
        out.append(name);
        return this;
    }

    Er7 segment(String name) {
        out.append('\r').append(name);
        return this;
    }

    /** A field with text of our own. */
    Er7 text(String text) {
        out.append(separator);
        appendEscaped(text);
        return this;
    }

    /** A field of the other message as it was written there: it is escaped already. */
    Er7 echo(String field) {
        out.append(separator);
        appendPrintable(field);
        return this;
    }

    Er7 components(String... values) {
        out.append(separator);
        join(encoding.charAt(0), values);
        return this;
    }

    /** A field whose n-th component (from 1) consists of these. */
    Er7 subcomponentsAt(int n, String... values) {
        out.append(separator).append(String.valueOf(encoding.charAt(0)).repeat(n - 1));
        join(encoding.charAt(3), values);
        return this;
    }

    Er7 skip(int fields) {
        out.append(String.valueOf(separator).repeat(fields));
        return this;
    }

    byte[] bytes(Charset charset) {
        return out.append('\r').toString().getBytes(charset.canEncode() ? charset : StandardCharsets.UTF_8);
    }

    private void join(char delimiter, String[] values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                out.append(delimiter);
            }
            appendEscaped(values[i]);
        }
    }

    private void appendEscaped(String text) {
        char escape = encoding.charAt(2);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char name = c == separator ? 'F' : nameOf(c);
            if (name != 0) {
                out.append(escape).append(name).append(escape);
            } else {
                out.append(c < ' ' ? ' ' : c);
            }
        }
    }

    private char nameOf(char c) {
        return switch (encoding.indexOf(c)) {
            case 0 -> 'S';
            case 1 -> 'R';
            case 2 -> 'E';
            case 3 -> 'T';
            case 4 -> 'P';
            default -> 0;
        };
    }

    /** Control characters would break the segment or the frame. */
    private void appendPrintable(String field) {
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c >= ' ') {
                out.append(c);
            }
        }
    }
}
