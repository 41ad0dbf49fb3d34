package org.yilian.mappings.hl7v2.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Others' test messages leave out what we refuse to invent: whose they are and which order and visit they are about. This
 * adds it where it is missing, and nothing else.
 */
final class Dressing {
    private Dressing() {}

    static String dressed(String message) {
        List<String> lines = new ArrayList<>();
        for (String line : message.replace("\uFEFF", "").split("[\r\n]+")) {
            String name = line.length() < 3 ? "" : line.substring(0, 3);
            lines.add(
                    switch (name) {
                        case "PID" -> filled(line, 3, "DRESSED^^^H001^MR");
                        case "PV1" -> filled(filled(line, 19, "DRESSED"), 2, "I");
                        case "OBR" -> filled(filled(line, 3, "DRESSED"), 4, "DRESSED");
                        case "OBX" -> filled(line, 3, "DRESSED");
                        default -> line;
                    });
        }
        if (lines.stream().noneMatch(line -> line.startsWith("PID"))) {
            lines.add(1, filled("PID|1", 3, "DRESSED^^^H001^MR"));
        }
        return String.join("\r", lines) + "\r";
    }

    private static String filled(String line, int n, String value) {
        List<String> fields = new ArrayList<>(Arrays.asList(line.split("\\|", -1)));
        while (fields.size() <= n) {
            fields.add("");
        }
        if (fields.get(n).isBlank()) {
            fields.set(n, value);
        }
        return String.join("|", fields);
    }
}
