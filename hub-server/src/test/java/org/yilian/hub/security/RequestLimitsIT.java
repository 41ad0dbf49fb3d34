package org.yilian.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yilian.doors.SecuritySlice;

/** Limits so low that a test reaches them. */
@SpringBootTest(
        classes = SecuritySlice.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "hub.data=${java.io.tmpdir}/yilian-limits-${random.uuid}",
            "hub.region=none",
            "hub.demo=true",
            "hub.limits.client-requests-per-minute=20",
            "hub.limits.user-requests-per-minute=10",
            "hub.limits.largest-body=1KB",
            "spring.datasource.url=jdbc:h2:mem:limits;DB_CLOSE_DELAY=-1",
            "spring.main.banner-mode=off"
        })
class RequestLimitsIT {
    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MeterRegistry metrics;

    @Test
    void whoAsksTooOftenWaits() {
        Http hospital = Http.client(port, "h001", "system/*.rs dicomweb.read");
        HttpResponse<String> refused = firstRefusal(hospital, "/dicomweb/studies", 20);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 60);
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        HttpResponse<String> atFhir = hospital.get("/fhir/Patient?family=secret");
        assertThat(atFhir.statusCode()).isEqualTo(429);
        assertThat(Http.json(atFhir).at("/issue/0/code").asText()).isEqualTo("throttled");
        assertThat(atFhir.body()).contains("HUB-0786").doesNotContain("secret");
        for (int i = 0; i < 20; i++) {
            hospital.get("/dicomweb/studies");
        }
        assertThat(metrics.counter("hub.security.throttled", "door", "DICOMWEB", "kind", "client")
                        .count())
                .isGreaterThan(5);
        Awaitility.await().untilAsserted(() -> assertThat(throttled("h001")).isEqualTo(1));
        assertThat(Http.client(port, "h002", "system/*.rs").get("/fhir/Patient").statusCode())
                .as("another hospital is not held up")
                .isNotEqualTo(429);
    }

    @Test
    void aPersonHasALimitOfOnesOwn() {
        Http doctor = Http.user(port, "doctor");
        assertThat(firstRefusal(doctor, "/api/overview", 10).statusCode()).isEqualTo(429);
        assertThat(Http.user(port, "planner").get("/api/overview").statusCode()).isEqualTo(200);
    }

    @Test
    void aLargeBodyIsRefusedInTheWordsOfTheDoor() {
        Http hospital = Http.client(port, "h003", "system/Observation.rs");
        HttpResponse<String> atFhir =
                hospital.send("POST", "/fhir/Observation", "application/fhir+json", "x".repeat(2_000));
        assertThat(atFhir.statusCode()).isEqualTo(413);
        assertThat(Http.json(atFhir).at("/issue/0/code").asText()).isEqualTo("too-long");
        assertThat(new Http(port)
                        .send("POST", "/fhir/Observation", "application/fhir+json", "x".repeat(2_000))
                        .statusCode())
                .as("who may not ask is not measured")
                .isEqualTo(401);
    }

    private HttpResponse<String> firstRefusal(Http caller, String path, int limit) {
        HttpResponse<String> answer = null;
        for (int i = 0; i <= limit + 1; i++) {
            answer = caller.get(path);
            if (answer.statusCode() == 429) {
                assertThat(i).as("requests that passed").isBetween(limit - 2, limit + 1);
                return answer;
            }
        }
        return answer;
    }

    private long throttled(String name) {
        return jdbc.sql("select count(*) from yh_audit where agent = ? and content like '%refused-429%'")
                .param(name)
                .query(Long.class)
                .single();
    }
}
