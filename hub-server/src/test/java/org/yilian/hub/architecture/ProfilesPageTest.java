package org.yilian.hub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.hl7v2.profile.Preprocessor;
import org.yilian.mappings.hl7v2.profile.ProfileReader;

/** docs/hl7v2/profiles.md has every key, operator and preprocessor of a profile, and no other. */
class ProfilesPageTest {
    private final String page = Sources.text(Sources.ROOT.resolve("docs/hl7v2/profiles.md"));

    @Test
    void hasEachKey() {
        assertThat(words("## Keys")).isEqualTo(new TreeSet<>(ProfileReader.keys()));
    }

    @Test
    void hasEachOperator() {
        assertThat(words("## Rules")).isEqualTo(new TreeSet<>(ProfileReader.operators()));
    }

    @Test
    void hasEachPreprocessor() {
        Set<String> names = new TreeSet<>();
        for (Preprocessor each : Preprocessor.values()) {
            names.add(each.word());
        }
        assertThat(words("## Preprocessors")).isEqualTo(names);
    }

    /** The first cells of a section's table. */
    private Set<String> words(String section) {
        int from = page.indexOf(section);
        int to = page.indexOf("\n## ", from + 1);
        Matcher row = Pattern.compile("(?m)^\\| `([^`]+)` \\|").matcher(page.substring(from, to));
        Set<String> words = new TreeSet<>();
        while (row.find()) {
            words.add(row.group(1));
        }
        return words;
    }
}
