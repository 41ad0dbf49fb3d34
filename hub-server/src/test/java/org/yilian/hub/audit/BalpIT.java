package org.yilian.hub.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yilian.hub.HubTest;
import org.yilian.hub.security.AppUser;
import org.yilian.hub.security.Http;

/** What was done at the doors of the whole hub, as an auditor reads it, held to IHE BALP. */
@HubTest
class BalpIT {
    private static final String TOKEN_USE = "OAUTHaccessTokenUse.Comprehensive";

    private final FhirContext fhir = FhirContext.forR4Cached();

    @LocalServerPort
    int port;

    private Http h001;
    private String patient;

    @BeforeEach
    void onePatient() {
        h001 = Http.client(port, "h001", "system/*.cruds");
        patient = "h001-balp-" + UUID.randomUUID().toString().substring(0, 8);
        put("Patient/" + patient, "{'resourceType':'Patient','id':'" + patient + "'}");
        put(
                "Observation/" + patient,
                "{'resourceType':'Observation','id':'" + patient
                        + "','status':'final','code':{'text':'x'},'subject':{'reference':'Patient/" + patient + "'}}");
    }

    @Test
    void whatASystemDoesMeetsThePatternsWithThePatient() {
        String created = h001.send(
                        "POST",
                        "/fhir/Observation",
                        "application/fhir+json",
                        "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":"
                                + "{\"reference\":\"Patient/" + patient + "\"}}")
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceAll(".*/fhir/(Observation/[^/]+).*", "$1");
        assertThat(profiles("Observation/" + created.substring(12)))
                .containsExactly(List.of("PatientCreate", TOKEN_USE));
        h001.get("/fhir/Observation/" + patient);
        h001.get("/fhir/Observation?patient=" + patient);
        h001.get("/fhir/Patient/" + patient);
        assertThat(profiles("Patient/" + patient))
                .contains(
                        List.of("PatientUpdate", TOKEN_USE),
                        List.of("PatientRead", TOKEN_USE),
                        List.of("PatientQuery", TOKEN_USE));
        h001.send("DELETE", "/fhir/Observation/" + patient, null, null);
        assertThat(profiles("Observation/" + patient)).contains(List.of("PatientDelete", TOKEN_USE));
    }

    @Test
    void whatAPersonReadsNamesThePersonTheProgramAndTheToken() {
        Http doctor = Http.user(port, "doctor");
        doctor.get("/fhir/Observation/" + patient);
        AuditEvent atThePortal = events("Observation/" + patient).get(0);
        assertThat(BalpRules.held(atThePortal)).containsExactly("PatientRead");
        assertThat(names(atThePortal)).containsExactly("doctor", "portal", null);
        Http app = new Http(port)
                .bearer(AppUser.signedIn(port, "doctor", "sample-app", "http://127.0.0.1:9000/")
                        .token(port, "user/*.rs openid fhirUser"))
                .with("X-Purpose-Of-Use", "HOPERAT");
        app.get("/fhir/Observation/" + patient);
        AuditEvent throughTheApp = events("Observation/" + patient).get(0);
        assertThat(BalpRules.held(throughTheApp)).containsExactly("PatientRead", TOKEN_USE);
        assertThat(names(throughTheApp)).containsExactly("doctor", "sample-app", "sample-app", null);
        assertThat(throughTheApp
                        .getAgentFirstRep()
                        .getPurposeOfUseFirstRep()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("HOPERAT");
    }

    /** More than one patient is no PatientQuery, which names exactly one: the auditors' list would lack the others. */
    @Test
    void aListOfSeveralPatientsIsAQueryThatNamesThemAll() {
        String other = patient + "-2";
        put("Patient/" + other, "{'resourceType':'Patient','id':'" + other + "'}");
        h001.get("/fhir/Patient?_id=" + patient + "," + other);
        AuditEvent query = events("Patient/" + other).get(0);
        assertThat(BalpRules.held(query)).containsExactly("Query", TOKEN_USE);
        assertThat(query.getEntity())
                .extracting(each -> each.getWhat().getReference())
                .contains("Patient/" + patient, "Patient/" + other);
    }

    /** HAPI gives a search without parameters no query string; the record had no query then, and nobody saw what was asked. */
    @Test
    void aSearchWithoutParametersIsAQueryToo() {
        Http auditor = Http.user(port, "auditor");
        Http steward = Http.user(port, "steward");
        steward.get("/fhir/Patient");
        Bundle found = fhir.newJsonParser()
                .parseResource(
                        Bundle.class,
                        auditor.get("/fhir/AuditEvent?_count=1&agent-name=steward&action=E")
                                .body());
        AuditEvent query = (AuditEvent) found.getEntryFirstRep().getResource();
        assertThat(BalpRules.held(query)).singleElement().asString().endsWith("Query");
    }

    @Test
    void whatWasRefusedClaimsNoPattern() {
        Http.client(port, "h002", "system/*.cruds")
                .send("DELETE", "/fhir/Observation/" + patient, "application/fhir+json", null);
        AuditEvent refused = events("Observation/" + patient).get(0);
        assertThat(refused.getOutcome().toCode()).isEqualTo("8");
        assertThat(BalpRules.held(refused)).containsExactly(TOKEN_USE);
    }

    @Test
    void theCapabilityStatementNamesTheProfiles() {
        CapabilityStatement statement = fhir.newJsonParser()
                .parseResource(
                        CapabilityStatement.class, h001.get("/fhir/metadata").body());
        assertThat(statement.getRestFirstRep().getResource())
                .filteredOn(each -> each.getType().equals("AuditEvent"))
                .singleElement()
                .satisfies(each -> assertThat(each.getSupportedProfile()).hasSize(11));
    }

    private List<List<String>> profiles(String reference) {
        return events(reference).stream().map(BalpRules::held).toList();
    }

    /** Newest first. */
    private List<AuditEvent> events(String reference) {
        Bundle found = fhir.newJsonParser()
                .parseResource(
                        Bundle.class,
                        Http.user(port, "auditor")
                                .get("/fhir/AuditEvent?entity=" + reference)
                                .body());
        return found.getEntry().stream()
                .map(entry -> (AuditEvent) entry.getResource())
                .toList();
    }

    private static List<String> names(AuditEvent event) {
        return event.getAgent().stream()
                .map(agent -> agent.getWho().getIdentifier().getValue())
                .toList();
    }

    private void put(String path, String body) {
        int status = h001.send("PUT", "/fhir/" + path, "application/fhir+json", body.replace('\'', '"'))
                .statusCode();
        assertThat(status).isBetween(200, 201);
    }
}
