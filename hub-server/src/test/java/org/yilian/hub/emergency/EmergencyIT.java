package org.yilian.hub.emergency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.security.Http;
import org.yilian.hub.security.LeakMatrix;

/** A doctor of H001 opens what is kept, for a reason and a time, and an auditor judges it. */
class EmergencyIT extends LeakMatrix {
    private static final String REASON = "昏迷送入抢救室，无家属";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void opensForWhoAskedWhatNoRuleOpensUntilTheTimeIsOver() {
        for (Kept kept : List.of(stranger(), byPolicy(), byConsent())) {
            Http doctor = doctor(kept);
            assertThat(shows(doctor, kept)).as(kept.why()).isFalse();
            JsonNode opened = Http.json(open(doctor, kept.citizen(), REASON));
            assertThat(shows(doctor, kept)).as(kept.why()).isTrue();
            assertThat(doctor.get("/fhir/Observation?patient=" + kept.patient()).body())
                    .contains(kept.marker());
            assertThat(doctor.get("/api/people/" + opened.get("person").asText() + "/timeline")
                            .body())
                    .contains(kept.patient());
            assertThat(shows(Http.user(port, "radiologist"), kept))
                    .as("a colleague")
                    .isFalse();
            assertThat(shows(system(kept), kept)).as("the doctor's hospital").isFalse();
            assertThat(shows(Http.user(port, "doctor").header("X-Purpose-Of-Use", "HRESCH"), kept))
                    .as("research")
                    .isFalse();
            transactions.executeWithoutResult(
                    status -> jdbc.sql("update yh_emergency set until_at = opened_at where id = ?")
                            .param(opened.get("id").asLong())
                            .update());
            assertThat(shows(doctor, kept)).as("afterwards").isFalse();
        }
    }

    @Test
    void isOnRecordAndWaitsUntilAnotherHasJudgedIt() {
        Kept kept = stranger();
        long id =
                Http.json(open(doctor(kept), kept.citizen(), REASON)).get("id").asLong();
        assertThat(jdbc.sql("select count(*) from yh_audit where door = 'EMERGENCY' and content like ?"
                                + " and content like '%break-glass%' and content like ?")
                        .params("%" + REASON + "%", "%Patient/" + kept.patient() + "%")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        Http auditor = Http.user(port, "auditor");
        assertThat(waiting(auditor)).contains(id);
        assertThat(review(doctor(kept), id, true, "").statusCode()).isEqualTo(403);
        assertThat(review(auditor, id, false, "").statusCode())
                .as("no without a word")
                .isEqualTo(400);
        assertThat(review(auditor, id, false, "患者当时清醒，可以询问").statusCode()).isEqualTo(204);
        assertThat(review(auditor, id, true, "").statusCode()).isEqualTo(409);
        assertThat(waiting(auditor)).doesNotContain(id);
        assertThat(auditor.get("/api/emergency?all=true").body()).contains("患者当时清醒");
        assertThat(review(auditor, 999_999, true, "").statusCode()).isEqualTo(404);
    }

    @Test
    void needsAReasonAWholeNumberAndADoctorOfAHospital() {
        Kept kept = stranger();
        assertThat(open(doctor(kept), kept.citizen(), "  急 ").statusCode()).isEqualTo(400);
        assertThat(open(doctor(kept), kept.name(), REASON).statusCode()).isEqualTo(404);
        assertThat(open(doctor(kept), kept.citizen().substring(0, 14), REASON).statusCode())
                .isEqualTo(404);
        for (String user : List.of("auditor", "planner", "steward", "operator")) {
            assertThat(open(Http.user(port, user), kept.citizen(), REASON).statusCode())
                    .as(user)
                    .isEqualTo(403);
        }
        assertThat(open(system(kept), kept.citizen(), REASON).statusCode()).isEqualTo(403);
        assertThat(shows(doctor(kept), kept)).isFalse();
    }

    private static boolean shows(Http http, Kept kept) {
        return http.get("/fhir/Observation/" + kept.id("Observation")).body().contains(kept.marker());
    }

    private static HttpResponse<String> open(Http http, String number, String reason) {
        return http.send(
                "POST",
                "/api/emergency",
                "application/json",
                "{\"number\":\"" + number + "\",\"reason\":\"" + reason + "\"}");
    }

    private static HttpResponse<String> review(Http http, long id, boolean justified, String note) {
        return http.send(
                "POST",
                "/api/emergency/" + id + "/review",
                "application/json",
                "{\"justified\":" + justified + ",\"note\":\"" + note + "\"}");
    }

    private static List<Long> waiting(Http auditor) {
        return Http.json(auditor.get("/api/emergency")).get("items").findValues("id").stream()
                .map(JsonNode::asLong)
                .toList();
    }
}
