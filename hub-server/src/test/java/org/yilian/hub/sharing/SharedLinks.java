package org.yilian.hub.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.imaging.SampleStudies;
import org.yilian.hub.security.Http;

/** What a link for a patient opens and what it does not, over real sockets; the databases are named by the classes below. */
abstract class SharedLinks {
    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    private String study;
    private Http doctor;
    private JsonNode link;

    @BeforeEach
    void aDoctorMakesALink() {
        study = SampleStudies.ct(port, "h001", "S" + UUID.randomUUID(), "Shared^Patient", "Chest");
        doctor = Http.user(port, "doctor");
        link = made(doctor);
    }

    @Test
    void opensExactlyThatStudyAndNothingElse() {
        String other = SampleStudies.ct(port, "h001", "S" + UUID.randomUUID(), "Other^Patient", "Head");
        Http patient = opened();

        assertThat(patient.get("/dicomweb/studies/" + study + "/series").statusCode())
                .isEqualTo(200);
        assertThat(patient.get("/dicomweb/studies/" + study + "/metadata").statusCode())
                .isEqualTo(200);
        for (String elsewhere : new String[] {
            "/dicomweb/studies/" + other + "/series",
            "/dicomweb/studies/" + other + "/metadata",
            "/dicomweb/studies/" + study + "/../" + other + "/metadata",
            "/dicomweb/studies/" + study + "0/metadata",
            "/dicomweb/studies",
            "/dicomweb/studies?StudyInstanceUID=" + study,
            "/dicomweb/series",
            "/api/studies/" + study + "/person",
            "/api/studies/" + study + "/key-images",
            "/api/shares?study=" + study,
            "/api/me",
            "/fhir/Patient"
        }) {
            assertThat(patient.get(elsewhere).statusCode()).as(elsewhere).isIn(400, 401, 403, 404);
        }
    }

    @Test
    void aQueryInsideTheStudyCannotLeaveIt() {
        String other = SampleStudies.ct(port, "h001", "S" + UUID.randomUUID(), "Other^Patient", "Head");
        Http patient = opened();
        String answer = patient.get("/dicomweb/studies/" + study + "/series?StudyInstanceUID=" + other)
                .body();
        assertThat(answer).doesNotContain(other);
    }

    @Test
    void withoutTheCodeNothingOpens() {
        assertThat(tries(new Http(port), token(), "x").statusCode()).isEqualTo(403);
        HttpResponse<String> unknown = tries(new Http(port), token() + "x", code());
        assertThat(unknown.statusCode()).isEqualTo(403);
        assertThat(unknown.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("YILIAN-SHARE"));
        assertThat(new Http(port)
                        .get("/dicomweb/studies/" + study + "/metadata")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aRevocationHoldsWithTheNextRequest() {
        Http patient = opened();
        assertThat(patient.get("/dicomweb/studies/" + study + "/series").statusCode())
                .isEqualTo(200);
        assertThat(doctor.send("DELETE", "/api/shares/" + link.get("id").asLong(), null, null)
                        .statusCode())
                .isEqualTo(204);
        assertThat(patient.get("/dicomweb/studies/" + study + "/series").statusCode())
                .isEqualTo(401);
        assertThat(tries(new Http(port), token(), code()).statusCode()).isEqualTo(410);
    }

    @Test
    void anExpiredLinkOpensNothing() {
        Http patient = opened();
        change("expires_at = created_at");
        assertThat(patient.get("/dicomweb/studies/" + study + "/series").statusCode())
                .isEqualTo(401);
        assertThat(tries(new Http(port), token(), code()).statusCode()).isEqualTo(410);
    }

    @Test
    void guessingMakesEvenTheRightCodeWaitAndShutsTheLinkAtLast() {
        for (int i = 0; i < 5; i++) {
            assertThat(tries(new Http(port), token(), "x").statusCode()).isEqualTo(403);
        }
        HttpResponse<String> right = tries(new Http(port), token(), code());
        assertThat(right.statusCode()).isEqualTo(429);
        assertThat(right.headers().firstValue("Retry-After")).isPresent();

        change("failures = 20");
        assertThat(tries(new Http(port), token(), code()).statusCode()).isEqualTo(410);
        assertThat(listed().get("state").asText()).isEqualTo("SHUT");
    }

    @Test
    void everyOpeningAndEveryRefusalIsInTheAuditTrail() {
        tries(new Http(port), token(), "x");
        opened().get("/dicomweb/studies/" + study + "/series");
        Http auditor = Http.user(port, "auditor");
        String trail = auditor.get("/fhir/AuditEvent?_count=100").body();
        assertThat(trail).contains("share-open", "share/" + link.get("id").asLong(), study);
    }

    @Test
    void neitherTokenNorCodeIsKept() {
        String kept = jdbc.sql("select token_hash, code_hash from yh_share where id = ?")
                .param(link.get("id").asLong())
                .query((row, n) -> row.getString(1) + row.getString(2))
                .single();
        assertThat(kept).doesNotContain(token(), code());
        assertThat(listed().has("code")).isFalse();
    }

    @Test
    void whoMayNotSeeImagesMakesNoLink() {
        assertThat(wish(Http.user(port, "planner"), study).statusCode()).isEqualTo(403);
        assertThat(wish(new Http(port), study).statusCode()).isEqualTo(401);
        assertThat(wish(doctor, "1.2.3").statusCode()).isEqualTo(404);
    }

    /** What time or many tries would do. */
    private void change(String set) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(begun -> assertThat(jdbc.sql("update yh_share set " + set + " where id = ?")
                                .param(link.get("id").asLong())
                                .update())
                        .isOne());
    }

    private JsonNode made(Http by) {
        HttpResponse<String> answer = wish(by, study);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Http.json(answer);
    }

    private static HttpResponse<String> wish(Http by, String study) {
        return by.send("POST", "/api/shares", "application/json", "{\"study\":\"" + study + "\",\"hours\":24}");
    }

    private JsonNode listed() {
        return Http.json(doctor.get("/api/shares?study=" + study)).get(0);
    }

    private Http opened() {
        Http patient = new Http(port);
        assertThat(tries(patient, token(), code()).statusCode()).isEqualTo(200);
        return patient;
    }

    private HttpResponse<String> tries(Http by, String token, String code) {
        by.get("/api/me");
        return by.send(
                "POST",
                "/api/shared/open",
                "application/json",
                "{\"token\":\"" + token + "\",\"code\":\"" + code + "\"}");
    }

    private String token() {
        return link.get("path").asText().replaceAll(".*#share=", "");
    }

    private String code() {
        return link.get("code").asText();
    }
}
