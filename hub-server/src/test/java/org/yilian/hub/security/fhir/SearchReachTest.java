package org.yilian.hub.security.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchReachTest {
    private final SearchReach reach = new SearchReach(FhirContext.forR4Cached());

    @Test
    void plainParametersReachNothingElse() {
        assertThat(of("Observation", "code")).isEmpty();
        assertThat(of("Observation", "code:in")).isEmpty();
        assertThat(of("Observation", "subject:identifier")).isEmpty();
    }

    @Test
    void aChainReachesItsTypes() {
        assertThat(of("Observation", "subject:Patient.name")).containsExactly("Patient");
        assertThat(of("Observation", "patient.name")).containsExactly("Patient");
        assertThat(of("Observation", "subject.birthdate")).containsExactly("Patient");
        assertThat(of("Observation", "subject:Patient.organization.name"))
                .containsExactlyInAnyOrder("Patient", "Organization");
    }

    @Test
    void aChainThroughAnIdReachesAllItsTargets() {
        assertThat(of("Observation", "subject._id")).contains("Patient", "Group", "Device", "Location");
    }

    @Test
    void hasReachesItsTypesHoweverDeep() {
        assertThat(of("Patient", "_has:Observation:patient:code")).containsExactly("Observation");
        assertThat(of("Patient", "_has:Observation:patient:_has:AuditEvent:entity:agent"))
                .containsExactlyInAnyOrder("Observation", "AuditEvent");
        assertThat(of("Patient", "_has:Observation:patient:performer:Practitioner.name"))
                .containsExactlyInAnyOrder("Observation", "Practitioner");
    }

    @Test
    void sortingByAChainReachesItsTypes() {
        assertThat(reach.of("Observation", Map.of("_sort", new String[] {"date,-patient.name"})))
                .containsExactly("Patient");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_filter",
                "_query",
                "_list",
                "_text",
                "_content:contains",
                "_has:x",
                "_has:Foo:bar:baz",
                "unheard-of.name",
                "subject:Foo.name",
                "code.name"
            })
    void whatCannotBeToldReachesEverything(String parameter) {
        assertThat(of("Observation", parameter)).contains("*");
    }

    private Set<String> of(String type, String parameter) {
        return reach.of(type, Map.of(parameter, new String[] {"x"}));
    }
}
