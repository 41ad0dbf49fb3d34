package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yilian.mappings.LogicalIds;
import org.yilian.mappings.Remark;
import org.yilian.mappings.Translation;

/** What each trigger event makes of the visit and of the patient. */
class AdtTest {
    private static final String PID = "PID|1||42^^^H001^MR||张^三||19900307|M";
    private static final String PV1 = "PV1|1|I|内科^301^1||||D1^李^四||||||||||||V1";

    private static Translation event(String event, String when, String pv1) {
        return Messages.adt(event, "EVN||" + when, PID, pv1);
    }

    @ParameterizedTest
    @CsvSource({
        "A01, in-progress",
        "A03, finished",
        "A04, in-progress",
        "A05, planned",
        "A11, cancelled",
        "A13, in-progress",
        "A02, unknown",
        "A08, unknown"
    })
    void givesTheVisitItsStatus(String event, String status) {
        assertThat(Messages.stored(Encounter.class, event(event, "20260105090000", PV1))
                        .getStatus()
                        .toCode())
                .isEqualTo(status);
    }

    @Test
    void dischargeKeepsWhatAdmissionSaidAndCancelledDischargeTakesItBack() {
        String open = PV1 + "|".repeat(25) + "20260105085900";
        String closed = PV1 + "|".repeat(17) + "1^回家" + "|".repeat(9) + "20260108100000";
        Translation admission = event("A01", "20260105090000", open);
        Translation discharge = event("A03", "20260108100500", closed);
        Encounter finished = Messages.stored(Encounter.class, admission, discharge);
        assertThat(finished.getStatus()).isEqualTo(Encounter.EncounterStatus.FINISHED);
        assertThat(finished.getPeriod().getStartElement().getValueAsString()).isEqualTo("2026-01-05T08:59:00+08:00");
        assertThat(finished.getPeriod().getEndElement().getValueAsString()).isEqualTo("2026-01-08T10:00:00+08:00");
        assertThat(finished.getHospitalization().getDischargeDisposition().getText())
                .isEqualTo("回家");
        Encounter again = Messages.stored(Encounter.class, admission, discharge, event("A13", "20260108110000", PV1));
        assertThat(again.getStatus()).isEqualTo(Encounter.EncounterStatus.INPROGRESS);
        assertThat(again.getPeriod().hasEnd()).isFalse();
        assertThat(again.getPeriod().hasStart()).isTrue();
        assertThat(again.getHospitalization().hasDischargeDisposition()).isFalse();
    }

    @Test
    void takesTheEndFromTheEventWhenPv1IsSilent() {
        Translation discharge = Messages.adt("A03", "EVN||20260108100500||||20260108100000", PID, PV1);
        assertThat(Messages.stored(Encounter.class, discharge)
                        .getPeriod()
                        .getEndElement()
                        .getValueAsString())
                .isEqualTo("2026-01-08T10:00:00+08:00");
    }

    @ParameterizedTest
    @CsvSource({"I, IMP", "O, AMB", "E, EMER", "P, PRENC", "住院, IMP"})
    void mapsThePatientClass(String sent, String code) {
        Encounter encounter =
                Messages.stored(Encounter.class, event("A01", "20260105090000", PV1.replace("|I|", "|" + sent + "|")));
        assertThat(encounter.getClass_().getCode()).isEqualTo(code);
    }

    @Test
    void hasNoVisitWherePv1SaysThereIsNone() {
        assertThat(Messages.all(event("A31", "20260105090000", "PV1|1|N"), Encounter.class))
                .isEmpty();
    }

