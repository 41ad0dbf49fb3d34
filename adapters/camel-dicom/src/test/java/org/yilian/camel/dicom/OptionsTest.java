package org.yilian.camel.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.spi.UriParam;
import org.junit.jupiter.api.Test;

/** The options in the annotations are those that Camel's tools and readers are told. */
class OptionsTest {
    private static final List<String> OPTIONS = Arrays.stream(DicomEndpoint.class.getDeclaredFields())
            .filter(field -> field.isAnnotationPresent(UriParam.class))
            .map(Field::getName)
            .toList();

    @Test
    void theConfigurerKnowsEveryOption() {
        DicomEndpointConfigurer configurer = new DicomEndpointConfigurer();

        assertThat(OPTIONS).isNotEmpty().allSatisfy(option -> assertThat(configurer.getOptionType(option, false))
                .as(option)
                .isNotNull());
    }

    @Test
    void theUriFactoryKnowsEveryOption() {
        assertThat(new DicomEndpointUriFactory().propertyNames()).containsAll(OPTIONS);
    }

    @Test
    void theCatalogKnowsEveryOption() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/META-INF/org/yilian/camel/dicom/dicom.json")) {
            String catalog = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(OPTIONS).allSatisfy(option -> assertThat(catalog).contains('"' + option + "\": {"));
        }
    }

    @Test
    void thePageDescribesEveryOption() throws IOException {
        String page = Files.readString(Path.of("README.md"));

        assertThat(OPTIONS).allSatisfy(option -> assertThat(page).contains("| `" + option + "` |"));
    }
}
