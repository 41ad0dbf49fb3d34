package org.yilian.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.HubTest;
import org.yilian.hub.identity.matching.Matcher;
import org.yilian.hub.record.RecordWritten;
import org.yilian.hub.security.Http;

/** Links that older rules made are decided about anew: told first, then changed. */
@HubTest
class RerunIT {
    private static final String REASON = "规则升级后重新核对全部关联";
    private static final String OLD = "2020.01";

    @LocalServerPort
    int port;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    People people;

    @Autowired
    RerunWork work;

    @Autowired
    JdbcClient jdbc;

    private final String name = "测" + UUID.randomUUID().toString().substring(0, 6);

    @BeforeEach
    void nobodyTried() {
        update("delete from yh_identity_change");
        update("delete from yh_identity_rerun");
    }

    @AfterEach
    void nobodyRuns() {
        update("update yh_identity_rerun set running = null");
    }

    @Test
    void aDryRunChangesNothingAndTellsWhatTheRunThenDoes() {
        String one = tell("H001", name, "13805710001");
        String two = tell("H002", name, "13805710001");
        String three = tell("H003", name, "13805710001");
        String stranger = tell("H004", "别的" + name, "13905710009");
        byOlderRules(two, newPerson());
        byOlderRules(stranger, person(one));
        Map<String, Long> before = links();

        JsonNode dry = finished(start(true));
        assertThat(links()).as("a dry run changes nothing").isEqualTo(before);
        Map<String, JsonNode> told = changes(dry);
        assertThat(told).containsKeys(two, stranger).doesNotContainKeys(one, three);
        assertThat(told.get(two).get("joined").asBoolean()).isTrue();
        assertThat(told.get(two).get("other").asText()).isIn(one, three);
        assertThat(told.get(two).get("toPerson").asLong()).isEqualTo(person(one));
        assertThat(told.get(stranger).get("joined").asBoolean()).isFalse();
        assertThat(told.get(stranger).get("other").asText()).isIn(one, three);
        assertThat(told.get(stranger).get("toPerson").isNull()).as("a new one").isTrue();
        assertThat(overview().get("older").asLong()).isEqualTo(2);
        assertThat(overview().get("matcher").asText()).isEqualTo(Matcher.VERSION);

        JsonNode run = finished(start(false));
        assertThat(people.samePerson(one)).containsExactlyInAnyOrder(one, two, three);
        assertThat(people.samePerson(stranger)).containsExactly(stranger);
        assertThat(changes(run).keySet()).isEqualTo(told.keySet());
        assertThat(run.get("looked").asLong()).isEqualTo(run.get("total").asLong());
        assertThat(overview().get("older").asLong()).isZero();
        assertThat(finished(start(true)).get("changed").asLong())
                .as("a second run finds nothing")
                .isZero();
    }

    @Test
    void aPersonThatHangsTogetherByNothingPartsAndItsGroupsStayTogether() {
        String one = tell("H001", name, "13805710001");
        String two = tell("H002", name, "13805710001");
        String three = tell("H003", name, "13805710001");
        String her = tell("H001", "她是" + name, "13805710002");
        String herToo = tell("H002", "她是" + name, "13805710002");
        long his = person(one);
        byOlderRules(her, his);
        byOlderRules(herToo, his);
        finished(start(true));
        finished(start(false));
        assertThat(people.samePerson(one)).containsExactlyInAnyOrder(one, two, three);
        assertThat(person(one)).as("the bigger group stays who it was").isEqualTo(his);
        assertThat(people.samePerson(her)).containsExactlyInAnyOrder(her, herToo);
    }

    @Test
    void whatAStewardSaidAndAHospitalMergedStays() {
        String one = tell("H001", name, "13805710001");
        String other = tell("H002", name, "13905710009");
        assertThat(people.samePerson(one)).containsExactly(one);
        assertThat(steward()
                        .send(
                                "POST",
                                "/api/identity/rulings",
                                "application/json",
                                "{\"patient\":\"%s\",\"other\":\"%s\",\"same\":true,\"reason\":\"%s\"}"
                                        .formatted(one, other, REASON))
                        .statusCode())
                .isEqualTo(201);
        String merged = tell("H001", "错名" + name, "13705710003");
        update("update yh_patient set replaced_by = ? where patient = ?", one, merged);
        byOlderRules(merged, person(one));
        finished(start(true));
        finished(start(false));
        assertThat(people.samePerson(one)).containsExactlyInAnyOrder(one, other, merged);
    }

    @Test
    void aRunFollowsADryRunByTheSameRules() {
        assertThat(start(false).statusCode()).isEqualTo(409);
        finished(start(true));
        update("update yh_identity_rerun set matcher = ?", OLD);
        assertThat(start(false).statusCode()).isEqualTo(409);
        assertThat(start(true, "升级").statusCode()).as("no reason").isEqualTo(400);
    }

    @Test
    void oneRunsAtATimeAndGoesOnWhereTheNodeThatIsGoneStopped() {
        String first = tell("h001-000" + UUID.randomUUID().toString().substring(0, 12), "H001", name, "13805710001");
        String last = tell("h009-zzz" + UUID.randomUUID().toString().substring(0, 12), "H004", name, "13805710001");
        long away = newPerson();
        byOlderRules(first, away);
        byOlderRules(last, newPerson());
        ofAnotherNode(first, false);
        assertThat(start(true).statusCode()).isEqualTo(409);
        work.takeOver();
        assertThat(state()).as("the other node is alive").isEqualTo("RUNNING");

        gone();
        work.takeOver();
        await().atMost(Duration.ofMinutes(1)).until(() -> state().equals("FINISHED"));
        assertThat(people.samePerson(last)).containsExactlyInAnyOrder(first, last);
        assertThat(jdbc.sql("select matcher from yh_person_link where patient = ?")
                        .param(first)
                        .query(String.class)
                        .single())
                .as("not looked at again")
                .isEqualTo(OLD);
    }

