package org.yilian.mappings.hl7v2.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.Translation;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.FacilityProfile;
import org.yilian.mappings.hl7v2.Hl7v2Translator;
import org.yilian.mappings.hl7v2.Messages;
import org.yilian.mappings.hl7v2.SharedFiles;

/** Pairs of message and FHIR by reportstream, one for each data type and segment of the guide: what they say, we say. */
class ReportstreamTest {
    private static final String PAIRS = "corpus/hl7v2/reportstream/testIntegration/resources/datatests";
    private static final String OWN_EXTENSIONS =
            "https://reportstream.cdc.gov/.*|.*/(MSH|PID)\\.\\d+|[A-Z0-9]{3}\\.\\d+.*";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FacilityProfile PROFILE =
            Messages.PROFILE.toBuilder().zone(java.time.ZoneOffset.UTC).build();
    private static final Comparison comparison = new Comparison();

    @BeforeAll
    static void compare() throws IOException {
        Path folder = SharedFiles.orSkip(PAIRS);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".hl7")).sorted().toList()) {
                String name = folder.relativize(file)
                        .toString()
                        .replace(".hl7", "")
                        .replace("mappinginventory/catchall/", "");
                Path expected =
                        file.resolveSibling(file.getFileName().toString().replace(".hl7", ".fhir"));
                if (Files.exists(expected) && isTranslated(file)) {
                    comparison.add(name, expected(expected), ours(file));
                }
            }
        }
        comparison.report("reportstream");
    }

    @Test
    void everyDifferenceHasAReason() throws IOException {
        assertThat(comparison.unexplained(Reasons.read("reportstream.tsv"))).isEmpty();
    }

    @Test
    void everyReasonStillHasADifference() throws IOException {
        assertThat(Reasons.read("reportstream.tsv").stale(comparison.differences()))
                .isEmpty();
    }

    private static Set<Fact> expected(Path file) throws IOException {
        Set<Fact> facts = new LinkedHashSet<>();
        for (JsonNode entry : JSON.readTree(Files.readString(file)).path("entry")) {
            facts.addAll(Fact.of(entry.path("resource"), OWN_EXTENSIONS));
        }
        return facts;
    }

    private static boolean isTranslated(Path file) throws IOException {
        return Hl7v2Translator.supportedTriggers()
                .contains(Er7Message.parse(Files.readString(file)).triggerCode());
    }

    private static Set<Fact> ours(Path file) throws IOException {
        Er7Message message = Er7Message.parse(Dressing.dressed(Files.readString(file)));
        Translation translation = Hl7v2Translator.translate(message, PROFILE);
        assertThat(List.of(translation.refused()))
                .as(file.getFileName().toString())
                .containsExactly(false);
        return Fact.of(Messages.stored(translation).values());
    }
}
