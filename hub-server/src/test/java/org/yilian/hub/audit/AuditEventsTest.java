package org.yilian.hub.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.AuditEvent;
import org.junit.jupiter.api.Test;
import org.yilian.hub.audit.Access.Action;
import org.yilian.hub.audit.Access.Outcome;
import org.yilian.hub.facility.PurposeOfUse;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;

class AuditEventsTest {
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00.123456Z");
    private static final Caller APP =
            new Caller("doctor", "H001", Set.of("user/*.rs"), Set.of("DOCTOR"), "sample-app", PurposeOfUse.TREAT);
    private static final String HUB = "https://hub.example/fhir";
    /** As the text of that test was chained before records named apps. */
    private static final String HASH_OF_THE_FIRST = "df56d6664944a4cde653179560d6adfdf72e6f173557f85c57a973ffe7470202";

    private final FhirContext fhir = FhirContext.forR4Cached();

    @Test
    void everyKindOfRecordIsAValidAuditEvent() {
        FhirValidator validator = fhir.newValidator();
        validator.registerValidatorModule(new FhirInstanceValidator(new ValidationSupportChain(
                new DefaultProfileValidationSupport(fhir),
                new CommonCodeSystemsTerminologyService(fhir),
                new InMemoryTerminologyServerValidationSupport(fhir))));
        records().forEach(access -> assertThat(
                        validator.validateWithResult(event(access)).getMessages())
                .filteredOn(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .isEmpty());
    }

    @Test
    void aRecordReadsBackAsItWasWritten() {
        records().forEach(access -> {
            AuditRecord record = AuditRecord.of(access, AT);
            assertThat(AuditRecord.parse(record.text()).text()).isEqualTo(record.text());
        });
    }

    /** The chain is computed over the text: what later versions add must not show in what earlier ones wrote. */
    @Test
    void aRecordOfAnEarlierVersionIsReadAsItWasWritten() {
        String text = "{\"at\":\"2026-11-22T08:00:00.123456Z\",\"door\":\"FHIR\",\"action\":\"E\","
                + "\"interaction\":\"search-type\",\"outcome\":\"0\",\"type\":\"Observation\",\"agent\":\"doctor\","
                + "\"facility\":\"H001\",\"user\":true,\"resources\":[\"Observation/h001-b\"],"
                + "\"patients\":[\"Patient/h001-a\"],\"query\":\"Observation?code=x\"}";
        AuditRecord record = AuditRecord.parse(text);
        assertThat(record.app()).isNull();
        assertThat(record.text()).isEqualTo(text);
        assertThat(ChainLink.START.next(record.text()).hash()).isEqualTo(HASH_OF_THE_FIRST);
        assertThat(record.roles()).isEmpty();
        assertThat(AuditEvents.of(new AuditRecords.Numbered(1, record), HUB).getAgent())
                .hasSize(3);
    }

    @Test
    void whoWorksThroughAnAppIsNamedWithTheApp() {
        AuditEvent event = event(Access.read(Door.FHIR, "Patient", List.of(), List.of("Patient/h001-a"))
                .by(APP));
        assertThat(event.getAgent())
                .extracting(agent -> agent.getType().getCodingFirstRep().getCode() + " "
                        + agent.getWho().getIdentifier().getValue() + " " + agent.getRequestor())
                .containsExactly(
                        "IRCP doctor true", "110152 sample-app false", "110150 sample-app false", "110153 null false");
    }

    @Test
    void theNumberOfAccessesStandsBesideWhatTheyTouched() {
        AuditRecord record = AuditRecord.of(
                        Access.read(Door.DICOMWEB, "ImagingStudy", List.of("urn:oid:1.2.3"), List.of("Patient/h001-a"))
                                .by(APP)
                                .as(Action.READ, "frames"),
                        AT)
                .standingFor(150);
        assertThat(record.text()).contains(",\"times\":150,\"purpose\":\"TREAT\",\"roles\":[\"DOCTOR\"]}");
        assertThat(AuditRecord.parse(record.text())).isEqualTo(record);
        AuditEvent event = AuditEvents.of(new AuditRecords.Numbered(7, record), HUB);
        assertThat(event.getEntityFirstRep().getDetailFirstRep().getType()).isEqualTo("times");
        assertThat(event.getEntityFirstRep().getDetailFirstRep().getValue().primitiveValue())
                .isEqualTo("150");
        assertThat(fhir.newValidator().validateWithResult(event).isSuccessful()).isTrue();
    }

    @Test
    void framesAreAReadOfTheirStudyInBalpsWords() {
        AuditEvent event = event(Access.read(
                        Door.DICOMWEB,
                        "ImagingStudy",
                        List.of("urn:oid:1.2.3", "urn:oid:1.2.4"),
                        List.of("Patient/h001-a"))
                .by(APP)
                .as(Action.READ, "frames")
                .from(new Origin("192.0.2.1", "7f")));
        assertThat(BalpRules.held(event)).containsExactly("PatientRead", "OAUTHaccessTokenUse.Comprehensive");
        assertThat(event.getEntity())
                .extracting(entity -> entity.getType().getCode())
                .containsExactly("1", "2", "ImagingStudy");
    }

    @Test
    void anOperationIsNoPatternOfBalp() {
        AuditEvent event = event(Access.query(Door.FHIR, "Patient", "$everything", List.of(), List.of("Patient/h001-a"))
                .by(APP)
                .as(Action.EXECUTE, "operation")
                .from(new Origin("192.0.2.1", null)));
        assertThat(event.getMeta().getProfile()).isEmpty();
    }

    private static AuditEvent event(Access access) {
        return AuditEvents.of(new AuditRecords.Numbered(7, AuditRecord.of(access, AT)), HUB);
    }

    private static Stream<Access> records() {
        Caller hospital = Caller.system("h001", "H001", Set.of("system/*.rs"));
        Caller doctor = new Caller("doctor", "H001", Set.of(), Set.of("DOCTOR"));
        return Stream.of(
                Access.read(Door.FHIR, "Patient", List.of(), List.of("Patient/h001-a"))
                        .by(hospital),
                Access.query(
                                Door.FHIR,
                                "Observation",
                                "Observation?code=x",
                                List.of("Observation/h001-b"),
                                List.of("Patient/h001-a"))
                        .by(doctor)
                        .as(Action.EXECUTE, "search-type"),
                Access.read(Door.DICOMWEB, "ImagingStudy", List.of("urn:oid:1.2.3"), List.of())
                        .by(doctor)
                        .as(Action.READ, "wado-rs"),
                Access.read(Door.FHIR, "Patient", List.of(), List.of("Patient/h001-a"))
                        .by(APP),
                Access.read(Door.DIMSE, null, List.of(), List.of()).by(hospital).as(Action.READ, "c-move"),
                Access.read(Door.SIGN_IN, null, List.of(), List.of())
                        .by(Caller.NOBODY)
                        .as(Action.EXECUTE, "login")
                        .ending(Outcome.DENIED));
    }
}
