package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.Translation;

/** Rule 7: a susceptibility knows the organism it was tested on, whichever of the two is told first. */
class ParentChildRuleTest {
    private static final String CULTURE = "OBR|1|P1|F1|CUL^培养|||20260105|||||||||||||||20260107100000||MB|F\r"
            + "OBX|1|CWE|ORG^菌种|1|ECO^大肠埃希菌||||||F\rOBX|2|CWE|ORG^菌种|2|KPN^肺炎克雷伯菌||||||F";
    private static final String SUSCEPTIBILITY =
            "OBR|1|P2|F2|AST^药敏|||20260105|||||||||||||||20260108100000||MB|F|ORG&菌种^2^肺炎克雷伯菌|||P1^F1\r"
                    + "OBX|1|SN|MEM^美罗培南||<=^0.25|mg/L||S|||F";

    private static Translation oru(String... segments) {
        return Messages.translate(Messages.message("ORU^R01", Messages.PID, String.join("\r", segments)));
    }

    @Test
    void theParentMayComeFirst() {
        assertChildOfKlebsiella(Messages.stored(oru(CULTURE), oru(SUSCEPTIBILITY)));
    }

    @Test
    void theParentMayComeLater() {
        Map<String, Resource> alone = Messages.stored(oru(SUSCEPTIBILITY));
        Observation standIn = parent(alone);
        assertThat(standIn.getStatus()).isEqualTo(ObservationStatus.UNKNOWN);
        assertThat(standIn.hasValue()).isFalse();
        assertChildOfKlebsiella(Messages.stored(oru(SUSCEPTIBILITY), oru(CULTURE)));
    }

    @Test
    void inOneMessageTheParentKnowsItsChildrenToo() {
        Map<String, Resource> stored = Messages.stored(oru(CULTURE, SUSCEPTIBILITY));
        assertChildOfKlebsiella(stored);
        assertThat(parent(stored).getHasMemberFirstRep().getReference())
                .isEqualTo(
                        child(stored).getIdElement().toUnqualifiedVersionless().getValue());
    }

    @Test
    void theChildsOrderIsBasedOnTheParentsOrder() {
        Map<String, Resource> stored = Messages.stored(oru(SUSCEPTIBILITY));
        ServiceRequest order =
                (ServiceRequest) stored.get(child(stored).getBasedOnFirstRep().getReference());
        ServiceRequest parent =
                (ServiceRequest) stored.get(order.getBasedOnFirstRep().getReference());
        assertThat(parent.getIdentifier()).extracting("value").containsExactly("P1", "F1");
        assertThat(parent.getStatus()).isEqualTo(ServiceRequest.ServiceRequestStatus.UNKNOWN);
    }

    private static void assertChildOfKlebsiella(Map<String, Resource> stored) {
        assertThat(parent(stored).getValueCodeableConcept().getText()).isEqualTo("肺炎克雷伯菌");
        assertThat(parent(stored).getStatus()).isEqualTo(ObservationStatus.FINAL);
    }

    private static Observation parent(Map<String, Resource> stored) {
        return (Observation) stored.get(child(stored).getDerivedFromFirstRep().getReference());
    }

    private static Observation child(Map<String, Resource> stored) {
        return stored.values().stream()
                .filter(Observation.class::isInstance)
                .map(Observation.class::cast)
                .filter(Observation::hasDerivedFrom)
                .findFirst()
                .orElseThrow();
    }
}
