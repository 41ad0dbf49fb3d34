package org.yilian.hub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yilian.hub.platform.FailureCategory;

/** A failure code leads to one place in the code and to one line of docs/failures.md. */
class FailureCodesTest {
    private static final Pattern CODE = Pattern.compile("HUB-\\d{4}");
    private final String page = Sources.text(Sources.ROOT.resolve("docs/failures.md"));

    @Test
    void eachCodeStandsInOneFile() {
        Map<String, Set<String>> places = places();
        assertThat(places).isNotEmpty();
        assertThat(places)
                .allSatisfy((code, files) -> assertThat(files).as(code).hasSize(1));
    }

    @Test
    void thePageHasEachCodeAndNoOther() {
        Set<String> documented = new TreeSet<>();
        Matcher code = Pattern.compile("(?m)^\\| (HUB-\\d{4}) ").matcher(page);
        while (code.find()) {
            assertThat(documented.add(code.group(1))).as(code.group(1)).isTrue();
        }
        assertThat(documented).isEqualTo(places().keySet());
    }

    @Test
    void thePageHasEachCategory() {
        for (FailureCategory category : FailureCategory.values()) {
            assertThat(page)
                    .contains("| " + category + " | " + category.acknowledgement() + " | " + category.httpStatus() + " "
                            + category.issueCode() + " |");
        }
    }

    private static Map<String, Set<String>> places() {
        Map<String, Set<String>> places = new TreeMap<>();
        for (Path file : Sources.main()) {
            Matcher code = CODE.matcher(Sources.code(file));
            while (code.find()) {
                places.computeIfAbsent(code.group(), each -> new TreeSet<>())
                        .add(Sources.ROOT.relativize(file).toString());
            }
        }
        return places;
    }
}
