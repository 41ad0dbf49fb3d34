package org.yilian.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yilian.doors.SecuritySlice;

/** Tokens that were tampered with open no door, and nobody gets one by what is not theirs. */
class TokenLeaksIT extends LeakMatrix {
    private static final List<String> DOORS = List.of(
            "/fhir/Patient?_count=1",
            "/fhir/AuditEvent",
            "/dicomweb/studies",
            "/api/people?q=x",
            "/api/messages",
            "/api/shares",
            "/api/audit/verification",
            "/actuator/prometheus",
            "/actuator/env",
            "/actuator/heapdump",
            "/api/region",
            "/recognition/v1/catalogue",
            "/api/reports/sharing?from=2026-01&to=2026-02",
            "/h2-console");

    @TestFactory
    Stream<DynamicTest> aTokenThatWasTamperedWithOpensNothing() throws Exception {
        String token = token();
        Map<String, String> forged = new LinkedHashMap<>(tampered(token));
        forged.putAll(signed());
        List<DynamicTest> probes = new ArrayList<>();
        probes.add(probe("token / as it was given", () -> assertThat(
                        new Http(port).bearer(token).get(DOORS.get(0)).statusCode())
                .isEqualTo(200)));
        forged.forEach((trick, each) -> List.of(DOORS.get(0), "/dicomweb/studies?limit=1", "/api/messages")
                .forEach(door -> probes.add(probe("token / " + trick + " / " + door, () -> assertThat(
                                new Http(port).bearer(each).get(door).statusCode())
                        .isEqualTo(401)))));
        DOORS.forEach(door -> probes.add(probe(
                "nobody / " + door,
                () -> assertThat(new Http(port).get(door).statusCode()).isIn(401, 404))));
        probes.add(probe("token / in the address", () -> assertThat(new Http(port)
                        .get("/fhir/Patient?_count=1&access_token=" + token)
                        .statusCode())
                .isEqualTo(401)));
        return matrix("tokens", probes);
    }

    private Map<String, String> tampered(String token) {
        String[] parts = token.split("\\.");
        String none = encoded64("{\"alg\":\"none\",\"typ\":\"at+jwt\"}");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("alg none", none + "." + parts[1] + ".");
        forged.put("alg none, signature kept", none + "." + parts[1] + "." + parts[2]);
        forged.put("signature dropped", parts[0] + "." + parts[1] + ".");
        forged.put("signature changed", parts[0] + "." + parts[1] + "." + parts[2].replaceFirst(".{8}$", "AAAAAAAA"));
        forged.put("another facility", parts[0] + "." + encoded64(claims.replace("H001", "H003")) + "." + parts[2]);
        forged.put("wider scope", parts[0] + "." + encoded64(claims.replace("*.rs", "*.cruds")) + "." + parts[2]);
        forged.put(
                "longer life",
                parts[0] + "." + encoded64(claims.replaceFirst("\"exp\":(\\d)", "\"exp\":9$1")) + "." + parts[2]);
        forged.put(
                "said to be HS256",
                encoded64("{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}") + "." + parts[1] + "." + parts[2]);
        return forged;
    }

