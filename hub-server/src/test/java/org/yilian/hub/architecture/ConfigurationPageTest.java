package org.yilian.hub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
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
        assertThat(rows("`(hub\\.[a-z0-9.-]+)`")).isEqualTo(keys());
    }

    @Test
    void hasEveryVariableOfTheDefaults() {
        Set<String> variables = new TreeSet<>();
        Pattern.compile("\\$\\{(HUB_[A-Z0-9_]+)")
                .matcher(Sources.text(Path.of("src/main/resources/application.yaml")))
                .results()
                .forEach(match -> variables.add(match.group(1)));
        assertThat(rows("(?:[^|]*\\| )?`(HUB_[A-Z0-9_]+)`")).isEqualTo(variables);
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
                collect(settings.getAnnotation(ConfigurationProperties.class).value(), settings, keys);
            }
        }
        return keys;
    }

    private static void collect(String prefix, Class<?> settings, Set<String> keys) {
        for (RecordComponent component : settings.getRecordComponents()) {
            String key = prefix + "." + kebab(component.getName());
            if (component.getType().isRecord()) {
                collect(key, component.getType(), keys);
            } else {
                keys.add(key);
            }
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }
}
