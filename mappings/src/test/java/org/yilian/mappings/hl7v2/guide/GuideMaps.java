package org.yilian.mappings.hl7v2.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The guide's maps as it keeps them: a CSV each, the first two rows being heads. */
final class GuideMaps {
    private GuideMaps() {}

    /** Rows by map, of the folder {@code segments} or {@code datatypes}. */
    static Map<String, List<GuideRow>> read(Path guide, String kind) throws IOException {
        Map<String, List<GuideRow>> maps = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(guide.resolve("mappings").resolve(kind))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".csv")).sorted().toList()) {
                String name = file.getFileName().toString();
                String map = name.substring(name.indexOf("R4_") + 3).strip();
                map = map.substring(0, map.indexOf(']') + 1);
                maps.computeIfAbsent(map, m -> new ArrayList<>()).addAll(rows(map, Files.readString(file)));
            }
        }
        return maps;
    }

    private static List<GuideRow> rows(String map, String csv) {
        List<GuideRow> rows = new ArrayList<>();
        List<List<String>> cells = cells(csv);
        for (List<String> row : cells.subList(Math.min(2, cells.size()), cells.size())) {
            while (row.size() < 17) {
                row.add("");
            }
            boolean blank = row.get(1).isBlank() && row.get(9).isBlank();
            if (!blank) {
                String condition = row.get(6) + " " + row.get(7) + " " + row.get(8);
                rows.add(new GuideRow(
                        map,
                        row.get(1).strip(),
                        row.get(3).strip(),
                        condition.strip(),
                        row.get(9).strip(),
                        row.get(16).contains("\"")));
            }
        }
        return rows;
    }

    private static List<List<String>> cells(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        row.add(cell.toString());
        rows.add(row);
        return rows;
    }
}
