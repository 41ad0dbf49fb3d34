package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.Translation;

/** An ORM_O01 that orders a drug (RXO) and something else: in one message, and in one group. Both are kept. */
class DrugBesideTestTest {
    private static final String OBR = "OBR|1|P1||GLU^葡萄糖^L";
    private static final String RXO = "RXO|AMX^阿莫西林^L|500||mg^^UCUM";

    private static Translation orm(String... rest) {
        String[] all = new String[rest.length + 2];
        all[0] = Messages.PID;
        all[1] = "AL1|1|DA|PCN^青霉素^L";
        System.arraycopy(rest, 0, all, 2, rest.length);
        return Messages.translate(Messages.message("ORM^O01", all));
    }

    @Test
    void twoOrdersOfOneMessage() {
        Translation translation = orm("ORC|NW|P1", OBR, "NTE|1||空腹", "ORC|NW|P2", RXO, "RXR|PO^口服", "NTE|1||饭后");
        ServiceRequest test = Messages.only(translation, ServiceRequest.class);
        MedicationRequest drug = Messages.only(translation, MedicationRequest.class);
        assertThat(test.getIdentifierFirstRep().getValue()).isEqualTo("P1");
        assertThat(test.getNote()).extracting("text").containsExactly("空腹");
        assertThat(drug.getIdentifierFirstRep().getValue()).isEqualTo("P2");
        assertThat(drug.getNote()).extracting("text").containsExactly("饭后");
        assertThat(drug.getDosageInstructionFirstRep().getRoute().getText()).isEqualTo("口服");
        assertThat(Messages.all(translation, AllergyIntolerance.class)).hasSize(1);
        assertThat(Messages.remarks(translation)).containsExactly("INFO CODE_NOT_MAPPED OBR-4");
    }

    @Test
    void twoDetailsOfOneOrder() {
        Translation translation =
                orm("ORC|NW|P1||||||||||D7^李^四", OBR, "NTE|1||空腹", RXO, "RXR|PO^口服", "NTE|1||饭后", "DG1|1||E11^糖尿病^I10");
        ServiceRequest test = Messages.only(translation, ServiceRequest.class);
        MedicationRequest drug = Messages.only(translation, MedicationRequest.class);
        assertThat(test.getIdentifierFirstRep().getValue()).isEqualTo("P1");
        assertThat(test.getNote()).extracting("text").containsExactly("空腹");
        assertThat(test.getReasonReference()).hasSize(1);
        assertThat(drug.getIdentifierFirstRep().getValue()).isEqualTo("P1");
        assertThat(drug.getNote()).extracting("text").containsExactly("饭后");
        assertThat(drug.getRequester().getDisplay())
                .isEqualTo(test.getRequester().getDisplay());
        assertThat(Messages.remarks(translation)).containsExactly("INFO CODE_NOT_MAPPED OBR-4");
    }

    @Test
    void theDrugMayStandFirstAndWithoutOrc() {
        Translation translation = orm(RXO, "ORC|NW|P1", OBR);
        assertThat(Messages.all(translation, ServiceRequest.class)).hasSize(1);
        assertThat(Messages.all(translation, MedicationRequest.class)).hasSize(1);
    }
}
