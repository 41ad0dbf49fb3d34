package org.yilian.hub.recognition.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yilian.hub.recognition.rules.Decision.LineDecision;
import org.yilian.hub.recognition.rules.Decision.Verdict;

/** The truth table: one row, one case. A new case is a row and no Java. */
class TruthTableTest {
    static final Instant NOW = OffsetDateTime.parse("2026-03-31T08:00+08:00").toInstant();
    private static final LocalDate TODAY = LocalDate.parse("2026-03-31");

    static Rulebook rulebook() {
        List<Rules.Member> members = List.of(
                new Rules.Member("H001", 3, "东城"),
                new Rules.Member("H002", 2, "西岭县"),
                new Rules.Member("H003", 2, "南湖区"),
                new Rules.Member("H004", 1, "西岭县"),
                new Rules.Member("H005", 2, "东城"));
        Rules rules = new RulesReader("Asia/Shanghai", members, TODAY, TruthTableTest::file).read();
        return new Rulebook("test", rules);
    }

    private static String file(String name) {
        String path = name.equals("conversions") ? "/recognition/conversions.csv" : "/recognition/" + name + ".csv";
        try (var in = TruthTableTest.class.getResourceAsStream(path)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Csv.Row> cases() {
        return Csv.read("truth-table", file("truth-table")).stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void judges(Csv.Row row) {
        Rulebook rulebook = rulebook();
        Question question = question(row, rulebook);
        LineDecision line = RecognitionEngine.decide(question, candidates(row), rulebook)
                .lines()
                .get(0);
        assertThat(line.outcome()).as("outcome").isEqualTo(Outcome.valueOf(row.required("outcome")));
        assertThat(line.reasons().stream().map(Reason::code))
                .as("reasons")
                .containsExactlyElementsOf(words(row, "reasons"));
        assertThat(line.judged().stream().flatMap(each -> each.notes().stream()).distinct())
                .as("notes")
                .containsExactlyElementsOf(words(row, "notes"));
        assertThat(line.judged().stream()
                        .map(Verdict::chosen)
                        .filter(Objects::nonNull)
                        .map(Candidate::facility)
                        .findFirst()
                        .orElse(null))
                .as("chosen")
                .isEqualTo(row.optional("chosen"));
        assertThat(line.saving()).as("saving").isEqualByComparingTo(row.required("saving"));
    }

    @Test
    void orderOfCandidatesDoesNotMatter() {
        Rulebook rulebook = rulebook();
        cases().forEach(row -> {
            List<Candidate> candidates = new ArrayList<>(candidates(row));
            Decision decision = RecognitionEngine.decide(question(row, rulebook), candidates, rulebook);
            Collections.reverse(candidates);
            assertThat(RecognitionEngine.decide(question(row, rulebook), candidates, rulebook))
                    .as(row.required("case"))
                    .isEqualTo(decision);
        });
    }

    @Test
    void everyReasonHasACase() {
        Set<String> covered = new java.util.TreeSet<>();
        cases().forEach(row -> covered.addAll(words(row, "reasons")));
        Set<String> missing = new java.util.TreeSet<>(
                Arrays.stream(Reason.values()).map(Reason::code).toList());
        missing.removeAll(covered);
        assertThat(missing)
                .as("tested apart, or exemptions like the others")
                .containsExactlyInAnyOrder("ACCESS-DENIED", "EXEMPT-02", "EXEMPT-05", "EXEMPT-06");
    }

    private static Question question(Csv.Row row, Rulebook rulebook) {
        Map<String, String> order = pairs(row.optional("line"));
        String item = row.optional("ordered");
        Question.Line line = new Question.Line(
                "1",
                item,
                item == null ? List.of() : rulebook.expand(item, Set.of()),
                order.get("specimen"),
                order.get("bodySite"),
                order.get("laterality"),
                order.containsKey("contrast") ? Boolean.valueOf(order.get("contrast")) : null);
        String years = row.optional("patient");
        return new Question(
                "H001",
                row.optional("encounter") == null ? "OUTPATIENT" : row.required("encounter"),
                years == null ? null : TODAY.minusYears(Integer.parseInt(years)).minusDays(7),
                NOW,
                true,
                true,
                List.of(line),
                Set.copyOf(words(row, "declared")));
    }

    private static List<Candidate> candidates(Csv.Row row) {
        String results = row.optional("results");
        boolean nothing =
                results == null && ("NO-RESULT".equals(row.optional("reasons")) || row.optional("ordered") == null);
        if (nothing) {
            return List.of();
        }
        List<Candidate> candidates = new ArrayList<>();
        for (String each : (results == null ? "" : results).split(";")) {
            candidates.add(candidate(row.required("ordered"), pairs(each), candidates.size()));
        }
        return candidates;
    }

    static Candidate candidate(String ordered, Map<String, String> told, int number) {
        Map<String, String> all = new HashMap<>(Map.of(
                "item", ordered,
                "from", "H002",
                "old", "PT20H",
                "status", "final",
                "value", "5.1",
                "unit", "mmol/L",
                "range", "0-9"));
        all.putAll(told);
        String unit = blank(all.get("unit"));
        return new Candidate(
                "Observation/" + all.getOrDefault("id", "r" + number),
                1,
                "DiagnosticReport/d" + number,
                1,
                all.get("from"),
                all.get("item"),
                all.get("status"),
                blank(all.get("value")),
                unit,
                unit,
                blank(all.get("range")),
                null,
                ago(all.get("old")),
                ago(all.get("issued")),
                Boolean.parseBoolean(all.get("critical")),
                Boolean.parseBoolean(all.get("closed")),
                Boolean.parseBoolean(all.get("doubtful")),
                !Boolean.parseBoolean(all.get("possible")),
                !"false".equals(all.get("permitted")),
                Boolean.parseBoolean(all.get("images")),
                all.containsKey("quality") ? Integer.valueOf(all.get("quality")) : null,
                null,
                all.get("laterality"),
                all.containsKey("contrast") ? Boolean.valueOf(all.get("contrast")) : null,
                null,
                all.containsKey("marks") ? Set.of(all.get("marks")) : Set.of());
    }

    private static Instant ago(String age) {
        return age == null || age.isEmpty() ? null : NOW.minus(Duration.parse(age));
    }

    private static String blank(String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new HashMap<>();
        if (text != null && !text.isBlank()) {
            for (String pair : text.strip().split(" ")) {
                String[] sides = pair.split("=", 2);
                pairs.put(sides[0], sides[1]);
            }
        }
        return pairs;
    }

    private static List<String> words(Csv.Row row, String column) {
        String text = row.optional(column);
        return text == null ? List.of() : List.of(text.split(" "));
    }
}
