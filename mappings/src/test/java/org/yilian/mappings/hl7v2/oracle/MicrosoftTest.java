package org.yilian.mappings.hl7v2.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.hl7v2.SharedFiles;

/**
 * Bundles by Microsoft's FHIR-Converter for its sample messages. Their shape differs and they carry known faults, so that
 * agreement is counted and reported only ({@code docs/hl7v2/peers.md}).
 */
class MicrosoftTest {
    private static final String FOLDER = "corpus/hl7v2/microsoft";
    private static final String EXPECTED =
            "src/Microsoft.Health.Fhir.Liquid.Converter.FunctionalTests/TestData/Expected/Hl7v2";

    @Test
    void everySampleIsTranslatedAndAgreementIsReported() throws IOException {
        Path folder = SharedFiles.orSkip(FOLDER);
        Comparison comparison = new Comparison();
        try (Stream<Path> files = Files.walk(folder.resolve(EXPECTED))) {
            for (Path bundle :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                String name = bundle.getFileName().toString().replace("-expected.json", "");
                Path message = folder.resolve("data/SampleData/Hl7v2").resolve(name + ".hl7");
                if (Files.exists(message) && Pairs.isTranslated(message)) {
                    comparison.add(name, Pairs.expected(bundle, "https?://example.com/.*"), Pairs.ours(message));
                }
            }
        }
        comparison.report("microsoft");
        assertThat(comparison.counts().get("Patient").agree()).isGreaterThan(300);
    }
}
