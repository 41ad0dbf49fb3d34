package org.yilian.hub.recognition.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small table: a header row, comma separated, double quotes where a cell has commas; {@code #} begins a comment line. */
final class Csv {
    private Csv() {}

    /** @param line counted from 1, as editors do */
    record Row(String file, int line, Map<String, String> cells) {
        /** Null where the cell is empty or the column absent. */
        String optional(String column) {
            String cell = cells.get(column);
            return cell == null || cell.isEmpty() ? null : cell;
        }

        String required(String column) {
            String cell = optional(column);
            if (cell == null) {
                throw mistake(column, "is missing");
            }
            return cell;
        }

        RuleMistake mistake(String column, String reason) {
            return new RuleMistake(file, line, column, reason);
        }
    }

    static List<Row> read(String file, String text) {
        List<Row> rows = new ArrayList<>();
        List<String> header = null;
        String[] lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r?\n");
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isBlank() || lines[i].startsWith("#")) {
                continue;
            }
            List<String> cells = cells(lines[i]);
            if (header == null) {
                header = cells;
                continue;
            }
            if (cells.size() > header.size()) {
                throw new RuleMistake(file, i + 1, header.get(header.size() - 1), "is followed by more cells");
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int c = 0; c < cells.size(); c++) {
                row.put(header.get(c), cells.get(c));
            }
            rows.add(new Row(file, i + 1, row));
        }
        return rows;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (doubled) {
                    cell.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }
}
