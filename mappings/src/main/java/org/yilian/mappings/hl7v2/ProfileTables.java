package org.yilian.mappings.hl7v2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yilian.mappings.hl7v2.FacilityProfile.CodeMapping;

/**
 * A hospital's tables from CSV text (RFC 4180; first row names the columns, lines that begin with {@code #} are comments).
 * A wrong table is refused with the number of its line; nothing of its content is in the exception.
 */
public final class ProfileTables {
    private ProfileTables() {}

    /** Columns localCode (required), localName, item, itemName, loinc, localUnit, ucum; other columns are ignored. */
    public static List<CodeMapping> codes(String csv) {
        List<CodeMapping> codes = new ArrayList<>();
        for (Map<String, String> row : rows(csv, "localCode")) {
            codes.add(new CodeMapping(
                    row.get("localCode"),
                    row.get("localName"),
                    row.get("item"),
                    row.get("itemName"),
                    row.get("loinc"),
                    row.get("localUnit"),
                    row.get("ucum")));
        }
        return codes;
    }

    /** Two required columns, local and code: units to UCUM, flags to v3-ObservationInterpretation, and the like. */
    public static Map<String, String> pairs(String csv) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (Map<String, String> row : rows(csv, "local", "code")) {
            pairs.put(row.get("local"), row.get("code"));
        }
        return pairs;
    }

    /** Rows as column name to value; empty cells are left out. */
    static List<Map<String, String>> rows(String csv, String... required) {
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> columns = null;
        int line = 0;
        Cells cells = new Cells(csv.startsWith("\uFEFF") ? csv.substring(1) : csv);
        while (cells.hasMore()) {
            line++;
            List<String> row = cells.next();
            if (row.size() == 1 && row.get(0).isBlank() || row.get(0).startsWith("#")) {
                continue;
            }
            if (columns == null) {
                columns = row;
                if (!columns.containsAll(List.of(required))) {
                    throw new IllegalArgumentException("table without the column " + String.join(" or ", required));
                }
                continue;
            }
            rows.add(row(columns, row, line, required));
        }
        return rows;
    }

    private static Map<String, String> row(List<String> columns, List<String> cells, int line, String... required) {
        if (cells.size() > columns.size()) {
            throw new IllegalArgumentException("row " + line + " of the table has more cells than there are columns");
        }
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isBlank()) {
                row.put(columns.get(i), cells.get(i).strip());
            }
        }
        for (String column : required) {
            if (!row.containsKey(column)) {
                throw new IllegalArgumentException("row " + line + " of the table has no " + column);
            }
        }
        return row;
    }

    /** Reads rows of cells. */
    private static final class Cells {
        private final String text;
        private int at;

        Cells(String text) {
            this.text = text;
        }

        boolean hasMore() {
            return at < text.length();
        }

        List<String> next() {
            List<String> cells = new ArrayList<>();
            do {
                cells.add(cell());
            } while (at < text.length() && text.charAt(at++) == ',');
            if (at < text.length() && text.charAt(at - 1) == '\r' && text.charAt(at) == '\n') {
                at++;
            }
            return cells;
        }

        private String cell() {
            if (at < text.length() && text.charAt(at) == '"') {
                return quoted();
            }
            int from = at;
            while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(from, at);
        }

        private String quoted() {
            StringBuilder cell = new StringBuilder();
            at++;
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c != '"') {
                    cell.append(c);
                } else if (at < text.length() && text.charAt(at) == '"') {
                    cell.append(text.charAt(at++));
                } else {
                    break;
                }
            }
            while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return cell.toString();
        }
    }
}
