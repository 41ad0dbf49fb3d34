package org.yilian.hub.record.rows;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.Date;
import java.util.List;

/** Rows in the text format of PostgreSQL's COPY: tabs between columns, a line a row, {@code \N} for null, UTF-8. */
final class CopyText {
    private CopyText() {}

    static byte[] of(List<Object[]> rows) {
        StringBuilder text = new StringBuilder(rows.size() * 160);
        for (Object[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                if (i > 0) {
                    text.append('\t');
                }
                append(text, row[i]);
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder text, Object value) {
        if (value == null) {
            text.append("\\N");
        } else if (value instanceof String string) {
            escaped(text, string);
        } else if (value instanceof Boolean yes) {
            text.append(yes ? 't' : 'f');
        } else if (value instanceof Date date) {
            // In the zone of the JVM, as the driver and Hibernate write a timestamp without time zone.
            text.append(new Timestamp(date.getTime()));
        } else {
            text.append(value);
        }
    }

    private static void escaped(StringBuilder text, String value) {
        int plain = 0;
        for (int i = 0; i < value.length(); i++) {
            char letter =
                    switch (value.charAt(i)) {
                        case '\\' -> '\\';
                        case '\t' -> 't';
                        case '\n' -> 'n';
                        case '\r' -> 'r';
                        default -> 0;
                    };
            if (letter != 0) {
                text.append(value, plain, i).append('\\').append(letter);
                plain = i + 1;
            }
        }
        text.append(value, plain, value.length());
    }
}
