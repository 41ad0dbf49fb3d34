package org.yilian.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yilian.hub.platform.HubSettings;

/** Probes from outside: what must not open does not. */
@SliceTest
class DoorsIT {
    @LocalServerPort
    int port;

    @Autowired
    HubSettings hub;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/Patient",
                "/fhir",
                "/fhir/metadata/x",
                "/fhir/.well-known/other",
                "/dicomweb/studies",
                "/recognition/v1/check",
                "/cds-services",
                "/api/me",
                "/api/messages",
                "/api/unheard-of",
                "/actuator/prometheus",
                "/actuator/env",
                "/nothing"
            })
    void nothingOpensWithoutAName(String path) {
        assertThat(new Http(port).get(path).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/readiness", "/oauth2/jwks", "/fhir/.well-known/smart-configuration"})
    void whatCarriesNoPatientIsOpen(String path) {
        assertThat(new Http(port).get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "doctor,/api/people/search,200",
        "doctor,/api/people/7/timeline,200",
        "doctor,/dicomweb/studies,200",
        "doctor,/api/messages,403",
        "doctor,/api/reports/sharing,403",
        "planner,/api/reports/sharing,200",
        "planner,/api/people/search,403",
        "planner,/api/people/7/timeline,403",
        "planner,/dicomweb/studies,403",
        "planner,/recognition/v1/check,403",
        "planner,/api/overview,200",
        "planner,/actuator/prometheus,403",
        "planner,/api/unheard-of,403",
        "auditor,/api/people/search,403",
        "auditor,/api/messages,403"
    })
    void rolesOpenTheirDoorsOnly(String user, String path, int status) {
        assertThat(Http.user(port, user).get(path).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "h001,dicomweb.read,/dicomweb/studies,200",
        "h001,system/*.rs,/dicomweb/studies,403",
        "h001,system/*.rs,/recognition/v1/check,403",
        "h001,system/*.cruds,/api/messages,403",
        "h002,system/*.cruds,/api/people/search,403",
        "h002,system/*.cruds,/actuator/prometheus,403"
    })
    void scopesOpenTheirDoorsOnly(String client, String scope, String path, int status) {
        assertThat(Http.client(port, client, scope).get(path).statusCode()).isEqualTo(status);
    }

    @Test
    void aRefusalSpeaksTheLanguageOfTheDoor() {
        HttpResponse<String> fhir = new Http(port).get("/fhir/Patient");
        assertThat(fhir.headers().firstValue("Content-Type").orElse("")).startsWith("application/fhir+json");
        assertThat(Http.json(fhir).at("/issue/0/code").asText()).isEqualTo("login");
        assertThat(fhir.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
        HttpResponse<String> other = new Http(port).get("/recognition/v1/check");
        assertThat(other.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    @Test
    void answersCarryTheSecurityHeaders() {
        HttpResponse<String> answer = new Http(port).get("/api/me");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .doesNotContain("'unsafe-eval'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }

    @Test
    void onlyItsOwnerReadsTheSigningKey() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void aTokenOfOurOwnMakingPasses() throws Exception {
        // The probes below differ from this one in one thing each.
        assertThat(ask(sign(ownKey(), JWSAlgorithm.RS256, claims().build()))).isEqualTo(200);
    }

    @Test
    void anExpiredTokenIsRefused() throws Exception {
        assertThat(ask(sign(
                        ownKey(),
                        JWSAlgorithm.RS256,
                        claims().expirationTime(Date.from(Instant.now().minusSeconds(30)))
                                .build())))
                .isEqualTo(401);
    }

    @Test
    void aTokenWithoutEndIsRefused() throws Exception {
        assertThat(ask(sign(
                        ownKey(),
                        JWSAlgorithm.RS256,
                        claims().expirationTime(null).build())))
                .isEqualTo(401);
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() throws Exception {
        assertThat(ask(sign(
                        ownKey(),
                        JWSAlgorithm.RS256,
                        claims().audience("https://elsewhere.example/fhir").build())))
                .isEqualTo(401);
    }

    @Test
    void aTokenWithoutSignatureIsRefused() {
        assertThat(ask(new PlainJWT(claims().build()).serialize())).isEqualTo(401);
    }

    @Test
    void aTokenSignedBySomebodyElseIsRefused() throws Exception {
        RSAKey other = new RSAKeyGenerator(2048).keyID(ownKey().getKeyID()).generate();
        assertThat(ask(sign(other, JWSAlgorithm.RS256, claims().build()))).isEqualTo(401);
    }

    @Test
    void aTokenKeyedWithThePublicKeyIsRefused() throws Exception {
        SignedJWT forged = new SignedJWT(header(ownKey(), JWSAlgorithm.HS256), claims().build());
        forged.sign(new MACSigner(ownKey().toRSAPublicKey().getEncoded()));
        assertThat(ask(forged.serialize())).isEqualTo(401);
    }

    @Test
    void aTokenWithStretchedScopesIsRefused() throws Exception {
        String[] parts = sign(ownKey(), JWSAlgorithm.RS256, claims().build()).split("\\.");
        String stretched = new PlainJWT(
                        claims().claim("scope", "dicomweb.read system/*.cruds").build())
                .serialize()
                .split("\\.")[1];
        assertThat(ask(parts[0] + "." + stretched + "." + parts[2])).isEqualTo(401);
    }

    @Test
    void anIdTokenIsNoAccessToken() throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(ownKey().getKeyID())
                        .type(JOSEObjectType.JWT)
                        .build(),
                claims().build());
        jwt.sign(new RSASSASigner(ownKey()));
        assertThat(ask(jwt.serialize())).isEqualTo(401);
    }

    @Test
    void aTokenInTheQueryIsNotLookedAt() throws Exception {
        String token = sign(ownKey(), JWSAlgorithm.RS256, claims().build());
        assertThat(new Http(port).get("/dicomweb/studies?access_token=" + token).statusCode())
                .isEqualTo(401);
    }

    private int ask(String token) {
        return new Http(port).bearer(token).get("/dicomweb/studies").statusCode();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("h001")
                .audience("urn:yilian-hub:fhir")
                .claim("client_id", "h001")
                .claim("facility", "H001")
                .claim("scope", "dicomweb.read")
                .expirationTime(Date.from(Instant.now().plusSeconds(200)));
    }

    private static String sign(RSAKey key, JWSAlgorithm algorithm, JWTClaimsSet claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header(key, algorithm), claims);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private static JWSHeader header(RSAKey key, JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType("at+jwt"))
                .build();
    }

    private RSAKey ownKey() throws IOException, ParseException {
        return JWKSet.parse(Files.readString(keyFile())).getKeys().get(0).toRSAKey();
    }

    private Path keyFile() {
        return hub.data().resolve("keys").resolve("token-signing.jwks");
    }
}
