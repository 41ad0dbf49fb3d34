package org.yilian.mappings.hl7v2.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.hl7v2.SharedFiles;

/** Pairs of message and FHIR by reportstream, one for each data type and segment of the guide: what they say, we say. */
class ReportstreamTest {
    private static final String PAIRS = "corpus/hl7v2/reportstream/testIntegration/resources/datatests";
    private static final String OWN_EXTENSIONS =
            "https://reportstream.cdc.gov/.*|.*/(MSH|PID)\\.\\d+|[A-Z0-9]{3}\\.\\d+.*";
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
                if (Files.exists(expected) && Pairs.isTranslated(file)) {
                    comparison.add(name, Pairs.expected(expected, OWN_EXTENSIONS), Pairs.ours(file));
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

    @Test
    void noReasonIsOnlyAPromise() throws IOException {
        assertThat(Reasons.read("reportstream.tsv").open()).isEmpty();
    }
}
