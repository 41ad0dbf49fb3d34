package org.yilian.hub.security.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InnerUrlTest {

    @ParameterizedTest
    @CsvSource({
        "Patient/1,Patient,false,",
        "/Patient/1,Patient,false,",
        "Patient/1/_history/2,Patient,false,",
        "Patient,Patient,true,",
        "Patient?name=x,Patient,true,",
        "Patient/_history,Patient,true,",
        "Patient/1/$everything,Patient,false,$everything",
        "$export,*,true,$export",
        "?_type=Patient,*,true,",
        "'',*,true,"
    })
    void tellsTypeAndKind(String url, String type, boolean searches, String operation) {
        InnerUrl parsed = InnerUrl.parse(url);
        assertThat(parsed.type()).isEqualTo(type);
        assertThat(parsed.searches()).isEqualTo(searches);
        assertThat(parsed.operation()).isEqualTo(operation);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/fhir/Patient/1",
                "fhir/Patient/1",
                "Patient/1/Observation",
                "Patient//1",
                "//",
                "Foo/../Patient/1",
                "patient/1",
                "Patient/"
            })
    void refusesWhatItCannotTell(String url) {
        assertThatThrownBy(() -> InnerUrl.parse(url)).isInstanceOf(ForbiddenOperationException.class);
    }

    @Test
    void readsParametersWithTheirRepetitions() {
        assertThat(InnerUrl.parse("Patient?name=%E5%BC%A0&name=b&_id").parameters())
                .containsOnlyKeys("name", "_id")
                .hasEntrySatisfying("name", values -> assertThat(values).containsExactly("张", "b"));
    }
}
