package org.yilian.hub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/asvs.md: every requirement of its chapters once, and every claim beside a test that is there. */
class AsvsPageTest {
    /** How many requirements of level 1 and 2 each section of ASVS 5.0.0 has, in a row from 1 on. */
    private static final Map<String, Integer> SECTIONS = new TreeMap<>(Map.ofEntries(
            Map.entry("1.5", 2),
            Map.entry("4.1", 3),
            Map.entry("4.2", 1),
            Map.entry("4.3", 2),
            Map.entry("4.4", 4),
            Map.entry("5.1", 1),
            Map.entry("5.2", 3),
            Map.entry("5.3", 2),
            Map.entry("5.4", 3),
            Map.entry("8.1", 2),
            Map.entry("8.2", 3),
            Map.entry("8.3", 1),
            Map.entry("8.4", 1),
            Map.entry("9.1", 3),
            Map.entry("9.2", 4),
            Map.entry("10.1", 2),
            Map.entry("10.2", 2),
            Map.entry("10.3", 4),
            Map.entry("10.4", 11),
            Map.entry("10.5", 5),
            Map.entry("10.6", 2),
            Map.entry("10.7", 3),
            Map.entry("12.1", 3),
            Map.entry("12.2", 2),
            Map.entry("12.3", 4),
            Map.entry("16.1", 1),
            Map.entry("16.2", 5),
            Map.entry("16.3", 4),
            Map.entry("16.4", 3),
            Map.entry("16.5", 3)));

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d[\\d., ]*) \\|.*$");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)\\.(\\w+)`");

    private final String page = Sources.text(Sources.ROOT.resolve("docs/asvs.md"));

    @Test
    void hasEveryRequirementOnce() {
        List<String> expected = SECTIONS.entrySet().stream()
                .flatMap(section ->
                        Stream.iterate(1, i -> i + 1).limit(section.getValue()).map(i -> section.getKey() + "." + i))
                .toList();
        List<String> found = new ArrayList<>();
        Matcher row = ROW.matcher(page);
        while (row.find()) {
            found.addAll(List.of(row.group(1).split(", ")));
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyClaimNamesATestThatIsThere() {
        String claimed = page.substring(page.indexOf("## Claimed"), page.indexOf("## Not claimed"));
        Map<String, String> sources = new TreeMap<>();
        for (Path file : Sources.tests()) {
            sources.put(file.getFileName().toString().replace(".java", ""), Sources.text(file));
        }
        Matcher row = ROW.matcher(claimed);
        while (row.find()) {
            Matcher test = TEST.matcher(row.group());
            int named = 0;
            while (test.find()) {
                named++;
                assertThat(sources.getOrDefault(test.group(1), ""))
                        .as(row.group(1) + ": " + test.group())
                        .containsPattern("void " + test.group(2) + "\\(");
            }
            assertThat(named).as(row.group()).isPositive();
        }
    }
}
