package org.yilian.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Apps that people use with their own accounts: SMART App Launch, and what is tried against it. */
@SliceTest
class SmartAppIT {
    private static final String PUBLIC = "https://app.example/viewer";
    private static final String SECRET = "https://app.example/secret";

    @LocalServerPort
    int port;

    @Autowired
    Launches launches;

    private AppUser doctor() {
        return AppUser.signedIn(port, "doctor", "viewer", PUBLIC).with("scope", "user/*.rs openid fhirUser");
    }

    @Test
    void anAppGetsATokenOfItsUser() throws Exception {
        AppUser doctor = doctor();
        Map<String, String> heard = doctor.heard();
        assertThat(heard).containsEntry("state", "of the app").containsKey("code");
        HttpResponse<String> answer = new Http(port).form("/oauth2/token", doctor.exchange(heard.get("code")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode granted = Http.json(answer);
        assertThat(granted.get("scope").asText().split(" "))
                .containsExactlyInAnyOrder("user/*.rs", "openid", "fhirUser");
        assertThat(granted.has("refresh_token")).isFalse();
        JWTClaimsSet access = claims(granted, "access_token");
        assertThat(access.getSubject()).isEqualTo("doctor");
        assertThat(access.getStringClaim("app")).isEqualTo("viewer");
        assertThat(access.getStringClaim("facility")).isEqualTo("H001");
        assertThat(access.getStringListClaim("roles")).containsExactly("DOCTOR");
        JWTClaimsSet identity = claims(granted, "id_token");
        assertThat(identity.getAudience()).containsExactly("viewer");
        assertThat(identity.getStringClaim("fhirUser"))
                .matches("http://localhost:" + port + "/fhir/Practitioner/h001-[a-z2-7]{20}");
    }

    @Test
    void whoIsNotSignedInIsLedToThePortalAndBack() {
        String to = AppUser.unknown(port, "viewer", PUBLIC)
                .with("scope", "user/*.rs")
                .authorize()
                .headers()
                .firstValue("Location")
                .orElse("");
        assertThat(to).startsWith("http://localhost:" + port + "/?next=%2Foauth2%2Fauthorize%3F");
        assertThat(AppUser.unknown(port, "viewer", PUBLIC)
                        .with("scope", "user/*.rs openid")
                        .with("prompt", "none")
                        .heard())
                .containsEntry("error", "login_required");
    }

    @Test
    void theTokenOpensWhatUserAndScopeOpenTogether() {
        String all = doctor().token(port, "user/*.rs");
        assertThat(get(all, "/dicomweb/studies"))
                .as("the role would, the scope does not")
                .isEqualTo(403);
        assertThat(get(all, "/api/people/7/timeline")).isEqualTo(403);
        assertThat(get(all, "/api/overview")).isEqualTo(403);
        assertThat(get(all, "/api/messages")).isEqualTo(403);
        String images = confidential("dicomweb.read user/Observation.rs", "doctor")
                .get("access_token")
                .asText();
        assertThat(get(images, "/dicomweb/studies")).isEqualTo(200);
        String planner =
                confidential("dicomweb.read", "planner").get("access_token").asText();
        assertThat(get(planner, "/dicomweb/studies"))
                .as("the scope would, the role does not")
                .isEqualTo(403);
    }

    @Test
    void scopesAreNarrowedToTheApps() {
        assertThat(scopes(confidential("user/*.cruds system/*.rs messages.manage launch", "doctor")))
                .containsExactlyInAnyOrder("user/Observation.rs", "user/Patient.rs", "launch");
        assertThat(doctor().with("scope", "system/*.rs messages.manage").heard())
                .containsEntry("error", "invalid_scope");
    }

    /** Everything that is wrong before the address is known to be the app's is told to the browser only. */
    @ParameterizedTest
    @CsvSource({
        "redirect_uri, https://app.example/viewer/../evil",
        "redirect_uri, https://evil.example/",
        "redirect_uri, http://app.example/viewer",
        "redirect_uri, https://app.example/viewer?x=1",
        "redirect_uri,",
        "client_id, secret",
        "client_id, h001",
        "client_id, nobody",
        "client_id,",
    })
    void nothingIsSentToAnAddressThatIsNotTheApps(String parameter, String value) {
        HttpResponse<String> answer = doctor().with(parameter, value).authorize();
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.body()).doesNotContain("evil");
    }

    @ParameterizedTest
    @CsvSource({
        "code_challenge,, invalid_request",
        "code_challenge_method, plain, invalid_request",
        "code_challenge_method,, invalid_request",
        "aud, https://evil.example/fhir, invalid_request",
        "aud,, invalid_request",
        "launch, made-up, invalid_request",
        "scope,, invalid_request",
        "response_type, token, unsupported_response_type",
    })
    void whatIsWrongIsToldToTheApp(String parameter, String value, String error) {
        Map<String, String> heard = doctor().with(parameter, value).heard();
        assertThat(heard).doesNotContainKey("code");
        if (!heard.isEmpty()) {
            assertThat(heard).containsEntry("error", error);
        }
    }

    @Test
    void aCodeIsGoodOnceAndForWhoAskedOnly() {
        AppUser doctor = doctor();
        Map<String, String> wrong = new HashMap<>(doctor.exchange(doctor.heard().get("code")));
        wrong.put("code_verifier", "x".repeat(43));
        assertThat(status(wrong)).isEqualTo(400);
        Map<String, String> elsewhere =
                new HashMap<>(doctor.exchange(doctor.heard().get("code")));
        elsewhere.put("redirect_uri", SECRET);
        assertThat(status(elsewhere)).isEqualTo(400);
        Map<String, String> another =
                new HashMap<>(doctor.exchange(doctor.heard().get("code")));
        another.put("client_id", "secret");
        another.put("client_secret", "demo-secret");
        assertThat(status(another)).isEqualTo(400);
        Map<String, String> without =
                new HashMap<>(doctor.exchange(doctor.heard().get("code")));
        without.remove("code_verifier");
        assertThat(status(without)).isIn(400, 401);
        Map<String, String> right = doctor.exchange(doctor.heard().get("code"));
        assertThat(status(right)).isEqualTo(200);
        assertThat(status(right)).isEqualTo(400);
    }

    @Test
    void aRefreshTokenIsGoodOnceAndEndsWhenItIsRevoked() {
        assertThat(doctor().with("scope", "user/*.rs online_access").heard()).containsKey("code");
        JsonNode first = confidential("user/Observation.rs online_access", "doctor");
        Map<String, String> renew = Map.of(
                "grant_type", "refresh_token",
                "refresh_token", first.get("refresh_token").asText(),
                "client_id", "secret",
                "client_secret", "demo-secret");
        HttpResponse<String> second = new Http(port).form("/oauth2/token", renew);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(status(renew)).as("exchanged already").isEqualTo(400);
        Map<String, String> more = new HashMap<>(renew);
        more.put("refresh_token", Http.json(second).get("refresh_token").asText());
        more.put("scope", "user/Patient.rs");
        assertThat(status(more)).as("more than was granted").isEqualTo(400);
        more.remove("scope");
        Map<String, String> revoke = new HashMap<>(more);
        revoke.remove("grant_type");
        revoke.put("token", revoke.remove("refresh_token"));
        assertThat(new Http(port).form("/oauth2/revoke", revoke).statusCode()).isEqualTo(200);
        assertThat(status(more)).isEqualTo(400);
        assertThat(confidential("user/Observation.rs", "doctor").has("refresh_token"))
                .isFalse();
    }

    @Test
    void theAppIsToldThePatientItWasOpenedWithAndNobodyElses() {
        String handle = launches.open("doctor", "h001-abc");
        AppUser doctor = AppUser.signedIn(port, "doctor", "secret", SECRET)
                .with("scope", "launch user/Patient.rs online_access")
                .with("launch", handle);
        JsonNode granted = exchanged(doctor);
        assertThat(granted.get("patient").asText()).isEqualTo("h001-abc");
        assertThat(granted.get("need_patient_banner").asBoolean()).isTrue();
        JsonNode renewed = Http.json(new Http(port)
                .form(
                        "/oauth2/token",
                        Map.of(
                                "grant_type", "refresh_token",
                                "refresh_token", granted.get("refresh_token").asText(),
                                "client_id", "secret",
                                "client_secret", "demo-secret")));
        assertThat(renewed.get("patient").asText()).isEqualTo("h001-abc");
        assertThat(AppUser.signedIn(port, "planner", "secret", SECRET)
                        .with("scope", "launch user/Patient.rs")
                        .with("launch", handle)
                        .heard())
                .containsEntry("error", "invalid_request");
        assertThat(exchanged(AppUser.signedIn(port, "doctor", "secret", SECRET)
                                .with("scope", "user/Patient.rs")
                                .with("launch", handle))
                        .has("patient"))
                .as("without the scope launch")
                .isFalse();
    }

    @Test
    void anAppIsNoSystemAndASystemNoApp() {
        assertThat(status(Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "secret",
                        "client_secret", "demo-secret",
                        "scope", "user/Observation.rs")))
                .isEqualTo(400);
        assertThat(status(Map.of("grant_type", "password", "client_id", "secret", "client_secret", "demo-secret")))
                .isEqualTo(400);
    }