    /** Signed with the hub's own key where it says nothing else: only what the claims say is wrong. */
    private Map<String, String> signed() throws Exception {
        RSAKey key = JWKSet.parse(Files.readString(
                        Path.of(environment.getRequiredProperty("hub.data"), "keys", "token-signing.jwks")))
                .getKeys()
                .get(0)
                .toRSAKey();
        Map<String, String> forged = new LinkedHashMap<>();
        Date past = Date.from(Instant.now().minusSeconds(60));
        String audience =
                SignedJWT.parse(token()).getJWTClaimsSet().getAudience().get(0);
        assertThat(new Http(port)
                        .bearer(jwt(key, "at+jwt", audience, Map.of()))
                        .get(DOORS.get(0))
                        .statusCode())
                .as("proof that such a token is good")
                .isEqualTo(200);
        forged.put("expired", jwt(key, "at+jwt", audience, Map.of("exp", past)));
        forged.put("without an end", jwt(key, "at+jwt", audience, Map.of("exp", "")));
        forged.put(
                "not yet",
                jwt(
                        key,
                        "at+jwt",
                        audience,
                        Map.of("nbf", Date.from(Instant.now().plusSeconds(600)))));
        forged.put("wrong audience", jwt(key, "at+jwt", "https://elsewhere.example/fhir", Map.of()));
        forged.put("no audience", jwt(key, "at+jwt", null, Map.of()));
        forged.put("an ID token", jwt(key, "JWT", audience, Map.of()));
        forged.put(
                "signed by another",
                jwt(new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate(), "at+jwt", audience, Map.of()));
        SignedJWT mac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .build(),
                claims(audience, Map.of()));
        mac.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        forged.put("HS256 with the public key", mac.serialize());
        return forged;
    }

    private String jwt(RSAKey key, String type, String audience, Map<String, Object> changes) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType(type))
                        .keyID(key.getKeyID())
                        .build(),
                claims(audience, changes));
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private JWTClaimsSet claims(String audience, Map<String, Object> changes) {
        Map<String, Object> claims = new HashMap<>(Map.of(
                "iss", "http://localhost:" + port,
                "sub", "h001",
                "client_id", "h001",
                "facility", "H001",
                "scope", "system/*.rs dicomweb.read messages.manage",
                "exp", Date.from(Instant.now().plusSeconds(240)),
                "jti", UUID.randomUUID().toString()));
        claims.putAll(changes);
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder();
        claims.forEach((name, value) -> {
            if (!"".equals(value)) {
                builder.claim(name, value);
            }
        });
        return audience == null ? builder.build() : builder.audience(audience).build();
    }

    @TestFactory
    Stream<DynamicTest> nobodyGetsATokenByWhatIsNotTheirs() throws JOSEException {
        List<DynamicTest> probes = new ArrayList<>();
        Date now = new Date();
        String good = assertion(Map.of());
        probes.add(probe("assertion / good once, replayed jti", () -> {
            assertThat(byAssertion(good, "system/*.rs").statusCode())
                    .as("proof")
                    .isEqualTo(200);
            assertThat(byAssertion(good, "system/*.rs").statusCode()).isEqualTo(401);
        }));
        String jti = UUID.randomUUID().toString();
        String first = assertion(Map.of("jti", jti));
        String second =
                assertion(Map.of("jti", jti, "exp", Date.from(Instant.now().plusSeconds(200))));
        probes.add(probe("assertion / replayed jti in another assertion", () -> {
            assertThat(byAssertion(first, "system/*.rs").statusCode())
                    .as("proof")
                    .isEqualTo(200);
            assertThat(byAssertion(second, "system/*.rs").statusCode()).isEqualTo(401);
        }));
        Map<String, Map<String, Object>> wrong = new LinkedHashMap<>();
        wrong.put("expired", Map.of("exp", Date.from(Instant.now().minusSeconds(60))));
        wrong.put("long-lived", Map.of("exp", Date.from(Instant.now().plusSeconds(3600))));
        wrong.put("without an end", Map.of("exp", ""));
        wrong.put("wrong audience", Map.of("aud", "https://elsewhere.example/oauth2/token"));
        wrong.put("the FHIR door as audience", Map.of("aud", "http://localhost:" + port + "/fhir"));
        wrong.put("another's name", Map.of("sub", "h001", "iss", "h001"));
        wrong.put("another's subject", Map.of("sub", "h001"));
        wrong.put("another's issuer", Map.of("iss", "h001"));
        wrong.put("nobody's name", Map.of("sub", "h999", "iss", "h999"));
        wrong.put("without jti", Map.of("jti", ""));
        wrong.put("not yet", Map.of("nbf", Date.from(now.toInstant().plusSeconds(900))));
        wrong.forEach((trick, changes) -> probes.add(probe("assertion / " + trick, () -> assertThat(
                        byAssertion(assertion(changes), "system/*.rs").statusCode())
                .isIn(400, 401))));
        String[] parts = assertion(Map.of()).split("\\.");
        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("alg none", encoded64("{\"alg\":\"none\"}") + "." + parts[1] + ".");
        forged.put("signature dropped", parts[0] + "." + parts[1] + ".");
        forged.put("signature changed", parts[0] + "." + parts[1] + "." + parts[2].replaceFirst(".{8}$", "AAAAAAAA"));
        forged.put("HS384", encoded64("{\"alg\":\"HS384\",\"kid\":\"ec\"}") + "." + parts[1] + "." + parts[2]);
        forged.put(
                "keys brought along",
                encoded64("{\"alg\":\"ES384\",\"jku\":\"http://127.0.0.1:1/keys\",\"kid\":\"mine\"}") + "." + parts[1]
                        + "." + parts[2]);
        forged.forEach((trick, each) -> probes.add(probe(
                "assertion / " + trick,
                () -> assertThat(byAssertion(each, "system/*.rs").statusCode()).isIn(400, 401))));
        scopes().forEach((trick, scope) -> probes.add(probe("scope / " + trick, () -> {
            HttpResponse<String> answer = byAssertion(assertion(Map.of()), scope);
            String given =
                    answer.statusCode() == 200 ? Http.json(answer).get("scope").asText() : "";
            assertThat(List.of(given.split(" "))).isSubsetOf("", "system/Observation.rs", "system/Observation.r");
        })));
        probes.add(probe("scope / what it does not cover", () -> {
            HttpResponse<String> answer = byAssertion(assertion(Map.of()), "system/Observation.rs");
            Http http =
                    new Http(port).bearer(Http.json(answer).get("access_token").asText());
            assertThat(http.get("/fhir/Observation?_count=1").statusCode())
                    .as("proof")
                    .isEqualTo(200);
            for (String door :
                    List.of("/fhir/Patient?_count=1", "/fhir/Observation?patient.name=x", "/dicomweb/studies")) {
                assertThat(http.get(door).statusCode()).as(door).isEqualTo(403);
            }
        }));
        return matrix("assertions", probes);
    }

    /** All more than the signer of this region may have. */
    private static Map<String, String> scopes() {
        return Map.of(
                "writing", "system/Observation.cruds",
                "another type", "system/Patient.rs",
                "all types", "system/*.rs",
                "all types beside its own", "system/Observation.rs system/*.cruds",
                "a user's", "user/*.rs",
                "a patient's", "patient/*.rs",
                "another door", "dicomweb.read",
                "the audit trail", "system/AuditEvent.rs",
                "an old word for writing", "system/Observation.write",
                "a query in it", "system/Observation.rs?code=x system/Patient.rs?name=x");
    }

    private HttpResponse<String> byAssertion(String assertion, String scope) {
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
                                scope.equals("system/*.rs") ? "system/Observation.rs" : scope));
    }

    private String assertion(Map<String, Object> changes) throws JOSEException {
        Map<String, Object> claims = new HashMap<>(Map.of(
                "iss",
                SIGNER,
                "sub",
                SIGNER,
                "aud",
                "http://localhost:" + port + "/oauth2/token",
                "exp",
                Date.from(Instant.now().plusSeconds(240)),
                "jti",
                UUID.randomUUID().toString()));
        claims.putAll(changes);
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder();
        claims.forEach((name, value) -> {
            if (!"".equals(value)) {
                builder.claim(name, value);
            }
        });
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES384).keyID("ec").build(), builder.build());
        jwt.sign(new ECDSASigner(SecuritySlice.EC));
        return jwt.serialize();
    }

    private String token() {
        HttpResponse<String> answer = new Http(port)
                .form(
                        "/oauth2/token",
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                "h001",
                                "client_secret",
                                "demo-h001",
                                "scope",
                                "system/*.rs dicomweb.read messages.manage"));
        return Http.json(answer).get("access_token").asText();
    }

    private static String encoded64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
