package org.yilian.sample.hl7;

import java.util.ArrayList;
import java.util.List;

/** One ER7 segment under construction (HL7 v2.5.1 chapter 2.5). Fields are numbered as in the standard. */
final class SegmentText {
    private final List<String> fields = new ArrayList<>();
    private final int shift;

    SegmentText(String name) {
        this.fields.add(name);
        this.shift = name.equals("MSH") ? 1 : 0;
    }

    /** Sets a field to a text that is encoded already. */
    SegmentText encoded(int field, String value) {
        while (fields.size() <= field - shift) {
            fields.add("");
        }
        fields.set(field - shift, value == null ? "" : value);
        return this;
    }

    /** Sets a field to components; each is escaped, empty ones at the end are left out. */
    SegmentText set(int field, String... components) {
        return encoded(field, components(components));
    }

    static String components(String... components) {
        int last = components.length;
        while (last > 0 && (components[last - 1] == null || components[last - 1].isEmpty())) {
            last--;
        }
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < last; i++) {
            joined.append(i == 0 ? "" : "^").append(components[i] == null ? "" : escape(components[i]));
        }
        return joined.toString();
    }

    /** Escapes the delimiters |^~\&amp; (chapter 2.7). */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\E\\");
                case '|' -> escaped.append("\\F\\");
                case '^' -> escaped.append("\\S\\");
                case '~' -> escaped.append("\\R\\");
                case '&' -> escaped.append("\\T\\");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        return String.join("|", fields);
    }
}