    @Test
    void aSessionIsNoTokenForTheTokenEndpoint() {
        Http doctor = Http.user(port, "doctor");
        assertThat(doctor.form("/oauth2/token", Map.of("grant_type", "client_credentials", "scope", "user/*.rs"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void pagesOfAppsMayCallAndOthersMayNot() throws Exception {
        for (String path : List.of("/fhir/Observation", "/oauth2/token")) {
            assertThat(preflight(path, "https://app.example")).contains("https://app.example");
            assertThat(preflight(path, "https://evil.example")).isEmpty();
        }
        assertThat(preflight("/api/people/7/timeline", "https://app.example")).isEmpty();
    }

    private List<String> preflight(String path, String origin) throws Exception {
        return CrossOrigin.preflight(port, path, origin);
    }

    private JsonNode confidential(String scope, String user) {
        return exchanged(AppUser.signedIn(port, user, "secret", SECRET).with("scope", scope));
    }

    private JsonNode exchanged(AppUser user) {
        Map<String, String> form = user.exchange(user.heard().get("code"));
        form.put("client_secret", "demo-secret");
        HttpResponse<String> answer = new Http(port).form("/oauth2/token", form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Http.json(answer);
    }

    private int status(Map<String, String> form) {
        return new Http(port).form("/oauth2/token", form).statusCode();
    }

    private int get(String token, String path) {
        return new Http(port).bearer(token).get(path).statusCode();
    }

    private static String[] scopes(JsonNode granted) {
        return granted.get("scope").asText().split(" ");
    }

    private static JWTClaimsSet claims(JsonNode granted, String token) throws Exception {
        return SignedJWT.parse(granted.get(token).asText()).getJWTClaimsSet();
    }
}
