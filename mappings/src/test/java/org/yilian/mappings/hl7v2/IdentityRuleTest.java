package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yilian.mappings.LogicalIds;
import org.yilian.mappings.Remark;
import org.yilian.mappings.Translation;

/** Rule 13. */
class IdentityRuleTest {
    private static final String MRN = "https://fhir.yilian-hub.org/id/h001/mrn";
    private static final String CITIZEN = "urn:oid:2.16.156.10011.1.3";

    private static Translation pid(String fields) {
        return Messages.adt("A28", "EVN||20260105090000", "PID|1|" + fields);
    }

    private static Patient patient(String fields) {
        return Messages.only(pid(fields), Patient.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1^^^H001^MR, https://fhir.yilian-hub.org/id/h001/mrn",
        "1, https://fhir.yilian-hub.org/id/h001/mrn",
        "1^^^CN-ID, urn:oid:2.16.156.10011.1.3",
        "1^^^公安部&2.16.156.10011.1.3&ISO, urn:oid:2.16.156.10011.1.3",
        "1^^^H001^NNCHN, urn:oid:2.16.156.10011.1.3",
        "1^^^^NNCHN, urn:oid:2.16.156.10011.1.3",
        "1^^^其他&1.2.3.4&ISO, urn:oid:1.2.3.4",
        "1^^^HIS2^MR, https://fhir.yilian-hub.org/id/h001/authority-his2",
    })
    void findsTheSystemOfANumber(String cx, String system) {
        assertThat(patient("|" + cx + "||张^三").getIdentifierFirstRep().getSystem())
                .isEqualTo(system);
    }

    @Test
    void remarksAnAuthorityNobodyKnows() {
        assertThat(Messages.remarks(pid("|1^^^HIS2^MR||张^三"))).contains("WARNING AUTHORITY_UNKNOWN PID-3[1].4");
    }

    @Test
    void knowsThePatientByTheHospitalsOwnNumberWhereverItStands() {
        Translation translation = pid("|110101199003070011^^^CN-ID^NI~42^^^H001^MR||张^三");
        assertThat(translation.patientKey()).isEqualTo(LogicalIds.patient("H001", MRN, "42"));
        assertThat(pid("|42||张^三").patientKey()).isEqualTo(translation.patientKey());
    }

    @Test
    void keepsTypeAndValidity() {
        Identifier identifier = patient("|42^^^H001^MR^^20200101^20301231||张^三").getIdentifierFirstRep();
        assertThat(identifier.getType().getCodingFirstRep().getCode()).isEqualTo("MR");
        assertThat(identifier.getPeriod().getEndElement().getValueAsString()).isEqualTo("2030-12-31");
    }

    @Test
    void readsTheFieldsOfOlderVersions() {
        assertThat(patient("E1|42|A1|张^三||||||||||||||110101199003070011").getIdentifier())
                .extracting("system", "value")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(MRN, "42"),
                        org.assertj.core.groups.Tuple.tuple("https://fhir.yilian-hub.org/id/h001/external", "E1"),
                        org.assertj.core.groups.Tuple.tuple("https://fhir.yilian-hub.org/id/h001/alternate", "A1"),
                        org.assertj.core.groups.Tuple.tuple(CITIZEN, "110101199003070011"));
        assertThat(patient("42|||张^三").getIdentifierFirstRep().getSystem()).isEqualTo(MRN);
    }

    @Test
    void refusesABareNumberThatMustNotBeTrusted() {
        FacilityProfile strict =
                Messages.PROFILE.toBuilder().defaultAuthority(null).build();
        Translation translation =
                Hl7v2Translator.translate(Er7Message.parse(Messages.message("ADT^A28", "PID|1||42||张^三")), strict);
        assertThat(translation.refused()).isTrue();
        assertThat(translation.remarks()).extracting(Remark::code).contains("NO_PATIENT_NUMBER");
    }

    @Test
    void refusesAMessageWithoutPatient() {
        assertThat(Messages.translate(Messages.message("ADT^A01", "PV1|1")).refused())
                .isTrue();
        assertThat(Messages.translate(Messages.message("ORU^R01", Messages.OBR)).refused())
                .isTrue();
    }

    @Test
    void neverInventsAVisit() {
        Translation translation = Messages.adt("A01", "EVN||20260105090000", "PID|1||42|||||||||||||||ACC1", "PV1|1|I");
        assertThat(Messages.all(translation, Encounter.class)).isEmpty();
        assertThat(Messages.remarks(translation)).contains("WARNING NO_VISIT_NUMBER PV1-19");
    }

    @ParameterizedTest
    @CsvSource({"PV1_19, V19", "PV1_50, V50", "PID_18, ACC1"})
    void takesTheVisitNumberFromWhereTheProfileSays(FacilityProfile.VisitNumber where, String number) {
        FacilityProfile profile =
                Messages.PROFILE.toBuilder().visitNumber(where).build();
        Translation translation = Hl7v2Translator.translate(
                Er7Message.parse(Messages.message(
                        "ADT^A01",
                        "PID|1||42|||||||||||||||ACC1",
                        "PV1|1|I|||||||||||||||||V19" + "|".repeat(31) + "V50")),
                profile);
        Encounter encounter = Messages.only(translation, Encounter.class);
        assertThat(encounter.getIdentifierFirstRep().getValue()).isEqualTo(number);
        assertThat(encounter.getIdElement().getIdPart())
                .isEqualTo(LogicalIds.of("H001", "Encounter", "https://fhir.yilian-hub.org/id/h001/visit", number));
    }

    @Test
    void ordersByPatient() {
        Er7Message result = Er7Message.parse(Messages.message("ORU^R01", "PID|1||42||张^三", Messages.OBR));
        Er7Message visit = Er7Message.parse(Messages.message("ADT^A08", "PID|1||1^^^CN-ID~42^^^H001||张^三"));
        Er7Message other = Er7Message.parse(Messages.message("ACK", "MSA|AA|1"));
        String key = LogicalIds.patient("H001", MRN, "42");
        assertThat(Hl7v2Translator.orderingKey(result, Messages.PROFILE)).isEqualTo(key);
        assertThat(Hl7v2Translator.orderingKey(visit, Messages.PROFILE)).isEqualTo(key);
        assertThat(Hl7v2Translator.orderingKey(other, Messages.PROFILE)).isEqualTo("H001|LIS");
    }
}