    @Test
    void readsKinAllergiesAndDiagnoses() {
        Translation translation = Messages.adt(
                "A01",
                "EVN||20260105090000",
                PID,
                "NK1|1|李^梅|SPO^配偶|长安街1号|13900000000",
                PV1,
                "AL1|1|DA|PEN^青霉素|SV|皮疹~呼吸困难|20200101",
                "DG1|1||I10.x00^高血压^I10||20260105|A",
                "DG1|2||E11.900^2型糖尿病^I10|||W");
        RelatedPerson kin = Messages.only(translation, RelatedPerson.class);
        assertThat(kin.getNameFirstRep().getText()).isEqualTo("李梅");
        assertThat(kin.getRelationshipFirstRep().getCoding()).extracting("code").containsExactly("SPO", "SPS");
        AllergyIntolerance allergy = Messages.only(translation, AllergyIntolerance.class);
        assertThat(allergy.getCriticality().toCode()).isEqualTo("high");
        assertThat(allergy.getCategory().get(0).getValue().toCode()).isEqualTo("medication");
        assertThat(allergy.getReaction()).hasSize(2);
        assertThat(Messages.all(translation, Condition.class)).hasSize(2);
        Encounter encounter = Messages.only(translation, Encounter.class);
        assertThat(encounter.getDiagnosis()).hasSize(2);
        assertThat(encounter.getDiagnosisFirstRep().getUse().getCodingFirstRep().getCode())
                .isEqualTo("AD");
        assertThat(Messages.all(translation, Condition.class)
                        .get(1)
                        .getVerificationStatus()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("provisional");
    }

    @Test
    void theSameKinInAnotherOrderIsTheSamePerson() {
        Translation one = Messages.adt("A01", PID, "NK1|1|李^梅|SPO", "NK1|2|张^大|FTH");
        Translation other = Messages.adt("A08", PID, "NK1|1|张^大|FTH", "NK1|2|李^梅|SPO");
        assertThat(Messages.stored(one, other).values())
                .filteredOn(RelatedPerson.class::isInstance)
                .hasSize(2);
    }

    @Test
    void aMergeLinksBothAndMovesTheNumbers() {
        String old = LogicalIds.patient("H001", "https://fhir.yilian-hub.org/id/h001/mrn", "41");
        Translation merge = Messages.adt("A40", "EVN||20260106090000", PID, "MRG|41^^^H001^MR||||||张^三");
        Map<String, Resource> store = Messages.stored(event("A28", "20260105090000", ""), merge, merge);
        Patient survivor = (Patient) store.get("Patient/" + merge.patientKey());
        Patient replaced = (Patient) store.get("Patient/" + old);
        assertThat(survivor.getLink()).hasSize(1);
        assertThat(survivor.getLinkFirstRep().getType()).isEqualTo(Patient.LinkType.REPLACES);
        assertThat(survivor.getLinkFirstRep().getOther().getReference()).isEqualTo("Patient/" + old);
        assertThat(survivor.hasActive()).isFalse();
        assertThat(survivor.getIdentifier()).anySatisfy(i -> {
            assertThat(i.getValue()).isEqualTo("41");
            assertThat(i.getUse().toCode()).isEqualTo("old");
        });
        assertThat(replaced.getActive()).isFalse();
        assertThat(replaced.getLinkFirstRep().getType()).isEqualTo(Patient.LinkType.REPLACEDBY);
        assertThat(replaced.getLinkFirstRep().getOther().getReference()).isEqualTo("Patient/" + merge.patientKey());
    }

    @Test
    void mergesChainAndTurnRound() {
        Translation first = Messages.adt("A40", "EVN||20260106090000", "PID|1||B||张^三", "MRG|A");
        Translation second = Messages.adt("A40", "EVN||20260107090000", "PID|1||C||张^三", "MRG|B");
        Map<String, Resource> store = Messages.stored(first, second);
        Patient b = (Patient) store.get("Patient/" + first.patientKey());
        assertThat(b.getActive()).isFalse();
        assertThat(b.getLink())
                .extracting(l -> l.getType().toCode())
                .containsExactlyInAnyOrder("replaces", "replaced-by");

        Translation inverse = Messages.adt("A40", "EVN||20260108090000", "PID|1||A||张^三", "MRG|B");
        Map<String, Resource> turned = Messages.stored(first, inverse);
        Patient a = (Patient) turned.get("Patient/" + inverse.patientKey());
        assertThat(a.hasActive()).isFalse();
        assertThat(a.getLink()).extracting(l -> l.getType().toCode()).containsExactly("replaces");
        assertThat(((Patient) turned.get("Patient/" + first.patientKey())).getActive())
                .isFalse();
    }

    @Test
    void anUpdateAfterAMergeKeepsTheLinksAndTheOldNumber() {
        Translation merge = Messages.adt("A40", "EVN||20260106090000", PID, "MRG|41^^^H001^MR");
        Translation update = Messages.adt("A08", "EVN||20260107090000", PID);
        Patient survivor = (Patient) Messages.stored(merge, update).get("Patient/" + merge.patientKey());
        assertThat(survivor.getLink()).hasSize(1);
        assertThat(survivor.getIdentifier()).extracting("value").containsExactlyInAnyOrder("42", "41");
    }

    @Test
    void refusesAMergeThatSaysNothing() {
        assertThat(Messages.adt("A40", PID).remarks()).extracting(Remark::code).contains("NO_PRIOR_NUMBER");
        assertThat(Messages.adt("A40", PID, "MRG|42^^^H001^MR").remarks())
                .extracting(Remark::code)
                .contains("MERGED_WITH_ITSELF");
        assertThat(Messages.adt("A40", PID, "MRG|").refused()).isTrue();
    }

    @Test
    void timesAFactByEvn2UnlessItIsLessThanAMinute() {
        assertThat(event("A01", "202601050900", PV1).writes())
                .filteredOn(w -> w.resource() instanceof Encounter)
                .allSatisfy(w -> assertThat(w.asOf()).isEqualTo("2026-01-05T01:00:00Z"));
        assertThat(event("A01", "20260105", PV1).writes())
                .filteredOn(w -> w.resource() instanceof Encounter)
                .allSatisfy(w -> assertThat(w.asOf()).isEqualTo("2026-01-05T02:05:00Z"));
    }
}
