package org.yilian.hub.identity.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.yilian.hub.identity.matching.Matcher;

/**
 * {@code ./hub evaluate-matching}: reads a set of records whose truth is known (a file, or {@code -} for standard input; the
 * columns are those of {@link TrueRecord}) and writes a report in Markdown to standard output. {@code --errors N} adds N
 * pairs of each kind of mistake by their records' ids; a report without it holds nothing of anybody. Ends with 2 for a set
 * that cannot be read.
 */
public final class EvaluationMain {
    private EvaluationMain() {}

    public static void main(String[] arguments) throws IOException {
        List<String> options = new ArrayList<>(List.of(arguments));
        int errors = 0;
        int at = options.indexOf("--errors");
        if (at >= 0 && at + 1 < options.size()) {
            errors = Integer.parseInt(options.remove(at + 1));
            options.remove(at);
        }
        if (options.size() != 1) {
            System.err.println("usage: evaluate-matching [--errors N] FILE|-");
            System.exit(2);
        }
        try (BufferedReader in = options.get(0).equals("-")
                ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                : Files.newBufferedReader(Path.of(options.get(0)))) {
            System.out.print(report(read(in), errors));
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("evaluate-matching: " + e.getMessage());
            System.exit(2);
        }
    }

    static List<TrueRecord> read(BufferedReader in) throws IOException {
        String header = in.readLine();
        if (header == null) {
            throw new IllegalArgumentException("The set is empty");
        }
        TrueRecord.Reader reader = new TrueRecord.Reader(header);
        List<TrueRecord> records = new ArrayList<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            records.add(reader.read(line));
        }
        return records;
    }

    static String report(List<TrueRecord> records, int errors) {
        long start = System.nanoTime();
        Evaluation evaluation = new Evaluation(records).run();
        double seconds = (System.nanoTime() - start) / 1e9;
        StringBuilder out = new StringBuilder();
        line(
                out,
                "Matcher %s: %,d records of %,d people; linked to %,d people.",
                Matcher.VERSION,
                records.size(),
                evaluation.people(),
                evaluation.found());
        line(out, "");
        line(out, "| Pairs | of one person | linked | precision | recall | F1 |");
        line(out, "|---|---|---|---|---|---|");
        line(out, "%s", evaluation.all.row("all"));
        line(out, "%s", evaluation.numbered.row("both records have a number"));
        line(out, "%s", evaluation.numberless.row("one has none"));
        line(out, "");
        line(out, "- People found whole and with nobody else's records: %.4f", evaluation.wholePeople());
        line(out, "- B-cubed precision %.5f, recall %.4f", evaluation.cubedPrecision(), evaluation.cubedRecall());
        line(
                out,
                "- Pairs that wait for a steward: %,d, of which %,d are one person",
                evaluation.doubts(),
                evaluation.doubtsThatAreOne());
        line(
                out,
                "- Comparisons for each record: %.1f; linked in memory in %.1f s",
                (double) evaluation.compared() / records.size(),
                seconds);
        if (!evaluation.bySlip.isEmpty()) {
            line(out, "");
            line(out, "| What one of the two has wrong | pairs | wrongly linked | recall |");
            line(out, "|---|---|---|---|");
            evaluation.bySlip.forEach((slip, tally) ->
                    line(out, "| %s | %,d | %,d | %.4f |", slip, tally.truth(), tally.wrong(), tally.recall()));
        }
        errors(out, "Linked and two people", evaluation.wrong, errors);
        errors(out, "One person and not linked", evaluation.missed, errors);
        return out.toString();
    }

    private static void errors(StringBuilder out, String title, List<List<TrueRecord>> pairs, int most) {
        if (most > 0) {
            line(out, "");
            line(out, "%s: %,d", title, pairs.size());
            pairs.stream()
                    .limit(most)
                    .forEach(pair -> line(
                            out,
                            "%s %s",
                            pair.get(0).profile().traits().patient(),
                            pair.get(1).profile().traits().patient()));
        }
    }

    private static void line(StringBuilder out, String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
