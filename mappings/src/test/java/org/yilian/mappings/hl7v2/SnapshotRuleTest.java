package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Translation;
import org.yilian.mappings.hl7v2.FacilityProfile.SnapshotRules;

/** Rule 3: empty keeps, {@code ""} deletes, present replaces. */
class SnapshotRuleTest {
    private static final String FULL =
            "PID|1||123^^^H001^MR~110101199003070011^^^CN-ID^NI||张^三||19900307|M|||长安街1号^^北京||13800000000|||M";

    private static Translation a01() {
        return Messages.adt(
                "A01",
                "EVN||20260105090000",
                FULL,
                "PV1|1|I|内科^301^1||||D1^李^四||||||||||||V1|||||||||||||||||||||||||20260105085900");
    }

    private static Translation a08(String pid, String pv1) {
        return Messages.adt("A08", "EVN||20260106090000", pid, pv1);
    }

    @Test
    void emptyKeeps() {
        Patient patient = Messages.stored(Patient.class, a01(), a08("PID|1||123^^^H001^MR||张^三", "PV1|1"));
        assertThat(patient.getBirthDateElement().getValueAsString()).isEqualTo("1990-03-07");
        assertThat(patient.getTelecom()).hasSize(1);
        assertThat(patient.getIdentifier()).hasSize(2);
    }

    @Test
    void twoQuotesDelete() {
        Translation deletion = a08("PID|1||123^^^H001^MR||张^三||\"\"||||\"\"||\"\"", "PV1|1");
        assertThat(deletion.writes())
                .filteredOn(w -> w.resource() instanceof Patient)
                .first()
                .satisfies(write -> {
                    assertThat(write.mode()).isEqualTo(ResourceWrite.Mode.MERGE);
                    assertThat(write.cleared()).containsExactlyInAnyOrder("birthDate", "address", "telecom[home]");
                });
        Patient patient = Messages.stored(Patient.class, a01(), deletion);
        assertThat(patient.hasBirthDate()).isFalse();
        assertThat(patient.hasAddress()).isFalse();
        assertThat(patient.hasTelecom()).isFalse();
        assertThat(patient.getGender().toCode()).isEqualTo("male");
    }

    @Test
    void presentReplaces() {
        Patient patient =
                Messages.stored(Patient.class, a01(), a08("PID|1||123^^^H001^MR||张^三丰||||||海淀路2号^^北京", "PV1|1"));
        assertThat(patient.getName()).hasSize(1);
        assertThat(patient.getNameFirstRep().getText()).isEqualTo("张三丰");
        assertThat(patient.getAddress()).hasSize(1);
        assertThat(patient.getAddressFirstRep().getLine().get(0).getValue()).isEqualTo("海淀路2号");
    }

    @Test
    void aListIsCompleteForItsAuthorityOnly() {
        Patient patient = Messages.stored(Patient.class, a01(), a08("PID|1||123^^^H001^MR~C9^^^CARD^HC||张^三", "PV1|1"));
        assertThat(patient.getIdentifier())
                .extracting("value")
                .containsExactlyInAnyOrder("123", "C9", "110101199003070011");
    }

    @Test
    void aSenderCanMeanNothingKnownByTwoQuotes() {
        FacilityProfile profile = Messages.PROFILE.toBuilder()
                .snapshot(new SnapshotRules(false, Set.of()))
                .build();
        Translation translation = Hl7v2Translator.translate(
                Er7Message.parse(Messages.message("ADT^A08", "EVN||20260106090000", "PID|1||123^^^H001^MR||张^三||\"\"")),
                profile);
        assertThat(translation.writes())
                .allSatisfy(write -> assertThat(write.cleared()).isEmpty());
    }

    @Test
    void aSenderCanAlwaysBeComplete() {
        FacilityProfile profile = Messages.PROFILE.toBuilder()
                .snapshot(new SnapshotRules(true, Set.of("PID")))
                .build();
        Translation translation = Hl7v2Translator.translate(
                Er7Message.parse(Messages.message("ADT^A08", "EVN||20260106090000", "PID|1||123^^^H001^MR||张^三")),
                profile);
        Patient patient = Messages.stored(Patient.class, a01(), translation);
        assertThat(patient.hasBirthDate()).isFalse();
        assertThat(patient.hasAddress()).isFalse();
        assertThat(patient.hasTelecom()).isFalse();
        assertThat(patient.getIdentifier()).as("of other authorities").hasSize(2);
    }

