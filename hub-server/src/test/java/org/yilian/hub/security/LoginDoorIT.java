package org.yilian.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@SliceTest
class LoginDoorIT {
    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aUserLogsInIsKnownAndLogsOut() {
        Http http = new Http(port);
        assertThat(http.get("/api/me").statusCode()).isEqualTo(401);
        HttpResponse<String> login = http.login("doctor", "demo");
        assertThat(login.statusCode()).isEqualTo(204);
        assertThat(login.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("JSESSIONID"))
                .singleElement()
                .asString()
                .contains("HttpOnly")
                .contains("SameSite=Lax");
        assertThat(http.get("/api/me").body())
                .isEqualTo(
                        "{\"name\":\"doctor\",\"display\":\"王医生\",\"roles\":[\"DOCTOR\"],\"facility\":\"H001\",\"demo\":true}");
        assertThat(http.send("POST", "/logout", null, null).statusCode()).isEqualTo(204);
        assertThat(http.get("/api/me").statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionWithoutTheCsrfTokenChangesNothing() {
        Http http = Http.user(port, "doctor");
        assertThat(http.send("POST", "/recognition/v1/check", "application/json", "{}")
                        .statusCode())
                .isEqualTo(200);
        http.forgetCsrfToken();
        assertThat(http.send("POST", "/recognition/v1/check", "application/json", "{}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theSessionChangesItsNameAtLogin() {
        Http http = Http.user(port, "doctor");
        String before = http.cookie("JSESSIONID").orElseThrow();
        assertThat(http.login("doctor", "demo").statusCode()).isEqualTo(204);
        assertThat(http.cookie("JSESSIONID").orElseThrow()).isNotEqualTo(before);
    }

    @Test
    void wrongPasswordsInARowMakeANameWaitEvenForTheRightOne() {
        Http http = new Http(port);
        http.get("/api/me");
        for (int i = 0; i < 8; i++) {
            assertThat(http.login("operator", "guess").statusCode()).isEqualTo(401);
        }
        HttpResponse<String> right = http.login("operator", "demo");
        assertThat(right.statusCode()).isEqualTo(401);
        assertThat(right.headers().firstValue("Retry-After")).isPresent();
        assertThat(http.login("doctor", "demo").statusCode()).isEqualTo(204);
    }

    @Test
    void everySignInLeavesARecord() {
        Http http = new Http(port);
        http.get("/api/me");
        long before = signIns("planner", "8");
        long good = signIns("planner", "0");
        http.login("planner", "guess");
        http.login("planner", "demo");
        org.awaitility.Awaitility.await().untilAsserted(() -> {
            assertThat(signIns("planner", "8")).isEqualTo(before + 1);
            assertThat(signIns("planner", "0")).isEqualTo(good + 1);
        });
    }

    private long signIns(String name, String outcome) {
        return jdbc.sql("select count(*) from yh_audit where door = 'SIGN_IN' and agent = ? and outcome = ?")
                .params(name, outcome)
                .query(Long.class)
                .single();
    }

    @Test
    void namesThatDoNotExistWaitJustTheSame() {
        Http http = new Http(port);
        http.get("/api/me");
        for (int i = 0; i < 6; i++) {
            assertThat(http.login("nobody", "guess").body()).doesNotContain("nobody");
        }
        assertThat(http.login("nobody", "demo").headers().firstValue("Retry-After"))
                .isPresent();
    }
}
