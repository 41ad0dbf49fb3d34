package org.yilian.hub.imaging.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Media types a client accepts, by {@code Accept} header and {@code accept} parameter
 * (<a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part18/sect_8.3.3.html">PS3.18 8.3.3</a>), preferred
 * first. The parameter, where given, replaces the header. Parameters may be quoted or not: both are met.
 */
final class Accepts {

    /**
     * One media range.
     *
     * @param type lower case, for example {@code multipart/related}
     * @param parameters names in lower case, values without quotes
     */
    record Range(String type, Map<String, String> parameters, double quality) {
        boolean isMultipart() {
            return type.equals("multipart/related");
        }

        boolean isAnything() {
            return type.equals("*/*");
        }

        /** Type of the parts of a multipart range, {@code *}{@code /*} where none is given. */
        String partType() {
            return parameters.getOrDefault("type", "*/*").toLowerCase(Locale.ROOT);
        }

        /** Transfer syntax asked for, {@code *} where none is given: as stored. */
        String transferSyntax() {
            return parameters.getOrDefault("transfer-syntax", "*");
        }
    }

    private final List<Range> ranges;

    private Accepts(List<Range> ranges) {
        this.ranges = ranges;
    }

    static Accepts of(List<String> headers, String parameter) {
        List<String> sources = parameter == null || parameter.isBlank() ? headers : List.of(parameter);
        List<Range> ranges = new ArrayList<>();
        for (String source : sources) {
            for (String each : split(source, ',')) {
                Range range = range(each);
                if (!range.type().isEmpty() && range.quality() > 0) {
                    ranges.add(range);
                }
            }
        }
        if (ranges.isEmpty()) {
            ranges.add(new Range("*/*", Map.of(), 1));
        }
        ranges.sort(Comparator.comparingDouble(Range::quality).reversed());
        return new Accepts(ranges);
    }

    Stream<Range> ranges() {
        return ranges.stream();
    }

    /** Whether one of the ranges covers this plain type. */
    boolean covers(String type) {
        return ranges.stream().anyMatch(range -> matches(range.type(), type));
    }

    /** The first of the types that the client likes best, null when it likes none. */
    String best(List<String> offered) {
        for (Range range : ranges) {
            for (String type : offered) {
                if (matches(range.type(), type)) {
                    return type;
                }
            }
        }
        return null;
    }

    static boolean matches(String range, String type) {
        return range.equals("*/*")
                || range.equals(type)
                || range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1));
    }

    private static Range range(String text) {
        List<String> pieces = split(text, ';');
        Map<String, String> parameters = new HashMap<>();
        for (String piece : pieces.subList(1, pieces.size())) {
            int equals = piece.indexOf('=');
            if (equals > 0) {
                String value = piece.substring(equals + 1).strip();
                boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
                parameters.put(
                        piece.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        quoted ? value.substring(1, value.length() - 1) : value);
            }
        }
        return new Range(pieces.get(0).strip().toLowerCase(Locale.ROOT), parameters, quality(parameters.get("q")));
    }

    private static double quality(String q) {
        try {
            return q == null ? 1 : Double.parseDouble(q);
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    private static List<String> split(String text, char delimiter) {
        List<String> pieces = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == delimiter && !quoted) {
                pieces.add(text.substring(from, i));
                from = i + 1;
            }
        }
        pieces.add(text.substring(from));
        return pieces;
    }
}
