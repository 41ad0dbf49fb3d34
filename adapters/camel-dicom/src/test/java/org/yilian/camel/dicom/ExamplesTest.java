package org.yilian.camel.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The routes shown in the README are those of {@link ExampleRoutes}, which is compiled and run. */
class ExamplesTest {

    @Test
    void everyExampleOfThePageIsCompiledCode() throws IOException {
        String code = squeezed(Files.readString(Path.of("src/test/java/org/yilian/camel/dicom/ExampleRoutes.java")));
        List<String> examples = new ArrayList<>();
        String[] parts = Files.readString(Path.of("README.md")).split("```");
        for (int i = 1; i < parts.length; i += 2) {
            if (parts[i].startsWith("java")) {
                examples.add(parts[i].substring(4));
            }
        }

        assertThat(examples).isNotEmpty().allSatisfy(example -> assertThat(code).contains(squeezed(example)));
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }
}
