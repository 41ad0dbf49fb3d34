package org.yilian.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.HubTest;
import org.yilian.hub.identity.matching.CitizenId;
import org.yilian.hub.platform.Urls;
import org.yilian.hub.record.RecordWritten;
import org.yilian.hub.security.Http;

/** Stewards look at what may be one person, say so with a reason, and take it back. */
@HubTest
class StewardDeskIT {
    private static final String REASON = "电话核实为同一人，旧姓名已更正";
    private static final AtomicInteger ORDER = new AtomicInteger(101);

    @LocalServerPort
    int port;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    private final String name = "测" + UUID.randomUUID().toString().substring(0, 6);

    @Test
    void joinsWhatThePhoneDoesNotProveAndPutsItBackExactly() {
        String one = tell("H001", name, "", "13805710001");
        String two = tell("H002", name, "", "13805710001");
        String third = tell("H003", name, "", "13905719999");
        Map<String, Object> before = links(one, two, third);
        assertThat(people.samePerson(third)).containsExactly(third);
        assertThat(pairs()).anyMatch(pair -> pair.contains(third));

        Http steward = steward();
        JsonNode compared = Http.json(steward.get("/api/identity/pairs/" + third + "/" + one));
        assertThat(compared.get("one").get("names").get(0).asText()).isEqualTo(name);
        assertThat(compared.get("fourEyes").asBoolean()).isFalse();

        var ruled = rule(steward, third, one, true, REASON);
        assertThat(ruled.statusCode()).isEqualTo(201);
        assertThat(people.samePerson(third)).containsExactlyInAnyOrder(one, two, third);
        assertThat(people.linkOf(third))
                .hasValueSatisfying(link -> assertThat(link.rule()).isEqualTo("STEWARD"));
        assertThat(rule(steward, one, third, false, REASON).statusCode())
                .as("a second verdict about the same two")
                .isEqualTo(409);
        tell(third, "H003", name, "", "13905719999");
        assertThat(people.samePerson(third))
                .as("the verdict outlives a message")
                .hasSize(3);
        assertThat(pairs()).noneMatch(pair -> pair.contains(third));

        long id = Http.json(ruled).get("id").asLong();
        assertThat(withdraw(steward, id, REASON).statusCode()).isEqualTo(200);
        assertThat(links(one, two, third)).as("as it was").isEqualTo(before);
        assertThat(pairs()).anyMatch(pair -> pair.contains(third));
        assertThat(withdraw(steward, id, REASON).statusCode()).isEqualTo(409);
    }

    @Test
    void partsWhatTheRulesJoinedAndKeepsItApart() {
        String citizen = citizen();
        String one = tell("H001", name, citizen, "");
        String two = tell("H002", name, citizen, "");
        String three = tell("H003", name, citizen, "");
        Map<String, Object> before = links(one, two, three);
        JsonNode ruling = Http.json(rule(steward(), two, one, false, "本人到院核实，证件被冒用"));
        assertThat(people.samePerson(two)).containsExactly(two);
        assertThat(people.samePerson(one)).containsExactlyInAnyOrder(one, three);
        tell(two, "H002", name, citizen, "13805710002");
        assertThat(people.samePerson(two)).as("a new message joins nothing").containsExactly(two);
        String fourth = tell("H004", name, citizen, "13805710002");
        assertThat(people.samePerson(fourth))
                .as("to whom of two it belongs is not clear, or it belongs to one of them")
                .doesNotContainSequence(one, two)
                .satisfies(all ->
                        assertThat(all.contains(one) && all.contains(two)).isFalse());
        tell(fourth, "H004", "别人" + name, "", "");
        withdraw(steward(), ruling.get("id").asLong(), "核实有误，确系本人");
        assertThat(links(one, two, three)).as("as it was").isEqualTo(before);
    }

    @Test
    void twoNumbersNeedFourEyes() {
        String one = tell("H001", name, citizen(), "13805710003");
        String two = tell("H002", name, citizen(), "13805710003");
        assertThat(people.samePerson(one)).containsExactly(one);
        var proposed = rule(steward(), one, two, true, REASON);
        assertThat(proposed.statusCode()).isEqualTo(202);
        long id = Http.json(proposed).get("id").asLong();
        assertThat(people.samePerson(one)).as("not yet").containsExactly(one);
        assertThat(steward().get("/api/identity/rulings?waiting=true").body()).contains("\"id\":" + id);
        assertThat(confirm(steward(), id).statusCode()).as("by who proposed it").isEqualTo(403);
        proposedByAnother(id);
        assertThat(confirm(steward(), id).statusCode()).isEqualTo(200);
        assertThat(people.samePerson(one)).containsExactlyInAnyOrder(one, two);
        assertThat(confirm(steward(), id).statusCode()).isEqualTo(409);
        assertThat(withdraw(steward(), id, REASON).statusCode()).isEqualTo(200);
        assertThat(people.samePerson(one)).containsExactly(one);
    }

