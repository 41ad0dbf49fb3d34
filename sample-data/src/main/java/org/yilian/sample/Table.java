package org.yilian.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A comma separated table of this module's resources: lines that start with # explain it, the first other line names the
 * columns. No quoting: no value holds a comma; several values in a cell are separated by a semicolon.
 */
public final class Table {
    private Table() {}

    /** The rows of a resource named relative to this package, such as {@code lab/analytes.csv}. */
    public static List<Row> read(String resource) {
        try (InputStream in = Table.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("No table " + resource);
            }
            List<String> lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            String[] columns = lines.get(0).split(",", -1);
            return lines.stream()
                    .skip(1)
                    .map(line -> Row.of(resource, columns, line))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One row; an empty cell is an empty text. */
    public record Row(Map<String, String> cells) {
        private static Row of(String resource, String[] columns, String line) {
            String[] values = line.split(",", -1);
            if (values.length != columns.length) {
                throw new IllegalArgumentException(resource + ": wrong number of cells in " + line);
            }
            Map<String, String> cells = new HashMap<>();
            for (int i = 0; i < columns.length; i++) {
                cells.put(columns[i], values[i]);
            }
            return new Row(cells);
        }

        public String text(String column) {
            String value = cells.get(column);
            if (value == null) {
                throw new IllegalArgumentException("No column " + column);
            }
            return value;
        }

        public boolean has(String column) {
            return !text(column).isEmpty();
        }

        public List<String> list(String column) {
            return has(column) ? List.of(text(column).split(";")) : List.of();
        }

        public double number(String column) {
            return Double.parseDouble(text(column));
        }

        /** The number, or null where the cell is empty. */
        public Double optional(String column) {
            return has(column) ? Double.valueOf(text(column)) : null;
        }

        public int whole(String column) {
            return Integer.parseInt(text(column));
        }
    }
}
