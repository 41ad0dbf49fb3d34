package org.yilian.hub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** docs/configuration.md has every key and every environment variable, and none that is gone. */
class ConfigurationPageTest {
    private final String page = Sources.text(Sources.ROOT.resolve("docs/configuration.md"));

    @Test
    void hasEveryKeyOfEverySettingsRecord() {
        assertThat(keys()).hasSizeGreaterThan(10);
        assertThat(rows("`(hub\\.[a-z.-]+)`")).isEqualTo(keys());
    }

    @Test
    void hasEveryVariableOfTheDefaults() {
        Set<String> variables = new TreeSet<>();
        Pattern.compile("\\$\\{(HUB_[A-Z_]+)")
                .matcher(Sources.text(Path.of("src/main/resources/application.yaml")))
                .results()
                .forEach(match -> variables.add(match.group(1)));
        assertThat(rows("(?:[^|]*\\| )?`(HUB_[A-Z_]+)`")).isEqualTo(variables);
    }

    private Set<String> rows(String cell) {
        Set<String> found = new TreeSet<>();
        Pattern.compile("(?m)^\\| " + cell).matcher(page).results().forEach(match -> found.add(match.group(1)));
        return found;
    }

    private static Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.yilian.hub")) {
            if (each.isAnnotatedWith(ConfigurationProperties.class)) {
                Class<?> settings = each.reflect();
                String prefix =
                        settings.getAnnotation(ConfigurationProperties.class).value();
                List<String> names = Arrays.stream(settings.getRecordComponents())
                        .map(component -> component.getName())
                        .toList();
                names.forEach(name -> keys.add(prefix + "." + kebab(name)));
            }
        }
        return keys;
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }
}
