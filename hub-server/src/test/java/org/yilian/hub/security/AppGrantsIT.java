package org.yilian.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a person granted to an app ends when somebody ends it, and nothing else with it. */
@SliceTest
class AppGrantsIT {
    private static final String ADDRESS = "https://app.example/secret";
    private static final String SCOPE = "dicomweb.read online_access";

    @LocalServerPort
    int port;

    @Autowired
    AppGrants grants;

    @BeforeEach
    void nothingOfOtherTests() {
        grants.all().forEach(grant -> grants.revoke(grant.id()));
    }

    @Test
    void whatIsRevokedOpensNothingWithTheNextRequest() {
        JsonNode app = granted();
        String other = AppUser.signedIn(port, "doctor", "viewer", "https://app.example/viewer")
                .token(port, "user/*.rs");
        assertThat(studies(app)).isEqualTo(200);
        assertThat(renew(app).statusCode()).isEqualTo(200);
        JsonNode second = granted();
        assertThat(grants.of("doctor"))
                .extracting(AppGrants.Grant::app)
                .containsExactlyInAnyOrder("secret", "secret", "viewer");

        assertThat(grants.revoke("secret", "planner")).isZero();
        assertThat(studies(second)).isEqualTo(200);
        assertThat(grants.revoke("secret", "doctor")).isEqualTo(2);
        assertThat(studies(app)).isEqualTo(401);
        assertThat(studies(second)).isEqualTo(401);
        assertThat(renew(second).statusCode()).isEqualTo(400);
        assertThat(grants.of("doctor")).extracting(AppGrants.Grant::app).containsExactly("viewer");
        assertThat(new Http(port).bearer(other).get("/dicomweb/studies").statusCode())
                .as("of another app: known, though not allowed here")
                .isEqualTo(403);
        assertThat(studies(granted())).as("opened again").isEqualTo(200);
    }

    @Test
    void aCodeOnItsWayEndsToo() {
        AppUser doctor = doctor();
        String code = doctor.heard().get("code");
        assertThat(grants.revoke("secret", "doctor")).isEqualTo(1);
        assertThat(token(doctor.exchange(code)).statusCode()).isEqualTo(400);
    }

    @Test
    void anAppThatGivesATokenBackHasNoAccessAnyMore() {
        for (String which : new String[] {"access_token", "refresh_token"}) {
            JsonNode app = granted();
            Map<String, String> form = withSecret(new HashMap<>());
            form.put("token", app.get(which).asText());
            assertThat(new Http(port).form("/oauth2/revoke", form).statusCode()).isEqualTo(200);
            assertThat(studies(app)).isEqualTo(401);
            assertThat(renew(app).statusCode()).isEqualTo(400);
        }
        assertThat(grants.of("doctor")).isEmpty();
    }

    @Test
    void aCodeThatComesTwiceEndsWhatItGave() {
        AppUser doctor = doctor();
        Map<String, String> form = doctor.exchange(doctor.heard().get("code"));
        JsonNode app = Http.json(token(form));
        assertThat(studies(app)).isEqualTo(200);
        assertThat(token(form).statusCode()).isEqualTo(400);
        assertThat(studies(app)).isEqualTo(401);
        assertThat(renew(app).statusCode()).isEqualTo(400);
    }

    @Test
    void aGrantLastsAsLongAsItsLastToken() {
        granted();
        AppGrants.Grant grant = grants.of("doctor").get(0);
        assertThat(grant.facility()).isEqualTo("H001");
        assertThat(grant.since().plusSeconds(8 * 3600)).isBetween(grant.until().minusSeconds(60), grant.until());
        grants.forgetEnded();
        assertThat(grants.holds(grant.id())).isTrue();
        grants.keep(new AppGrants.Grant(
                grant.id(),
                grant.app(),
                grant.user(),
                grant.facility(),
                grant.since(),
                grant.since().minusSeconds(7200)));
        assertThat(grants.of("doctor")).isEmpty();
        grants.forgetEnded();
        assertThat(grants.holds(grant.id())).isFalse();
    }

    private AppUser doctor() {
        return AppUser.signedIn(port, "doctor", "secret", ADDRESS).with("scope", SCOPE);
    }

    private JsonNode granted() {
        AppUser doctor = doctor();
        HttpResponse<String> answer = token(doctor.exchange(doctor.heard().get("code")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Http.json(answer);
    }

    private HttpResponse<String> renew(JsonNode app) {
        return token(new HashMap<>(Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                app.get("refresh_token").asText())));
    }

    private HttpResponse<String> token(Map<String, String> form) {
        return new Http(port).form("/oauth2/token", withSecret(form));
    }

    private static Map<String, String> withSecret(Map<String, String> form) {
        form.put("client_id", "secret");
        form.put("client_secret", "demo-secret");
        return form;
    }

    private int studies(JsonNode app) {
        return new Http(port)
                .bearer(app.get("access_token").asText())
                .get("/dicomweb/studies")
                .statusCode();
    }
}