    @Test
    void aFieldOfAListSaysNothingOfTheOthers() {
        Translation both =
                a08("PID|1||123^^^H001^MR||张^三||||||||14000000001|14000000002", "PV1|1|I|||||||D9^王^五||||||||||V1");
        Translation home = Messages.adt(
                "A08",
                "EVN||20260107090000",
                "PID|1||123^^^H001^MR||张^三||||||||14000000003",
                "PV1|1|I|||||D2^赵^六||||||||||||V1");
        Patient patient = (Patient) Messages.stored(a01(), both, home).get("Patient/" + home.patientKey());
        assertThat(patient.getTelecom()).extracting("value").containsExactlyInAnyOrder("14000000003", "14000000002");
        Encounter encounter = Messages.stored(Encounter.class, a01(), both, home);
        assertThat(encounter.getParticipant())
                .extracting(p -> p.getTypeFirstRep().getCodingFirstRep().getCode() + " "
                        + p.getIndividual().getDisplay())
                .containsExactlyInAnyOrder("ATND 赵六", "CON 王五");
    }

    @Test
    void whatACompleteListNoLongerHoldsIsNoLongerSo() {
        FacilityProfile profile = Messages.PROFILE.toBuilder()
                .snapshot(new SnapshotRules(true, Set.of(), Set.of("AL1", "DG1", "NK1")))
                .build();
        String visit = "PV1|1|I|||||||||||||||||V1";
        Translation both = translate(
                profile,
                "ADT^A01",
                "20260105090000",
                visit,
                "NK1|1|李^梅|SPO",
                "AL1|1|DA|PEN^青霉素",
                "AL1|2|FA|NUT^花生",
                "DG1|1||I10^高血压^I10",
                "DG1|2||E11^糖尿病^I10");
        Translation one =
                translate(profile, "ADT^A08", "20260106090000", visit, "AL1|1|FA|NUT^花生", "DG1|1||E11^糖尿病^I10");
        var store = Messages.stored(both, one);
        assertThat(store.values())
                .filteredOn(AllergyIntolerance.class::isInstance)
                .extracting(r -> ((AllergyIntolerance) r).getCode().getText() + " "
                        + ((AllergyIntolerance) r)
                                .getClinicalStatus()
                                .getCodingFirstRep()
                                .getCode())
                .containsExactlyInAnyOrder("青霉素 inactive", "花生 active");
        assertThat(store.values())
                .filteredOn(Condition.class::isInstance)
                .extracting(r -> ((Condition) r).getCode().getText() + " "
                        + ((Condition) r)
                                .getClinicalStatus()
                                .getCodingFirstRep()
                                .getCode())
                .containsExactlyInAnyOrder("高血压 inactive", "糖尿病 active");
        assertThat(store.values())
                .filteredOn(RelatedPerson.class::isInstance)
                .allSatisfy(r -> assertThat(((RelatedPerson) r).getActive()).isFalse());
        assertThat(store.values())
                .filteredOn(Encounter.class::isInstance)
                .allSatisfy(r -> assertThat(((Encounter) r).getDiagnosis()).hasSize(1));
    }

    private static Translation translate(FacilityProfile profile, String trigger, String when, String... segments) {
        return Hl7v2Translator.translate(
                Er7Message.parse(Messages.message(
                        trigger, "EVN||" + when, "PID|1||123^^^H001^MR||张^三", String.join("\r", segments))),
                profile);
    }

    @Test
    void anUpdateLeavesTheStatusAlone() {
        Translation update = a08("PID|1||123^^^H001^MR||张^三", "PV1|1|I|外科^401^2||||||||||||||||V1");
        Encounter encounter = Messages.stored(Encounter.class, a01(), update);
        assertThat(encounter.getStatus()).isEqualTo(Encounter.EncounterStatus.INPROGRESS);
        assertThat(encounter.getLocationFirstRep().getLocation().getDisplay()).isEqualTo("外科 401 2");
        assertThat(encounter.getPeriod().hasStart()).isTrue();
        assertThat(encounter.getParticipant()).hasSize(1);
    }

    @Test
    void anUpdateBeforeTheAdmissionMakesAVisitOfUnknownStatus() {
        Translation update = a08("PID|1||123^^^H001^MR||张^三", "PV1|1|I|外科||||||||||||||||V1");
        assertThat(Messages.stored(Encounter.class, update).getStatus()).isEqualTo(Encounter.EncounterStatus.UNKNOWN);
        assertThat(Messages.stored(Encounter.class, update).getClass_().getCode())
                .isEqualTo("IMP");
    }

    @Test
    void anOlderMessageDoesNotOverwrite() {
        Translation update = a08("PID|1||123^^^H001^MR||张^三丰", "PV1|1");
        assertThat(Messages.stored(Patient.class, update, a01())
                        .getNameFirstRep()
                        .getText())
                .isEqualTo("张三丰");
    }
}
