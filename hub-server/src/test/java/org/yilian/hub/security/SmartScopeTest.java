package org.yilian.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmartScopeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "system/*",
                "system/*.",
                "system/*.sr",
                "system/*.readwrite",
                "system/.rs",
                "SYSTEM/*.rs",
                "system/patient.rs",
                "system/Patient.rs?category=x",
                "system/Patient .rs",
                "dicomweb.read"
            })
    void grantsNothingThatItDoesNotUnderstand(String text) {
        assertThat(SmartScope.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "system/*.cruds,system/*.cruds",
        "system/Patient.read,system/Patient.rs",
        "user/*.write,user/*.cud",
        "system/*.*,system/*.cruds"
    })
    void readsTheWordsOfVersionOneAsLetters(String text, String letters) {
        assertThat(SmartScope.parse(text)).map(SmartScope::toString).contains(letters);
    }

    @ParameterizedTest
    @CsvSource({
        "system/*.cruds,system/*.rs,system/*.rs",
        "system/*.rs,system/*.cruds,system/*.rs",
        "system/Patient.cruds,system/*.rs,system/Patient.rs",
        "system/*.rs,system/Patient.cruds,system/Patient.rs",
        "system/AuditEvent.rs,system/*.cruds,",
        "system/Subscription.cruds,system/*.cruds,",
        "system/CodeSystem.cruds,system/*.cruds,system/CodeSystem.rs",
        "system/Patient.rs,system/Observation.rs,",
        "user/Patient.rs,system/Patient.rs,",
        "system/Patient.cu,system/Patient.rs,",
        "messages.manage,messages.manage,messages.manage",
        "messages.manage,report.read,"
    })
    void narrowsToWhatBothSay(String wish, String limit, String granted) {
        assertThat(SmartScope.narrow(List.of(wish), List.of(limit)))
                .isEqualTo(granted == null ? Set.of() : Set.of(granted));
    }

    @Test
    void aPatientScopeGrantsNothingWhileNoTokenNamesItsPatient() {
        Caller caller = new Caller("app", "H001", Set.of("patient/*.rs"), Set.of());
        assertThat(new AccessPolicy(null)
                        .decide(caller, Interaction.READ, "Patient")
                        .allowed())
                .isFalse();
    }

    @Test
    void nobodyMayDoNothing() {
        for (Door door : Door.values()) {
            assertThat(new AccessPolicy(null).decide(Caller.NOBODY, door).allowed())
                    .isFalse();
        }
        assertThat(new AccessPolicy(null)
                        .decide(Caller.NOBODY, Interaction.READ, "Patient")
                        .reason())
                .isEqualTo(AccessDecision.Reason.NOT_AUTHENTICATED);
    }
}
