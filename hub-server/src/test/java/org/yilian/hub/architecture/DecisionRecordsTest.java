package org.yilian.hub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Numbers, headings and links of the decision records, and every link inside docs. */
class DecisionRecordsTest {
    private static final Path DOCS = Sources.ROOT.resolve("docs");

    @Test
    void numbersAreNeverUsedTwiceAndStandInHeadingAndIndex() throws IOException {
        String index = Sources.text(DOCS.resolve("adr/README.md"));
        Set<String> numbers = new TreeSet<>();
        for (Path record : records()) {
            String name = record.getFileName().toString();
            String number = name.substring(0, 4);
            assertThat(numbers.add(number)).as(name).isTrue();
            assertThat(Sources.text(record)).as(name).startsWith("# " + number + " ");
            assertThat(index).as(name).contains("| [" + number + "](" + name + ") |");
        }
    }

    @Test
    void eachHasItsParts() throws IOException {
        for (Path record : records()) {
            assertThat(Sources.text(record))
                    .as(record.getFileName().toString())
                    .contains("## Context", "## Decision", "## Status", "## Consequences");
        }
    }

    @Test
    void aRecordNamedInTheCodeExists() throws IOException {
        Set<String> known = new TreeSet<>();
        records().forEach(record -> known.add(record.getFileName().toString().substring(0, 4)));
        for (Path file : Sources.main()) {
            Matcher named = Pattern.compile("ADR (\\d{4})").matcher(Sources.text(file));
            while (named.find()) {
                assertThat(known).as(file.getFileName().toString()).contains(named.group(1));
            }
        }
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        try (Stream<Path> pages = Files.walk(DOCS)) {
            for (Path page :
                    pages.filter(file -> file.toString().endsWith(".md")).toList()) {
                Matcher link = Pattern.compile("\\]\\(([^)#:\\s]+)(#[^)]*)?\\)").matcher(Sources.text(page));
                while (link.find()) {
                    assertThat(page.resolveSibling(link.group(1)))
                            .as(page.getFileName() + " -> " + link.group(1))
                            .exists();
                }
            }
        }
    }

    private static List<Path> records() throws IOException {
        try (Stream<Path> files = Files.list(DOCS.resolve("adr"))) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{4}-.*\\.md"))
                    .sorted()
                    .toList();
        }
    }
}
