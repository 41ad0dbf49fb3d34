package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/hl7v2/acceptance.md and the goldens and tests that there are together. */
class AcceptanceTest {
    private static final Path PAGE = Path.of("../docs/hl7v2/acceptance.md");
    private static final Path GOLDENS = Path.of("../conformance/golden/hl7v2");
    private static final Pattern FOLDER = Pattern.compile("`([a-z0-9]+-[a-z0-9-]+)`");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]+)(?:#([a-zA-Z0-9]+))?`");

    private final String page = read(PAGE);

    @Test
    void everyGoldenFolderIsNamedAndHasPairs() throws IOException {
        Set<String> named = found(FOLDER, page);
        try (Stream<Path> all = Files.list(GOLDENS)) {
            assertThat(named)
                    .isEqualTo(all.filter(Files::isDirectory)
                            .map(each -> each.getFileName().toString())
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        for (String each : named) {
            try (Stream<Path> files = Files.list(GOLDENS.resolve(each))) {
                List<String> names =
                        files.map(file -> file.getFileName().toString()).toList();
                List<String> cases =
                        names.stream().filter(name -> name.endsWith(".hl7")).toList();
                assertThat(cases).as(each).isNotEmpty().allSatisfy(name -> assertThat(names)
                        .contains(name.replace(".hl7", ".json")));
            }
        }
    }

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        Map<String, Path> sources = new TreeMap<>();
        for (String module : List.of("mappings", "adapters/hl7v2", "hub-server", "conformance")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/test/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file ->
                                sources.put(file.getFileName().toString().replace(".java", ""), file));
            }
        }
        TEST.matcher(section("## Messages") + section("## Rules")).results().forEach(test -> {
            assertThat(sources).containsKey(test.group(1));
            if (test.group(2) != null) {
                assertThat(read(sources.get(test.group(1))))
                        .as(test.group())
                        .containsPattern("@(Test|ParameterizedTest)[^;]*? void " + test.group(2) + "\\(");
            }
        });
    }

    @Test
    void everyRowAndEveryRuleIsHeldBySomething() {
        List<String> rows = (section("## Messages") + section("## Rules"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---") && line.contains("`"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(45);
        assertThat(section("## Rules")
                        .lines()
                        .filter(line -> line.matches("\\| \\d+ .*`.*"))
                        .map(line -> Integer.parseInt(line.split(" ")[1])))
                .isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
        assertThat((section("## Messages") + section("## Rules"))
                        .lines()
                        .filter(line -> line.matches("\\| [^|]+ \\|[^`]*")))
                .allMatch(
                        line -> line.startsWith("| ---") || line.startsWith("| messages") || line.startsWith("| rule"));
    }

    /** Under its own code and event; a code alone and older names are further names of one that has. */
    @Test
    void everyMessageThatIsTranslatedHasAGoldenOrIsListed() {
        Set<String> folders = found(FOLDER, page);
        Set<String> listed = found(Pattern.compile("`([A-Z0-9]{3}\\^[A-Z0-9]{3})`"), section("## No golden"));
        Set<String> without = Hl7v2Translator.supportedTriggers().stream()
                .filter(trigger -> trigger.contains("^"))
                .filter(trigger ->
                        !folders.contains(trigger.toLowerCase(Locale.ROOT).replace('^', '-')))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed).isEqualTo(without);
    }

    private String section(String title) {
        int from = page.indexOf(title);
        int to = page.indexOf("\n## ", from + 1);
        return page.substring(from, to < 0 ? page.length() : to);
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(each -> each.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
