package org.yilian.hub.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.yilian.doors.SecuritySlice;
import org.yilian.hub.Keys;
import org.yilian.hub.platform.Listening;

/** Tokens bound to a client's certificate (RFC 8705), over real TLS, with the keys of three programs. */
@SpringBootTest(
        classes = SecuritySlice.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "hub.data=${java.io.tmpdir}/yilian-bound-${random.uuid}",
            "hub.region=none",
            "hub.demo=true",
            "hub.mutual-tls.port=0",
            "spring.datasource.url=jdbc:h2:mem:bound;DB_CLOSE_DELAY=-1",
            "spring.main.banner-mode=off"
        })
@Import(BoundTokensIT.Region.class)
class BoundTokensIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static Keys hub;
    private static Keys owner;
    private static Keys other;
    private static Keys stranger;

    @LocalServerPort
    int port;

    @Autowired
    Region region;

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry properties) throws Exception {
        Path folder = Files.createTempDirectory("yilian-bound-");
        hub = Keys.make(folder, "hub");
        owner = Keys.make(folder, "owner");
        other = Keys.make(folder, "other");
        stranger = Keys.make(folder, "stranger");
        properties.add("hub.tls.certificate", () -> path(hub, true));
        properties.add("hub.tls.key", () -> path(hub, false));
    }

    private static String path(Keys keys, boolean certificate) {
        try {
            return (certificate ? keys.certificateFile() : keys.keyFile()).toString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @TestConfiguration
    static class Region {
        private volatile int mutual;

        @EventListener
        void on(Listening listening) {
            if (listening.name().equals("mtls")) {
                mutual = listening.port();
            }
        }

        @Bean
        @Primary
        CallerDirectory boundClients() throws Exception {
            return new Callers(List.of(bound("owner", owner), bound("other", other), plain()), List.of(), List.of());
        }

        private static CallerDirectory.Client bound(String id, Keys keys) throws Exception {
            return new CallerDirectory.Client(
                    id,
                    "H001",
                    "demo-" + id,
                    null,
                    null,
                    Set.of("report.read"),
                    Set.of(keys.fingerprint().substring("sha256:".length())));
        }

        private static CallerDirectory.Client plain() {
            return new CallerDirectory.Client("plain", "H002", "demo-plain", null, null, Set.of("report.read"));
        }
    }

    @Test
    void aTokenIsGoodWithTheCertificateItWasGivenFor() throws Exception {
        String token = token(owner, "owner");
        String thumbprint = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256")
                        .digest(owner.certificate().getEncoded()));
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getJSONObjectClaim("cnf"))
                .isEqualTo(Map.of("x5t#S256", thumbprint));
        assertThat(me(owner, token)).isEqualTo(200);
        assertThat(me(owner, token)).as("a token known already").isEqualTo(200);
    }

    @Test
    void aStolenTokenIsGoodForNobodyElse() throws Exception {
        String token = token(owner, "owner");
        assertThat(me(owner, token)).isEqualTo(200);
        assertThat(me(other, token)).as("with another client's certificate").isEqualTo(401);
        assertThat(new Http(port).bearer(token).get("/api/me").statusCode())
                .as("without any")
                .isEqualTo(401);
    }

    @Test
    void aClientWithACertificateGetsNoTokenWithoutIt() throws Exception {
        assertThat(new Http(port).form("/oauth2/token", grant("owner")).statusCode())
                .isEqualTo(401);
        assertThat(ask(other, "owner").statusCode()).as("by another's").isEqualTo(401);
    }

    @Test
    void whoHasNoPinnedCertificateDoesNotGetAsFarAsHttp() {
        assertThatThrownBy(() -> ask(stranger, "plain")).isInstanceOf(IOException.class);
    }

    @Test
    void speaksNoOldSuites() throws Exception {
        assertThat(shakesHands("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384")).isTrue();
        assertThat(shakesHands("TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384")).isFalse();
        assertThat(shakesHands("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA")).isFalse();
    }

    private boolean shakesHands(String suite) throws Exception {
        try (SSLSocket socket =
                (SSLSocket) owner.trusting(hub).getSocketFactory().createSocket("127.0.0.1", region.mutual)) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {suite});
            socket.startHandshake();
            return true;
        } catch (SSLException e) {
            return false;
        }
    }

    @Test
    void theOthersAreAsTheyWere() {
        Http plain = Http.client(port, "plain", "report.read");
        assertThat(plain.get("/api/me").statusCode()).isEqualTo(200);
    }

    @Test
    void theConfigurationSaysWhereToAsk() {
        JsonNode told = Http.json(new Http(port).get("/fhir/.well-known/smart-configuration"));
        assertThat(told.get("tls_client_certificate_bound_access_tokens").asBoolean())
                .isTrue();
        assertThat(told.at("/mtls_endpoint_aliases/token_endpoint").asText())
                .isEqualTo("https://localhost:" + region.mutual + "/oauth2/token");
    }

    private String token(Keys keys, String client) throws Exception {
        HttpResponse<String> answer = ask(keys, client);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("access_token").asText();
    }

    private HttpResponse<String> ask(Keys keys, String client) throws Exception {
        String form =
                "grant_type=client_credentials&scope=report.read&client_id=" + client + "&client_secret=demo-" + client;
        return send(
                keys,
                HttpRequest.newBuilder(at("/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static Map<String, String> grant(String client) {
        return Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                client,
                "client_secret",
                "demo-" + client,
                "scope",
                "report.read");
    }

    private int me(Keys keys, String token) throws Exception {
        return send(keys, HttpRequest.newBuilder(at("/api/me")).header("Authorization", "Bearer " + token))
                .statusCode();
    }

    private URI at(String path) {
        return URI.create("https://127.0.0.1:" + region.mutual + path);
    }

    private static HttpResponse<String> send(Keys keys, HttpRequest.Builder request) throws Exception {
        SSLContext context = keys.trusting(hub);
        return HttpClient.newBuilder().sslContext(context).build().send(request.build(), BodyHandlers.ofString());
    }
}
