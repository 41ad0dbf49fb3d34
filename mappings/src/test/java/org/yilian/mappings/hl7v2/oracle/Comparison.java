package org.yilian.mappings.hl7v2.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts agreement over many messages and collects the differences; leaves a table of them in {@code target/oracle}. */
final class Comparison {
    /** How many of the peer's facts of one resource type are ours too. */
    record Count(int agree, int elsewhere, int differs, int missing) {
        Count plus(Count other) {
            return new Count(
                    agree + other.agree, elsewhere + other.elsewhere, differs + other.differs, missing + other.missing);
        }

        int all() {
            return agree + elsewhere + differs + missing;
        }
    }

    private final List<Difference> differences = new ArrayList<>();
    private final Map<String, Count> counts = new TreeMap<>();
    private int messages;

    void add(String message, Set<Fact> expected, Set<Fact> ours) {
        messages++;
        List<Difference> found = Difference.between(message, expected, ours);
        differences.addAll(found);
        for (Fact fact : expected) {
            String type = fact.element().substring(0, fact.element().indexOf('.'));
            counts.merge(type, count(fact, ours), Count::plus);
        }
    }

    private static Count count(Fact fact, Set<Fact> ours) {
        if (ours.contains(fact)) {
            return new Count(1, 0, 0, 0);
        }
        return switch (Difference.between("", Set.of(fact), ours).get(0).kind()) {
            case ELSEWHERE -> new Count(0, 1, 0, 0);
            case DIFFERS -> new Count(0, 0, 1, 0);
            case MISSING -> new Count(0, 0, 0, 1);
        };
    }

    List<Difference> differences() {
        return differences;
    }

    Map<String, Count> counts() {
        return counts;
    }

    /** Differences without a reason, each element once with the first message that has it. */
    List<String> unexplained(Reasons reasons) {
        Map<String, String> first = new TreeMap<>();
        for (Difference difference : differences) {
            if (reasons.of(difference) == null) {
                first.putIfAbsent(difference.element() + "\t" + difference.kind(), difference.message());
            }
        }
        return first.entrySet().stream()
                .map(e -> e.getValue() + "\t" + e.getKey())
                .toList();
    }

    /** Markdown: agreement by resource type. */
    String table() {
        StringBuilder text = new StringBuilder();
        text.append("Messages compared: ").append(messages).append(".\n\n");
        text.append(
                "| resource | facts | agree | said elsewhere | differ | missing |\n| --- | --- | --- | --- | --- | --- |\n");
        Count all = new Count(0, 0, 0, 0);
        for (Map.Entry<String, Count> entry : counts.entrySet()) {
            row(text, entry.getKey(), entry.getValue());
            all = all.plus(entry.getValue());
        }
        row(text, "all", all);
        return text.toString();
    }

    private static void row(StringBuilder text, String name, Count count) {
        text.append("| ").append(name).append(" | ").append(count.all());
        for (int n : new int[] {count.agree, count.elsewhere, count.differs, count.missing}) {
            text.append(" | ")
                    .append(n)
                    .append(" (")
                    .append(Math.round(100.0 * n / Math.max(1, count.all())))
                    .append(" %)");
        }
        text.append(" |\n");
    }

    void report(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/oracle"));
        StringBuilder text = new StringBuilder(table()).append('\n');
        differences.forEach(d -> text.append(d.message() + "\t" + d.element() + "\t" + d.kind() + "\n"));
        Files.writeString(folder.resolve(name + ".txt"), text.toString());
    }
}
