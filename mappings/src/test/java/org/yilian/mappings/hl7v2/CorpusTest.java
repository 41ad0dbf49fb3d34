package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.Remark;
import org.yilian.mappings.Translation;

/** Messages by others: each is translated or refused with a reason, and what it says hangs together. */
class CorpusTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static List<byte[]> messages;

    @BeforeAll
    static void find() throws IOException {
        messages = files().stream().map(CorpusTest::read).toList();
    }

    /** All messages by others, broken ones included. */
    static List<Path> files() throws IOException {
        Path folder = SharedFiles.orSkip("corpus/hl7v2");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().matches(".*\\.(hl7|hl7v2|txt|HL7|partial|dat|in|msg)"))
                    .filter(f -> !f.getFileName().toString().equals("LIST.md"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void nothingFailsAndNothingDangles() {
        FhirTerser terser = FhirContext.forR4Cached().newTerser();
        int translated = 0;
        for (byte[] raw : messages) {
            Er7Message message = parse(raw);
            if (message == null) {
                continue;
            }
            Translation translation = Hl7v2Translator.translate(message, Messages.PROFILE);
            if (translation.writes().isEmpty()) {
                assertThat(translation.refused()
                                || Messages.remarks(translation).contains("INFO NO_ORDER_ANSWERED ORC"))
                        .isTrue();
                continue;
            }
            translated++;
            if (translation.patientKey() != null) {
                assertThat(translation.patientKey()).isEqualTo(Hl7v2Translator.orderingKey(message, Messages.PROFILE));
            }
            Map<String, Resource> store = Messages.stored(translation);
            for (Resource resource : store.values()) {
                assertThat(resource.getMeta().getTag()).hasSize(1);
                terser.getAllPopulatedChildElementsOfType(resource, Reference.class).stream()
                        .filter(Reference::hasReference)
                        .forEach(reference -> assertThat(store).containsKey(reference.getReference()));
            }
        }
        assertThat(translated).isGreaterThan(200);
    }

    /** Leaves in {@code target/oracle/corpus.txt} how many are translated, and why the others are not. */
    @Test
    void eachIsTranslatedOrRefusedWithItsReason() throws IOException {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (byte[] raw : messages) {
            outcomes.merge(outcome(raw), 1, Integer::sum);
        }
        Path report = Files.createDirectories(Path.of("target/oracle")).resolve("corpus.txt");
        StringBuilder text = new StringBuilder();
        outcomes.forEach((outcome, count) ->
                text.append("| ").append(outcome).append(" | ").append(count).append(" |\n"));
        Files.writeString(report, text.toString());
        assertThat(outcomes.keySet()).noneMatch(outcome -> outcome.endsWith("null"));
        assertThat(outcomes.get("translated")).isGreaterThan(messages.size() / 2);
    }

    private static String outcome(byte[] raw) {
        try {
            Translation translation = Hl7v2Translator.translate(Er7Message.read(raw, GB18030), Messages.PROFILE);
            if (!translation.writes().isEmpty()) {
                return "translated";
            }
            return "refused: "
                    + translation.remarks().stream()
                            .filter(r -> r.severity() == Remark.Severity.ERROR)
                            .map(Remark::code)
                            .findFirst()
                            .orElse(null);
        } catch (MalformedMessage e) {
            return "no message: " + e.reason();
        }
    }

    @Test
    void everySegmentIsUsedOrListed() {
        for (byte[] raw : messages) {
            Er7Message message = parse(raw);
            if (message == null || !Hl7v2Translator.supportedTriggers().contains(message.triggerCode())) {
                continue;
            }
            Translation translation = Hl7v2Translator.translate(message, Messages.PROFILE);
            Map<String, Long> unused = translation.remarks().stream()
                    .filter(r -> r.code().equals(RemarkCode.SEGMENT_NOT_USED.name()))
                    .collect(Collectors.groupingBy(r -> r.location().substring(0, 3), Collectors.counting()));
            message.segments().stream()
                    .filter(s -> s.name().startsWith("Z") && !s.is("ZDS"))
                    .forEach(s -> assertThat(unused).containsKey(s.name()));
        }
    }

    /** The same message in different encodings and under wrong labels says the same. */
    @Test
    void charsetsChangeNothing() throws IOException {
        Path folder = SharedFiles.orSkip("corpus/hl7v2/made-here-charset");
        try (Stream<Path> files = Files.list(folder)) {
            List<String> said = files.filter(f -> f.toString().endsWith(".hl7"))
                    .map(CorpusTest::read)
                    .map(raw -> Hl7v2Translator.translate(Er7Message.read(raw, GB18030), Messages.PROFILE))
                    .map(CorpusTest::json)
                    .distinct()
                    .toList();
            assertThat(said).hasSize(1);
        }
    }

    @Test
    void contradictionsAreRemarked() throws IOException {
        for (String name : new String[] {"gb18030_mislabelled_utf8.hl7", "utf8_mislabelled_8859.hl7"}) {
            byte[] raw =
                    read(SharedFiles.orSkip("corpus/hl7v2/made-here-charset").resolve(name));
            assertThat(Hl7v2Translator.translate(Er7Message.read(raw, GB18030), Messages.PROFILE)
                            .remarks())
                    .extracting(Remark::code)
                    .contains("CHARSET_CONTRADICTED");
        }
    }

    static Er7Message parse(byte[] raw) {
        try {
            return Er7Message.read(raw, GB18030);
        } catch (MalformedMessage e) {
            return null;
        }
    }

    private static String json(Translation translation) {
        StringBuilder text = new StringBuilder();
        translation
                .writes()
                .forEach(w ->
                        text.append(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(w.resource())));
        // Characters beyond GBK, which the file in GBK cannot have.
        return text.toString().replaceAll("[^\\x{0}-\\x{FFFF}]", "");
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
