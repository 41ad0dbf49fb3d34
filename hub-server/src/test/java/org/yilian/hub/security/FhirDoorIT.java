package org.yilian.hub.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.HubTest;

/** Leaks and forgeries tried at the FHIR door of the whole hub. */
@HubTest
class FhirDoorIT {
    private static final String OWNER = "https://fhir.yilian-hub.org/CodeSystem/facility";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    private Http h001;
    private Http h002;
    private String patient;

    @BeforeEach
    void onePatientOfH001() {
        h001 = Http.client(port, "h001", "system/*.cruds");
        h002 = Http.client(port, "h002", "system/*.cruds");
        patient = "h001-" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        assertThat(put(h001, "Patient/" + patient, patient(patient, "")).statusCode())
                .isEqualTo(201);
    }

    @Test
    void whatAHospitalCreatesIsItsOwn() {
        assertThat(owners(Http.json(h002.get("/fhir/Patient/" + patient)))).containsExactly("H001");
    }

    @Test
    void anotherHospitalReadsButDoesNotChangeOrDelete() {
        assertThat(h002.get("/fhir/Patient/" + patient).statusCode()).isEqualTo(200);
        HttpResponse<String> update = put(h002, "Patient/" + patient, patient(patient, "stolen"));
        assertThat(update.statusCode()).isEqualTo(403);
        assertThat(Http.json(update).at("/issue/0/code").asText()).isEqualTo("forbidden");
        assertThat(h002.send("DELETE", "/fhir/Patient/" + patient, null, null).statusCode())
                .isEqualTo(403);
        assertThat(h002.send(
                                "PATCH",
                                "/fhir/Patient/" + patient,
                                "application/json-patch+json",
                                "[{\"op\":\"add\",\"path\":\"/gender\",\"value\":\"male\"}]")
                        .statusCode())
                .isEqualTo(403);
        assertThat(h002.send("DELETE", "/fhir/Patient?_id=" + patient, null, null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(h001.get("/fhir/Patient/" + patient).body()).doesNotContain("stolen");
    }

    @Test
    void theOwnerChangesItsOwn() {
        assertThat(put(h001, "Patient/" + patient, patient(patient, "mended")).statusCode())
                .isEqualTo(200);
        assertThat(h001.send("DELETE", "/fhir/Patient/" + patient, null, null).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anOwnerTagInTheRequestIsNotBelieved() {
        String id = "x" + UUID.randomUUID().toString().replace("-", "");
        String forged = "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"meta\":{\"tag\":[{\"system\":\"" + OWNER
                + "\",\"code\":\"H001\"}]}}";
        assertThat(put(h002, "Patient/" + id, forged).statusCode()).isEqualTo(201);
        assertThat(owners(Http.json(h001.get("/fhir/Patient/" + id)))).containsExactly("H002");
        assertThat(put(h002, "Patient/" + id, forged.replace("}]}}", "}]},\"gender\":\"male\"}"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(owners(Http.json(h001.get("/fhir/Patient/" + id)))).containsExactly("H002");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$meta-add", "$meta-delete", "$expunge", "$export", "$graphql", "$diff", "$reindex"})
    void operationsThatAreNotListedAreRefused(String operation) {
        String meta =
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"meta\",\"valueMeta\":{\"tag\":[{\"system\":\""
                        + OWNER + "\",\"code\":\"H002\"}]}}]}";
        int status = h002.send("POST", "/fhir/Patient/" + patient + "/" + operation, "application/fhir+json", meta)
                .statusCode();
        assertThat(status).isIn(400, 403, 404);
        assertThat(owners(Http.json(h001.get("/fhir/Patient/" + patient)))).containsExactly("H001");
    }

    @Test
    void anIdOfAnotherFacilityIsNotTaken() {
        String id = "h001-" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        assertThat(put(h002, "Patient/" + id, patient(id, "")).statusCode()).isEqualTo(403);
    }

    @Test
    void transactionsAreCheckedEntryByEntry() {
        assertThat(transaction(h002, "PUT", "Patient/" + patient, patient(patient, "stolen"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(transaction(h002, "DELETE", "Patient/" + patient, null).statusCode())
                .isEqualTo(403);
        Http reader = Http.client(port, "h002", "system/*.rs");
        assertThat(transaction(reader, "POST", "Observation", observation("y")).statusCode())
                .isEqualTo(403);
        Http observations = Http.client(port, "h002", "system/Observation.rs");
        assertThat(transaction(observations, "GET", "Patient/" + patient, null).statusCode())
                .isEqualTo(403);
        assertThat(transaction(observations, "GET", "Patient?_id=" + patient, null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(transaction(observations, "GET", "/fhir/Patient/" + patient, null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(transaction(observations, "GET", "http://localhost:" + port + "/fhir/Patient/" + patient, null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(transaction(observations, "GET", "Observation?patient.name=x", null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(transaction(observations, "GET", "Observation?_id=none", null)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTransactionOfTheOwnerIsDone() {
        String id = "h001-o" + UUID.randomUUID().toString().replace("-", "").substring(0, 19);
        assertThat(transaction(h001, "PUT", "Observation/" + id, observation(id))
                        .statusCode())
                .isEqualTo(200);
        assertThat(owners(Http.json(h002.get("/fhir/Observation/" + id)))).containsExactly("H001");
    }

    @Test
    void scopesHoldForWhatComesAlong() {
        String id = "h001-o" + UUID.randomUUID().toString().replace("-", "").substring(0, 19);
        assertThat(put(h001, "Observation/" + id, observation(id)).statusCode()).isEqualTo(201);
        Http observations = Http.client(port, "h002", "system/Observation.rs");
        assertThat(types(observations.get("/fhir/Observation?_id=" + id + "&_include=Observation:subject")))
                .containsExactly("Observation");
        assertThat(types(h002.get("/fhir/Observation?_id=" + id + "&_include=Observation:subject")))
                .containsExactlyInAnyOrder("Observation", "Patient");
        assertThat(observations.get("/fhir/Observation?subject:Patient.name=x").statusCode())
                .isEqualTo(403);
        assertThat(observations.get("/fhir/Observation?patient.name=x").statusCode())
                .isEqualTo(403);
        assertThat(observations.get("/fhir/Observation?_sort=patient.name").statusCode())
                .isEqualTo(403);
        Http patients = Http.client(port, "h002", "system/Patient.rs");
        assertThat(types(patients.get("/fhir/Patient?_id=" + patient + "&_revinclude=Observation:subject")))
                .containsExactly("Patient");
        assertThat(types(patients.get("/fhir/Patient/" + patient + "/$everything")))
                .containsExactly("Patient");
        assertThat(patients.get("/fhir/Patient?_has:Observation:patient:code=x").statusCode())
                .isEqualTo(403);
        assertThat(patients.get("/fhir?_type=Observation").statusCode()).isIn(400, 403);
        assertThat(patients.get("/fhir/_history").statusCode()).isEqualTo(403);
        assertThat(patients.get("/fhir/Observation/" + id).statusCode()).isEqualTo(403);
        assertThat(patients.get("/fhir/Observation/" + id + "/_history").statusCode())
                .isEqualTo(403);
        assertThat(patients.get("/fhir/Patient/" + patient + "/_history").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPageIsLookedAtWithTheScopesOfWhoOpensIt() {
        for (int i = 0; i < 3; i++) {
            String id = patient + i;
            assertThat(put(h001, "Observation/" + id, observation(id)).statusCode())
                    .isEqualTo(201);
        }
        JsonNode first = Http.json(h001.get("/fhir/Observation?_count=1&subject=Patient/" + patient));
        String next = link(first, "next");
        String path = next.substring(next.indexOf("/fhir"));
        assertThat(types(h001.get(path))).containsExactly("Observation");
        assertThat(types(Http.client(port, "h001", "system/Patient.rs").get(path)))
                .isEmpty();
        assertThat(h002.get(path).statusCode()).isEqualTo(410);
        assertThat(new Http(port).get(path).statusCode()).isEqualTo(401);
    }

    @Test
    void wildcardsDoNotReachTheHubsOwnWorkings() {
        assertThat(h001.get("/fhir/AuditEvent").statusCode()).isEqualTo(403);
        assertThat(h001.get("/fhir/Subscription").statusCode()).isEqualTo(403);
        assertThat(put(h001, "Subscription/s1", "{\"resourceType\":\"Subscription\",\"id\":\"s1\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(put(h001, "SearchParameter/s1", "{\"resourceType\":\"SearchParameter\",\"id\":\"s1\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(transaction(h001, "GET", "AuditEvent?_count=1", null).statusCode())
                .isEqualTo(403);
    }

    @Test
    void usersReadByRoleAndWriteNothing() {
        assertThat(Http.user(port, "doctor").get("/fhir/Patient/" + patient).statusCode())
                .isEqualTo(200);
        assertThat(put(Http.user(port, "doctor"), "Patient/" + patient, patient(patient, "x"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(Http.user(port, "planner").get("/fhir/Patient/" + patient).statusCode())
                .isEqualTo(403);
        assertThat(Http.user(port, "operator").get("/fhir/Patient/" + patient).statusCode())
                .isEqualTo(403);
        Http steward = Http.user(port, "steward");
        assertThat(steward.get("/fhir/Patient/" + patient).statusCode()).isEqualTo(200);
        assertThat(steward.get("/fhir/Observation").statusCode()).isEqualTo(403);
    }

    @Test
    void everyRequestLeavesARecordThatAuditorsFind() {
        h002.get("/fhir/Patient/" + patient);
        h002.get("/fhir/Patient?_id=" + patient);
        put(h002, "Patient/" + patient, patient(patient, "stolen"));
        Http auditor = Http.user(port, "auditor");
        JsonNode found = Http.json(auditor.get("/fhir/AuditEvent?patient=Patient/" + patient + "&agent-name=h002"));
        assertThat(found.get("total").asInt()).isEqualTo(3);
        List<JsonNode> events = new ArrayList<>();
        found.get("entry").forEach(entry -> events.add(entry.get("resource")));
        assertThat(events)
                .extracting(
                        e -> e.get("action").asText(),
                        e -> e.at("/subtype/0/code").asText(),
                        e -> e.get("outcome").asText())
                .containsExactly(tuple("U", "update", "8"), tuple("E", "search-type", "0"), tuple("R", "read", "0"));
        String query = events.get(1).at("/entity/1/query").asText();
        assertThat(new String(java.util.Base64.getDecoder().decode(query), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("Patient?_id=" + patient);
        String id = events.get(0).get("id").asText();
        assertThat(auditor.get("/fhir/AuditEvent/" + id).statusCode()).isEqualTo(200);
        JsonNode page = Http.json(auditor.get("/fhir/AuditEvent?_count=1&patient=Patient/" + patient));
        String next = link(page, "next");
        assertThat(types(auditor.get(next.substring(next.indexOf("/fhir"))))).containsExactly("AuditEvent");
        assertThat(auditor.get("/fhir/Patient/" + patient).statusCode()).isEqualTo(403);
    }

    @Test
    void aRefusalBeforeAnyFeatureLeavesARecordToo() {
        new Http(port).get("/fhir/Patient/" + patient);
        org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(
                        jdbc.sql("select count(*) from yh_audit where agent = '' and door = 'FHIR' and outcome = '8'")
                                .query(Long.class)
                                .single())
                .isPositive());
    }

    @Test
    void theTrailIsWholeUntilSomebodyTouchesIt() {
        h001.get("/fhir/Patient/" + patient);
        Http auditor = Http.user(port, "auditor");
        assertThat(Http.json(auditor.get("/api/audit/verification"))
                        .get("broken")
                        .isNull())
                .isTrue();
        long number = jdbc.sql("select max(number) from yh_audit where agent = 'h001'")
                .query(Long.class)
                .single();
        String content = jdbc.sql("select content from yh_audit where number = ?")
                .param(number)
                .query(String.class)
                .single();
        change(number, content.replace("\"outcome\":\"0\"", "\"outcome\":\"4\""));
        assertThat(Http.json(auditor.get("/api/audit/verification"))
                        .get("broken")
                        .asLong())
                .isEqualTo(number);
        change(number, content);
        rename(number, "h003");
        assertThat(Http.json(auditor.get("/api/audit/verification"))
                        .get("broken")
                        .asLong())
                .isEqualTo(number);
        rename(number, "h001");
        assertThat(Http.json(auditor.get("/api/audit/verification"))
                        .get("broken")
                        .isNull())
                .isTrue();
    }

    private void change(long number, String content) {
        transactions.executeWithoutResult(transaction -> jdbc.sql("update yh_audit set content = ? where number = ?")
                .param(content)
                .param(number)
                .update());
    }

    private void rename(long number, String agent) {
        transactions.executeWithoutResult(transaction -> jdbc.sql("update yh_audit set agent = ? where number = ?")
                .param(agent)
                .param(number)
                .update());
    }

    private static String patient(String id, String family) {
        return "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"name\":[{\"family\":\"z" + family + "\"}]}";
    }

    private String observation(String id) {
        return "{\"resourceType\":\"Observation\",\"id\":\"" + id
                + "\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"Patient/" + patient
                + "\"}}";
    }

    private static HttpResponse<String> put(Http caller, String path, String resource) {
        return caller.send("PUT", "/fhir/" + path, "application/fhir+json", resource);
    }

    private static HttpResponse<String> transaction(Http caller, String method, String url, String resource) {
        String body = resource == null ? "" : "\"resource\":" + resource + ",";
        return caller.send(
                "POST",
                "/fhir",
                "application/fhir+json",
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{" + body
                        + "\"request\":{\"method\":\"" + method + "\",\"url\":\"" + url + "\"}}]}");
    }

    private static List<String> owners(JsonNode resource) {
        List<String> owners = new ArrayList<>();
        resource.at("/meta/tag").forEach(tag -> {
            if (tag.get("system").asText().equals(OWNER)) {
                owners.add(tag.get("code").asText());
            }
        });
        return owners;
    }

    private static List<String> types(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        List<String> types = new ArrayList<>();
        JsonNode entries = Http.json(answer).get("entry");
        if (entries != null) {
            entries.forEach(
                    entry -> types.add(entry.at("/resource/resourceType").asText()));
        }
        return types;
    }

    private static String link(JsonNode bundle, String relation) {
        for (JsonNode link : bundle.get("link")) {
            if (link.get("relation").asText().equals(relation)) {
                return link.get("url").asText();
            }
        }
        throw new AssertionError("no link " + relation);
    }
}
