package org.yilian.mappings.hl7v2.out;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.yilian.mappings.hl7v2.Delimiters;

/**
 * Writes a message in ER7 encoding (HL7 v2.8 sections 2.5 to 2.7). Whatever a text holds, it comes out as data: delimiters
 * are escaped, a line break is {@code \.br\}, other control characters are hexadecimal.
 */
final class Er7Writer {
    private final Delimiters delimiters;
    private final List<Line> lines = new ArrayList<>();

    Er7Writer(Delimiters delimiters) {
        this.delimiters = delimiters;
    }

    Line segment(String name) {
        Line line = new Line(name);
        lines.add(line);
        return line;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> line.append(text));
        return text.toString();
    }

    byte[] bytes(Charset charset) {
        return text().getBytes(charset);
    }

    /** One segment; fields in any order. */
    final class Line {
        private final String name;
        private final TreeMap<Integer, List<String>> fields = new TreeMap<>();

        private Line(String name) {
            this.name = name;
        }

        /** A repetition of a field without components; nothing for null and empty text. */
        Line add(int n, String text) {
            if (text != null && !text.isEmpty()) {
                repetition(n, escaped(text));
            }
            return this;
        }

        /** A repetition of a field with components; nothing for null and empty values. */
        Line add(int n, Composite value) {
            if (value != null && !value.isEmpty()) {
                repetition(n, encoded(value));
            }
            return this;
        }

        /** A field as it was written by somebody with the same delimiters. */
        Line raw(int n, String field) {
            if (field != null && !field.isEmpty()) {
                repetition(n, field);
            }
            return this;
        }

        private void repetition(int n, String encoded) {
            fields.computeIfAbsent(n, each -> new ArrayList<>()).add(encoded);
        }

        private void append(StringBuilder text) {
            text.append(name);
            // MSH-1 is the separator itself.
            int at = name.equals("MSH") ? 1 : 0;
            for (var field : fields.entrySet()) {
                text.append(String.valueOf(delimiters.field()).repeat(field.getKey() - at));
                text.append(String.join(String.valueOf(delimiters.repetition()), field.getValue()));
                at = field.getKey();
            }
            text.append('\r');
        }
    }

    private String encoded(Composite value) {
        StringBuilder text = new StringBuilder();
        int open = 0;
        for (List<String> part : value.parts()) {
            String encoded = subcomponents(part);
            if (!encoded.isEmpty()) {
                text.append(String.valueOf(delimiters.component()).repeat(open)).append(encoded);
                open = 0;
            }
            open++;
        }
        return text.toString();
    }

    private String subcomponents(List<String> part) {
        StringBuilder text = new StringBuilder();
        int open = 0;
        for (String each : part) {
            if (!each.isEmpty()) {
                text.append(String.valueOf(delimiters.subcomponent()).repeat(open))
                        .append(escaped(each));
                open = 0;
            }
            open++;
        }
        return text.toString();
    }

    private String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String name = nameOf(c);
            if (name != null) {
                out.append(delimiters.escape()).append(name).append(delimiters.escape());
            } else if (c == '\n') {
                out.append(delimiters.escape()).append(".br").append(delimiters.escape());
            } else if (c < ' ' && c != '\r') {
                out.append(delimiters.escape())
                        .append(String.format("X%02X", (int) c))
                        .append(delimiters.escape());
            } else if (c != '\r') {
                out.append(c);
            }
        }
        return out.toString();
    }

    private String nameOf(char c) {
        if (c == delimiters.field()) {
            return "F";
        }
        if (c == delimiters.component()) {
            return "S";
        }
        if (c == delimiters.subcomponent()) {
            return "T";
        }
        if (c == delimiters.repetition()) {
            return "R";
        }
        if (c == delimiters.escape()) {
            return "E";
        }
        return c == delimiters.truncation() && c != 0 ? "P" : null;
    }
}