    @Test
    void stopsWhenAsked() {
        ofAnotherNode("", true);
        long id = overview().get("items").get(0).get("id").asLong();
        assertThat(stop(steward(), id).statusCode()).isEqualTo(202);
        gone();
        work.takeOver();
        await().atMost(Duration.ofMinutes(1)).until(() -> state().equals("STOPPED"));
        assertThat(changes(overview().get("items").get(0))).isEmpty();
        assertThat(stop(steward(), 999_999).statusCode()).isEqualTo(404);
    }

    @Test
    void isForStewardsAndOnRecord() {
        for (String user : List.of("doctor", "radiologist", "auditor", "planner", "operator")) {
            assertThat(start(Http.user(port, user), true, REASON).statusCode())
                    .as(user)
                    .isEqualTo(403);
            assertThat(Http.user(port, user).get("/api/identity/reruns").statusCode())
                    .as(user)
                    .isEqualTo(403);
        }
        long before = recorded();
        finished(start(true));
        assertThat(recorded()).isEqualTo(before + 1);
    }

    private long recorded() {
        return jdbc.sql("select count(*) from yh_audit where door = 'IDENTITY' and content like '%identity-dry-run%'")
                .query(Long.class)
                .single();
    }

    private HttpResponse<String> start(boolean dry) {
        return start(dry, REASON);
    }

    private HttpResponse<String> start(boolean dry, String reason) {
        return start(steward(), dry, reason);
    }

    private static HttpResponse<String> start(Http http, boolean dry, String reason) {
        return http.send(
                "POST",
                "/api/identity/reruns",
                "application/json",
                "{\"dryRun\":%s,\"reason\":\"%s\"}".formatted(dry, reason));
    }

    private static HttpResponse<String> stop(Http http, long id) {
        return http.send("POST", "/api/identity/reruns/" + id + "/stop", "application/json", "{}");
    }

    private JsonNode finished(HttpResponse<String> started) {
        assertThat(started.statusCode()).isEqualTo(202);
        await().atMost(Duration.ofMinutes(1)).until(() -> !state().equals("RUNNING"));
        assertThat(state()).isEqualTo("FINISHED");
        return overview().get("items").get(0);
    }

    private JsonNode overview() {
        return Http.json(steward().get("/api/identity/reruns"));
    }

    private String state() {
        return overview().get("items").get(0).get("state").asText();
    }

    private Map<String, JsonNode> changes(JsonNode run) {
        Map<String, JsonNode> all = new TreeMap<>();
        String path = "/api/identity/reruns/" + run.get("id").asLong() + "/changes?from=";
        for (int from = 0; ; from += 50) {
            JsonNode page = Http.json(steward().get(path + from));
            page.get("items").forEach(each -> all.put(each.get("patient").asText(), each));
            if (!page.get("more").asBoolean()) {
                return all;
            }
        }
    }

    private Http steward() {
        return Http.user(port, "steward");
    }

    private Map<String, Long> links() {
        Map<String, Long> links = new TreeMap<>();
        jdbc.sql("select patient, person_id from yh_person_link").query(row -> {
            links.put(row.getString(1), row.getLong(2));
        });
        return links;
    }

    private long person(String patient) {
        return people.linkOf(patient).orElseThrow().person();
    }

    private long newPerson() {
        update("insert into yh_person (created_at) values (current_timestamp)");
        return jdbc.sql("select max(id) from yh_person").query(Long.class).single();
    }

    private void byOlderRules(String patient, long person) {
        update("update yh_person_link set person_id = ?, matcher = ? where patient = ?", person, OLD, patient);
    }

    private void ofAnotherNode(String lastPatient, boolean dry) {
        update(
                "insert into yh_identity_rerun (running, dry, matcher, reason, started_by, started_at, holder, heartbeat,"
                        + " total, last_patient) values (1, ?, ?, ?, 'another', current_timestamp, 'another',"
                        + " current_timestamp, 2, ?)",
                dry,
                Matcher.VERSION,
                REASON,
                lastPatient);
    }

    private void gone() {
        update("update yh_identity_rerun set heartbeat = current_timestamp - interval '301' second where running = 1");
    }

    private void update(String sql, Object... values) {
        transaction.executeWithoutResult(status -> jdbc.sql(sql).params(values).update());
    }

    private String tell(String facility, String name, String phone) {
        return tell(
                facility.toLowerCase(Locale.ROOT) + "-"
                        + UUID.randomUUID().toString().substring(0, 18),
                facility,
                name,
                phone);
    }

    private String tell(String id, String facility, String name, String phone) {
        Patient patient = new Patient();
        patient.setId("Patient/" + id);
        patient.addIdentifier().setSystem("urn:test").setValue("mrn-" + id);
        patient.addName().setText(name);
        patient.setGender(AdministrativeGender.MALE);
        patient.getBirthDateElement().setValueAsString("1988-11-05");
        patient.addTelecom().setSystem(ContactPoint.ContactPointSystem.PHONE).setValue(phone);
        transaction.executeWithoutResult(status -> events.publishEvent(new RecordWritten(
                facility, "test", List.of(new RecordWritten.Written(patient, RecordWritten.Change.UPDATED)))));
        return id;
    }
}
