package org.yilian.mappings.hl7v2.oracle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The checked-in list of differences that are meant: message, element and kind as patterns ({@code *} stands for anything),
 * and the reason. Lines that begin with {@code #} are comments.
 */
public final class Reasons {
    /** One line; {@code reason} that begins with {@code open:} is no reason to keep it. */
    record Reason(String line, Pattern message, Pattern element, String kind, String text) {
        boolean covers(Difference difference) {
            return (kind.equals("*") || kind.equals(difference.kind().name()))
                    && message.matcher(difference.message()).matches()
                    && element.matcher(difference.element()).matches();
        }

        boolean isOpen() {
            return text.startsWith("open:");
        }
    }

    private final List<Reason> all;

    private Reasons(List<Reason> all) {
        this.all = all;
    }

    public static Reasons read(String resource) throws IOException {
        List<Reason> all = new ArrayList<>();
        try (var in = Reasons.class.getResourceAsStream(resource)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    all.add(reason(line));
                }
            }
        }
        return new Reasons(all);
    }

    private static Reason reason(String line) {
        String[] cells = line.split("\t");
        if (cells.length != 4) {
            throw new IllegalStateException("four cells in: " + line);
        }
        return new Reason(line, glob(cells[0]), glob(cells[1]), cells[2], cells[3].strip());
    }

    private static Pattern glob(String text) {
        StringBuilder pattern = new StringBuilder();
        for (String part : text.split("\\*", -1)) {
            pattern.append(pattern.length() == 0 ? "" : ".*").append(part.isEmpty() ? "" : Pattern.quote(part));
            if (pattern.length() == 0) {
                pattern.append("(?:)");
            }
        }
        return Pattern.compile(pattern.toString());
    }

    /** The first reason for each difference that has one. */
    Reason of(Difference difference) {
        return all.stream().filter(r -> r.covers(difference)).findFirst().orElse(null);
    }

    /** The first reason for what these two say, whatever its kind; empty when there is none. */
    public String text(String message, String element) {
        return all.stream()
                .filter(r -> r.message().matcher(message).matches()
                        && r.element().matcher(element).matches())
                .map(Reason::text)
                .findFirst()
                .orElse("");
    }

    /** Lines of things to do. */
    List<String> open() {
        return all.stream().filter(Reason::isOpen).map(Reason::line).toList();
    }

    /** Lines that cover nothing any more. */
    Set<String> stale(Collection<Difference> differences) {
        Set<String> stale = new LinkedHashSet<>();
        all.stream().filter(r -> differences.stream().noneMatch(r::covers)).forEach(r -> stale.add(r.line()));
        return stale;
    }
}
