package org.yilian.hub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every invariant of docs/architecture.md names the tests that prove it, and they are there. */
class InvariantsTest {
    private static final Pattern LINE = Pattern.compile("(?m)^(\\d+)\\. .*\\n?(?:   .*\\n)*");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Tests?|IT))`");

    private final String section = Sources.text(Sources.ROOT.resolve("docs/architecture.md"))
            .replaceAll("(?s).*\\n## Invariants\\n", "")
            .replaceAll("(?s)\\n## .*", "");

    @Test
    void thereAreThirteen() {
        assertThat(named().keySet())
                .containsExactlyElementsOf(
                        java.util.stream.IntStream.rangeClosed(1, 13).boxed().toList());
    }

    @Test
    void eachNamesItsTestsOrTheIssueThatBringsThem() {
        Matcher line = LINE.matcher(section);
        while (line.find()) {
            assertThat(TEST.matcher(line.group()).find() || line.group().contains("comes with issue"))
                    .as(line.group())
                    .isTrue();
        }
    }

    @Test
    void eachTestNamedExists() {
        TreeSet<String> known = Sources.tests().stream()
                .map(Path::getFileName)
                .map(name -> name.toString().replace(".java", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(known)
                .containsAll(named().values().stream().flatMap(List::stream).toList());
    }

    private Map<Integer, List<String>> named() {
        Map<Integer, List<String>> named = new TreeMap<>();
        Matcher line = LINE.matcher(section);
        while (line.find()) {
            named.put(
                    Integer.valueOf(line.group(1)),
                    TEST.matcher(line.group())
                            .results()
                            .map(match -> match.group(1))
                            .toList());
        }
        return named;
    }
}