    @Test
    void isForStewardsWithAReasonAndOnRecord() {
        String one = tell("H001", name, "", "13805710004");
        String two = tell("H002", name, "", "13905710005");
        for (String user : List.of("doctor", "radiologist", "auditor", "planner", "operator")) {
            assertThat(rule(Http.user(port, user), one, two, true, REASON).statusCode())
                    .as(user)
                    .isEqualTo(403);
            assertThat(Http.user(port, user).get("/api/identity/pairs").statusCode())
                    .as(user)
                    .isEqualTo(403);
        }
        assertThat(rule(steward(), one, two, true, " 是 ").statusCode()).isEqualTo(400);
        assertThat(rule(steward(), one, one, true, REASON).statusCode()).isEqualTo(400);
        assertThat(rule(steward(), one, "h001-nobody", true, REASON).statusCode())
                .isEqualTo(404);
        assertThat(confirm(steward(), 999_999).statusCode()).isEqualTo(404);
        assertThat(rule(steward(), one, two, true, REASON).statusCode()).isEqualTo(201);
        assertThat(jdbc.sql("select count(*) from yh_audit where door = 'IDENTITY' and content like"
                                + " '%identity-same%' and content like ? and content like ?")
                        .params("%Patient/" + one + "%", "%Patient/" + two + "%")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private List<String> pairs() {
        List<String> all = new ArrayList<>();
        for (int from = 0; ; from += 50) {
            JsonNode items =
                    Http.json(steward().get("/api/identity/pairs?from=" + from)).get("items");
            items.forEach(pair -> all.add(pair.get("one").get("patient").asText() + " "
                    + pair.get("other").get("patient").asText()));
            if (items.isEmpty()) {
                return all;
            }
        }
    }

    private Map<String, Object> links(String... patients) {
        Map<String, Object> links = new LinkedHashMap<>();
        for (String each : patients) {
            links.put(
                    each,
                    jdbc.sql("select person_id, rule_name, linked_at from yh_person_link where patient = ?")
                            .param(each)
                            .query()
                            .singleRow());
        }
        return links;
    }

    /** There is one steward in the sample region. */
    private void proposedByAnother(long id) {
        transaction.executeWithoutResult(
                status -> jdbc.sql("update yh_identity_ruling set proposed_by = 'another' where id = ?")
                        .param(id)
                        .update());
    }

    private Http steward() {
        return Http.user(port, "steward");
    }

    private static java.net.http.HttpResponse<String> rule(
            Http http, String patient, String other, boolean same, String reason) {
        return http.send(
                "POST",
                "/api/identity/rulings",
                "application/json",
                "{\"patient\":\"%s\",\"other\":\"%s\",\"same\":%s,\"reason\":\"%s\"}"
                        .formatted(patient, other, same, reason));
    }

    private static java.net.http.HttpResponse<String> confirm(Http http, long id) {
        return http.send("POST", "/api/identity/rulings/" + id + "/confirm", "application/json", "{}");
    }

    private static java.net.http.HttpResponse<String> withdraw(Http http, long id, String reason) {
        return http.send(
                "POST",
                "/api/identity/rulings/" + id + "/withdraw",
                "application/json",
                "{\"reason\":\"%s\"}".formatted(reason));
    }

    private String tell(String facility, String name, String citizen, String phone) {
        return tell(
                facility.toLowerCase(java.util.Locale.ROOT) + "-"
                        + UUID.randomUUID().toString().substring(0, 18),
                facility,
                name,
                citizen,
                phone);
    }

    private String tell(String id, String facility, String name, String citizen, String phone) {
        Patient patient = new Patient();
        patient.setId("Patient/" + id);
        patient.addIdentifier().setSystem("urn:test").setValue("mrn-" + id);
        if (!citizen.isEmpty()) {
            patient.addIdentifier().setSystem(Urls.CITIZEN_ID).setValue(citizen);
        }
        patient.addName().setText(name);
        patient.setGender(AdministrativeGender.MALE);
        patient.getBirthDateElement().setValueAsString("1988-11-05");
        if (!phone.isEmpty()) {
            patient.addTelecom()
                    .setSystem(ContactPoint.ContactPointSystem.PHONE)
                    .setValue(phone);
        }
        transaction.executeWithoutResult(status -> events.publishEvent(new RecordWritten(
                facility, "test", List.of(new RecordWritten.Written(patient, RecordWritten.Change.UPDATED)))));
        return id;
    }

    private static String citizen() {
        String typed = "42997119881105" + ORDER.addAndGet(2);
        for (char check : "0123456789X".toCharArray()) {
            if (CitizenId.of(typed + check).isPresent()) {
                return typed + check;
            }
        }
        throw new IllegalStateException();
    }
}
