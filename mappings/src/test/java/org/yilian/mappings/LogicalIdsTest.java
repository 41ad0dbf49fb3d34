package org.yilian.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Invariant 5. */
class LogicalIdsTest {
    @Test
    void areAFunctionOfFacilityAndBusinessIdentifier() {
        String id = LogicalIds.of("H001", "Patient", "https://fhir.yilian-hub.org/id/h001/mrn", "000123");
        // printf 'H001|Patient|https://fhir.yilian-hub.org/id/h001/mrn|000123' | sha256sum | xxd -r -p | base32
        assertThat(id).isEqualTo("h001-fgrlewfb5bzfyhdetzjz");
        assertThat(LogicalIds.patient("H001", "https://fhir.yilian-hub.org/id/h001/mrn", "000123"))
                .isEqualTo(id);
    }

    @Test
    void differInEveryPart() {
        assertThat(new String[] {
                    LogicalIds.of("H001", "Patient", "s", "1"),
                    LogicalIds.of("H002", "Patient", "s", "1"),
                    LogicalIds.of("H001", "Person", "s", "1"),
                    LogicalIds.of("H001", "Patient", "t", "1"),
                    LogicalIds.of("H001", "Patient", "s", "2")
                })
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("h00[12]-[a-z2-7]{20}"));
    }
}
