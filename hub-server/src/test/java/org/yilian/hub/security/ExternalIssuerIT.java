package org.yilian.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.yilian.doors.SecuritySlice;

/** HUB_ISSUER_URI: another issuer names the callers, the embedded one is gone. */
@SpringBootTest(
        classes = SecuritySlice.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "hub.data=${java.io.tmpdir}/yilian-external-issuer",
            "hub.region=none",
            "hub.demo=true",
            "hub.security.audience=https://hub.example/fhir",
            "spring.datasource.url=jdbc:h2:mem:externalissuer;DB_CLOSE_DELAY=-1"
        })
class ExternalIssuerIT {
    private static final HttpServer ISSUER = issuer();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry properties) {
        properties.add("hub.security.issuer-uri", ExternalIssuerIT::address);
    }

    @AfterAll
    static void stop() {
        ISSUER.stop(0);
    }

    @Test
    void itsTokensOpenDoorsAndOurOwnIssuerIsGone() throws JOSEException {
        assertThat(ask(token(address(), "https://hub.example/fhir", List.of("DOCTOR", "admin"))))
                .isEqualTo(200);
        assertThat(new Http(port)
                        .form("/oauth2/token", Map.of("grant_type", "client_credentials"))
                        .statusCode())
                .isIn(401, 403);
        assertThat(Http.json(new Http(port).get("/fhir/.well-known/smart-configuration"))
                        .get("issuer")
                        .asText())
                .isEqualTo(address());
    }

    @Test
    void tokensForOthersOrByOthersOrWithoutARoleOfOursDoNot() throws JOSEException {
        assertThat(ask(token(address(), "https://elsewhere.example", List.of("DOCTOR"))))
                .isEqualTo(401);
        assertThat(ask(token("https://elsewhere.example", "https://hub.example/fhir", List.of("DOCTOR"))))
                .isEqualTo(401);
        assertThat(ask(token(address(), "https://hub.example/fhir", List.of("admin"))))
                .isEqualTo(403);
    }

    private int ask(String token) {
        return new Http(port).bearer(token).get("/api/people/search").statusCode();
    }

    private static String token(String issuer, String audience, List<String> roles) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(SecuritySlice.RSA.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .subject("42")
                        .claim("preferred_username", "doctor")
                        .claim("roles", roles)
                        .audience(audience)
                        .expirationTime(Date.from(Instant.now().plusSeconds(100)))
                        .build());
        jwt.sign(new RSASSASigner(SecuritySlice.RSA));
        return jwt.serialize();
    }

    private static String address() {
        return "http://127.0.0.1:" + ISSUER.getAddress().getPort();
    }

    private static HttpServer issuer() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                boolean keys = exchange.getRequestURI().getPath().equals("/keys");
                String base = "http://127.0.0.1:" + server.getAddress().getPort();
                byte[] body = (keys
                                ? new JWKSet(SecuritySlice.RSA.toPublicJWK()).toString()
                                : "{\"issuer\":\"" + base + "\",\"jwks_uri\":\"" + base
                                        + "/keys\",\"subject_types_supported\":[\"public\"]}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
