package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yilian.mappings.Translation;

/** A prescription is one resource for the ward, the pharmacy and whoever gives it. */
class PrescriptionTest {
    private static Translation rx(String trigger, String time, String... segments) {
        return Messages.translate(Messages.message(trigger, Messages.PID, String.join("\r", segments))
                .replace("20260105100500", time));
    }

    private static Translation order() {
        return rx("OMP^O09", "20260120080000", "ORC|NW|RX1", "RXO|AMX^阿莫西林|1||粒", "RXR|PO^口服");
    }

    @Test
    void whatThePharmacyEncodesIsTheSamePrescription() {
        Translation encoded = rx("RDE^O11", "20260120090000", "ORC|XO|RX1|PH1", "RXE||AMX^阿莫西林|2||粒");
        MedicationRequest stored = Messages.stored(MedicationRequest.class, order(), encoded);
        assertThat(stored.getIdentifier()).extracting("value").containsExactly("RX1", "PH1");
        assertThat(stored.getDosageInstructionFirstRep()
                        .getDoseAndRateFirstRep()
                        .getDoseQuantity()
                        .getValue())
                .isEqualByComparingTo("2");
    }

    @Test
    void aVerbAloneKeepsWhatWasPrescribed() {
        Translation stopped = rx("OMP^O09", "20260121080000", "ORC|DC|RX1");
        MedicationRequest stored = Messages.stored(MedicationRequest.class, order(), stopped);
        assertThat(stored.getStatus()).isEqualTo(MedicationRequestStatus.STOPPED);
        assertThat(stored.getMedicationCodeableConcept().getText()).isEqualTo("阿莫西林");
        assertThat(stored.hasDosageInstruction()).isTrue();
    }

    @Test
    void aVerbMayComeBeforeThePrescription() {
        Translation stopped = rx("OMP^O09", "20260119080000", "ORC|HD|RX1");
        MedicationRequest alone = Messages.stored(MedicationRequest.class, stopped);
        assertThat(alone.getStatus()).isEqualTo(MedicationRequestStatus.ONHOLD);
        MedicationRequest stored = Messages.stored(MedicationRequest.class, stopped, order());
        assertThat(stored.getMedicationCodeableConcept().getText()).isEqualTo("阿莫西林");
    }

    @ParameterizedTest
    @CsvSource({
        "NW, , active", "XO, , active", "CA, , cancelled", "OC, , cancelled", "DC, , stopped", "OD, , stopped",
        "RP, , stopped", "HD, , on-hold", "RL, , active", "SC, CM, completed", "SC, HD, on-hold", "NW, CA, cancelled",
        "SC, ER, entered-in-error", "SC, DC, stopped", "SC, IP, active"
    })
    void theStateInOrc5WinsOverTheVerb(String verb, String state, String status) {
        Translation translation = rx(
                "RDE^O11",
                "20260120090000",
                "ORC|" + verb + "|RX1|||" + (state == null ? "" : state),
                "RXE||AMX^阿莫西林|2||粒");
        assertThat(Messages.only(translation, MedicationRequest.class)
                        .getStatus()
                        .toCode())
                .isEqualTo(status);
    }

    @Test
    void aDispenseLeavesThePrescriptionAlone() {
        Translation dispensed = rx("RDS^O13", "20260121080000", "ORC|RE|RX1|PH1", "RXD|1|AMX^阿莫西林|20260121|20|粒");
        MedicationRequest stored = Messages.stored(MedicationRequest.class, order(), dispensed);
        assertThat(stored.getStatus()).isEqualTo(MedicationRequestStatus.ACTIVE);
        assertThat(Messages.only(dispensed, MedicationDispense.class)
                        .getAuthorizingPrescriptionFirstRep()
                        .getReference())
                .isEqualTo(stored.getId());
    }

    @Test
    void ordersWithoutOrcAreToldApart() {
        Translation translation = rx(
                "RDE^O11",
                "20260120090000",
                "RXO|A^甲|1||片",
                "RXE||A^甲|1||片",
                "RXR|PO^口服",
                "RXE||B^乙|2||片",
                "RXR|IV^静脉");
        assertThat(Messages.all(translation, MedicationRequest.class))
                .extracting(r -> r.getMedicationCodeableConcept().getText() + " "
                        + r.getDosageInstructionFirstRep().getRoute().getText())
                .containsExactly("甲 口服", "乙 静脉");
    }

    @ParameterizedTest
    @CsvSource({"CP, A, completed", "PA, A, stopped", "RE, A, not-done", "NA, A, not-done", "CP, D, entered-in-error"})
    void whatBecameOfAnAdministration(String completion, String action, String status) {
        Translation translation = rx(
                "RAS^O17",
                "20260122080000",
                "ORC|RE|RX1",
                "RXA|0|1|20260122080000||AMX^阿莫西林|1|粒|||||||||||||" + completion + "|" + action);
        assertThat(Messages.only(translation, MedicationAdministration.class)
                        .getStatus()
                        .toCode())
                .isEqualTo(status);
    }
}
