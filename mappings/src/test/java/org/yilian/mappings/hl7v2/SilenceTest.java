package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.Translation;

/**
 * Rule 18, asked of messages by others: a component is taken out of a message, and another value put in its place; if
 * nothing of what is written or remarked changes, and its value stands nowhere, then it was consumed silently. Each
 * component of each field is asked in two messages. What is consumed silently is exactly what the table lists: a new
 * silence fails, and so does a row whose place is silent no longer.
 */
class SilenceTest {
    private static final int EACH = 2;
    private static final Path REASONS = Path.of("src/test/resources/org/yilian/mappings/hl7v2/silent.tsv");

    private final Map<String, Integer> asked = new HashMap<>();
    private final Map<String, String> silent = new TreeMap<>();

    @Test
    void noFieldOfAnyMessageIsConsumedSilently() throws IOException {
        for (Path file : CorpusTest.files()) {
            Er7Message message = CorpusTest.parse(Files.readAllBytes(file));
            if (message != null && Hl7v2Translator.supportedTriggers().contains(message.triggerCode())) {
                ask(message, file.getFileName().toString());
            }
        }
        Files.writeString(
                Files.createDirectories(Path.of("target/oracle")).resolve("silent.txt"),
                String.join("\n", silent.keySet()) + "\n");
        assertThat(asked).hasSizeGreaterThan(300);
        assertThat(silent.keySet())
                .as("places read without a trace, each with its reason in " + REASONS)
                .containsExactlyElementsOf(reasons());
    }

    private void ask(Er7Message message, String name) {
        Translation whole = Hl7v2Translator.translate(message, Messages.PROFILE);
        if (whole.writes().isEmpty()) {
            return;
        }
        String said = json(whole);
        for (Segment segment : message.segments()) {
            for (int n = segment.is("MSH") ? 7 : 1; n < 60; n++) {
                for (Field field : segment.repetitions(n)) {
                    for (int c = 1; c <= field.components(); c++) {
                        ask(message, whole, said, field, c, name);
                    }
                }
            }
        }
    }

    private void ask(Er7Message message, Translation whole, String said, Field field, int c, String name) {
        String place = field.segment().name() + "-" + field.number() + "." + c;
        String value = field.has(c) ? field.get(c) : null;
        boolean first = field.segment().name().equals("PID") && field.number() == 3; // without it there is nothing
        if (value == null || first || asked.merge(place, 1, Integer::sum) > EACH) {
            return;
        }
        boolean stands = said.contains("\"" + value + "\"") || value.length() > 3 && said.contains(value);
        if (stands || remarked(whole, field, c)) {
            return;
        }
        for (String instead : new String[] {"", "ZQ9"}) {
            Translation other = Hl7v2Translator.translate(with(message, field, c, instead), Messages.PROFILE);
            if (!json(other).equals(said) || !other.remarks().equals(whole.remarks())) {
                return;
            }
        }
        silent.putIfAbsent(place, name + " " + value);
    }

    private static boolean remarked(Translation translation, Field field, int c) {
        Set<String> places = new HashSet<>();
        translation.remarks().forEach(r -> places.add(r.location()));
        Segment segment = field.segment();
        return places.contains(segment.location(0, 0, 0))
                || places.contains(segment.location(field.number(), 0, 0))
                || places.contains(segment.location(field.number(), field.repetition(), 0))
                || places.contains(segment.location(field.number(), field.repetition(), c))
                || places.contains(segment.location(field.number(), 0, c));
    }

    private static Er7Message with(Er7Message message, Field field, int c, String value) {
        List<Integer> bounds = field.bounds(c);
        String text = message.text().substring(0, bounds.get(0))
                + value
                + message.text().substring(bounds.get(1));
        return Er7Message.parse(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String json(Translation translation) {
        List<String> all = new ArrayList<>();
        translation.writes().forEach(w -> {
            all.add(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(w.resource()));
            all.add(w.mode() + " " + w.asOf() + " " + w.cleared());
        });
        return String.join("\n", all);
    }

    /** Places that are consumed without a trace, each with the reason behind a tab; a place is no pattern. */
    private static Set<String> reasons() throws IOException {
        Set<String> all = new TreeSet<>();
        for (String line : Files.readAllLines(REASONS)) {
            if (!line.startsWith("#") && !line.isBlank()) {
                String[] row = line.split("\t");
                assertThat(row).as(line).hasSize(2);
                assertThat(all.add(row[0])).as("stands twice: " + line).isTrue();
            }
        }
        return all;
    }
}
