package org.yilian.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yilian.doors.SecuritySlice;

@SliceTest
class TokenDoorIT {
    @LocalServerPort
    int port;

    @Test
    void givesATokenForASecret() throws ParseException {
        HttpResponse<String> answer = token("h001", "demo-h001", "system/*.rs dicomweb.read");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        JsonNode body = Http.json(answer);
        assertThat(body.get("expires_in").asInt()).isBetween(200, 300);
        assertThat(body.get("scope").asText().split(" ")).containsExactlyInAnyOrder("system/*.rs", "dicomweb.read");
        JWTClaimsSet claims = SignedJWT.parse(body.get("access_token").asText()).getJWTClaimsSet();
        assertThat(claims.getStringClaim("facility")).isEqualTo("H001");
        assertThat(claims.getStringClaim("client_id")).isEqualTo("h001");
    }

    @Test
    void refusesAWrongSecretAndAnUnknownClientAlike() {
        HttpResponse<String> wrong = token("h001", "demo-h002", "system/*.rs");
        HttpResponse<String> unknown = token("h999", "demo-h999", "system/*.rs");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).isEqualTo(unknown.body());
    }

    @Test
    void narrowsScopesToWhatTheClientMayHave() {
        assertThat(scopes(token("h003", "demo-h003", "system/*.cruds system/Patient.rs messages.manage")))
                .containsExactly("system/Observation.rs");
        assertThat(scopes(token("h003", "demo-h003", "system/Observation.read")))
                .containsExactly("system/Observation.rs");
    }

    @Test
    void refusesWhereNoScopeIsLeft() {
        assertThat(token("h003", "demo-h003", "system/Patient.rs").statusCode()).isEqualTo(400);
        assertThat(token("h001", "demo-h001", "").statusCode()).isEqualTo(400);
    }

    @Test
    void aWildcardGivesNobodyTheAuditRecords() {
        assertThat(token("h001", "demo-h001", "system/AuditEvent.rs").statusCode())
                .isEqualTo(400);
        assertThat(token("auditing", "demo-auditing", "system/AuditEvent.rs").statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesSecretsInTheQuery() {
        assertThat(new Http(port)
                        .form(
                                "/oauth2/token?client_id=h001&client_secret=demo-h001",
                                Map.of("grant_type", "client_credentials", "scope", "system/*.rs"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesWhatIsTooLongToBeAnAssertion() {
        assertThat(new Http(port)
                        .form("/oauth2/token", Map.of("client_assertion", "a".repeat(1_000_000)))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void takesAnAssertionSignedWithARegisteredKeyOnce() throws JOSEException {
        String assertion = assertion(Map.of());
        assertThat(byAssertion(assertion).statusCode()).isEqualTo(200);
        assertThat(byAssertion(assertion).statusCode()).isEqualTo(401);
    }

    @Test
    void takesRs384() throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS384).keyID("rsa").build(), claims(Map.of()));
        jwt.sign(new RSASSASigner(SecuritySlice.RSA));
        assertThat(byAssertion(jwt.serialize()).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAlgorithmsThatAreNotSmarts() throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").build(), claims(Map.of()));
        jwt.sign(new RSASSASigner(SecuritySlice.RSA));
        assertThat(byAssertion(jwt.serialize()).statusCode()).isEqualTo(401);
    }

    @Test
    void refusesAssertionsThatLiveLongOrAreMeantForOthers() throws JOSEException {
        assertThat(byAssertion(assertion(Map.of("exp", Date.from(Instant.now().plusSeconds(3600)))))
                        .statusCode())
                .isEqualTo(401);
        assertThat(byAssertion(assertion(Map.of("exp", Date.from(Instant.now().minusSeconds(60)))))
                        .statusCode())
                .isEqualTo(401);
        assertThat(byAssertion(assertion(Map.of("aud", "https://elsewhere.example/oauth2/token")))
                        .statusCode())
                .isEqualTo(401);
        assertThat(byAssertion(assertion(Map.of("sub", "h001"))).statusCode()).isEqualTo(401);
    }

    @Test
    void servesOnlyWhatItDoes() {
        Http http = new Http(port);
        assertThat(http.get("/oauth2/device_authorization").statusCode()).isEqualTo(404);
        assertThat(http.form("/oauth2/introspect", Map.of("token", "x")).statusCode())
                .isEqualTo(404);
        JsonNode metadata = Http.json(http.get("/.well-known/oauth-authorization-server"));
        assertThat(metadata.get("token_endpoint").asText()).isEqualTo("http://localhost:" + port + "/oauth2/token");
        assertThat(metadata.get("authorization_endpoint").asText()).endsWith("/oauth2/authorize");
        assertThat(metadata.has("introspection_endpoint")).isFalse();
        JsonNode smart = Http.json(http.get("/fhir/.well-known/smart-configuration"));
        assertThat(smart.get("token_endpoint")).isEqualTo(metadata.get("token_endpoint"));
        JsonNode keys = Http.json(http.get("/oauth2/jwks"));
        assertThat(keys.at("/keys/0/d").isMissingNode()).isTrue();
        assertThat(keys.at("/keys/0/n").isMissingNode()).isFalse();
    }

    /** The words of <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html">SMART App Launch 2.2</a>. */
    @Test
    void saysWhatItCanInTheWordsOfTheStandardOnly() {
        JsonNode smart = Http.json(new Http(port).get("/fhir/.well-known/smart-configuration"));
        assertThat(smart.get("capabilities"))
                .isNotEmpty()
                .extracting(JsonNode::asText)
                .doesNotHaveDuplicates()
                .isSubsetOf(
                        "launch-ehr",
                        "launch-standalone",
                        "authorize-post",
                        "client-public",
                        "client-confidential-symmetric",
                        "client-confidential-asymmetric",
                        "sso-openid-connect",
                        "context-banner",
                        "context-style",
                        "context-ehr-patient",
                        "context-ehr-encounter",
                        "context-standalone-patient",
                        "context-standalone-encounter",
                        "permission-offline",
                        "permission-online",
                        "permission-patient",
                        "permission-user",
                        "permission-v1",
                        "permission-v2",
                        "smart-app-state");
        assertThat(smart.get("code_challenge_methods_supported"))
                .extracting(JsonNode::asText)
                .containsExactly("S256");
    }

    private HttpResponse<String> token(String id, String secret, String scope) {
        return new Http(port)
                .form(
                        "/oauth2/token",
                        Map.of(
                                "grant_type", "client_credentials",
                                "client_id", id,
                                "client_secret", secret,
                                "scope", scope));
    }

    private static String[] scopes(HttpResponse<String> answer) {
        return Http.json(answer).get("scope").asText().split(" ");
    }

    private HttpResponse<String> byAssertion(String assertion) {
        return new Http(port)
                .form(
                        "/oauth2/token",
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_assertion_type",
                                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                                "client_assertion",
                                assertion,
                                "scope",
                                "system/*.rs"));
    }

    private String assertion(Map<String, Object> changes) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES384).keyID("ec").build(), claims(changes));
        jwt.sign(new ECDSASigner(SecuritySlice.EC));
        return jwt.serialize();
    }

    private JWTClaimsSet claims(Map<String, Object> changes) {
        Map<String, Object> claims = new HashMap<>(Map.of(
                "iss",
                "signer",
                "sub",
                "signer",
                "aud",
                "http://localhost:" + port + "/oauth2/token",
                "exp",
                Date.from(Instant.now().plusSeconds(240)),
                "jti",
                UUID.randomUUID().toString()));
        claims.putAll(changes);
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder();
        claims.forEach(builder::claim);
        return builder.build();
    }
}
