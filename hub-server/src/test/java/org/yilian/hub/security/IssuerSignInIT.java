package org.yilian.hub.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.yilian.doors.SecuritySlice;

/**
 * People sign in at the hub with an account of an issuer. The issuer is another hub, which is an OpenID Connect provider to
 * apps: the portal of the first is such an app. A browser has one jar of cookies for all ports of a host, so the two have
 * different names.
 */
@SpringBootTest(
        classes = SecuritySlice.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "hub.data=${java.io.tmpdir}/yilian-sign-in-${random.uuid}",
            "hub.region=none",
            "hub.demo=false",
            "hub.sign-in.client-id=portal",
            "hub.sign-in.client-secret=" + IssuerSignInIT.SECRET,
            "spring.datasource.url=jdbc:h2:mem:signin;DB_CLOSE_DELAY=-1",
            "spring.main.banner-mode=off"
        })
@Import(IssuerSignInIT.NobodyOfItsOwn.class)
class IssuerSignInIT {
    private static final int ISSUER_PORT = freePort();
    static final String SECRET = "demo-portal";
    private static final String START = "/sign-in/oidc";

    private static ConfigurableApplicationContext issuer;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private Http browser;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry properties) {
        properties.add("hub.sign-in.issuer", () -> "http://localhost:" + ISSUER_PORT);
    }

    /** The hub that people sign in at has no users of its own. */
    @TestConfiguration
    static class NobodyOfItsOwn {
        @Bean
        @Primary
        CallerDirectory nobody() {
            return Callers.NONE;
        }
    }

    @Configuration
    static class Accounts {
        @Bean
        @Primary
        CallerDirectory accounts(@Value("${portal}") String portal) {
            CallerDirectory.Client client =
                    new CallerDirectory.Client("portal", null, SECRET, null, null, Set.of("openid", "profile"));
            return new Callers(
                    List.of(),
                    List.of(
                            user("doctor", "DOCTOR", "H001"),
                            user("operator", "OPERATOR", null),
                            user("stranger", "DOCTOR", "H999")),
                    List.of(new CallerDirectory.App(client, "门户", "Portal", List.of(URI.create(portal)), null)));
        }

        private static CallerDirectory.User user(String name, String role, String facility) {
            return new CallerDirectory.User(name, name, Set.of(role), facility, "demo");
        }
    }

    @BeforeEach
    void theIssuerIsThere() throws IOException {
        browser = new Http("127.0.0.1", port);
        if (issuer == null) {
            assertThat(to(browser.get(START)).toString())
                    .as("while the issuer is not there")
                    .isEqualTo("/?sign-in=HUB-0769");
            issuer = new SpringApplicationBuilder(SecuritySlice.class, Accounts.class)
                    .run(
                            "--server.port=" + ISSUER_PORT,
                            "--portal=http://127.0.0.1:" + port + "/sign-in/callback",
                            "--hub.data=" + Files.createTempDirectory("yilian-issuer-"),
                            "--hub.region=none",
                            "--hub.demo=true",
                            "--spring.datasource.url=jdbc:h2:mem:issuer;DB_CLOSE_DELAY=-1",
                            "--spring.main.banner-mode=off");
            ;
        }
    }

    @AfterAll
    static void stop() {
        if (issuer != null) {
            issuer.close();
        }
    }

    @Test
    void aDoctorOfTheIssuerIsADoctorHere() {
        URI end = signIn("doctor");
        assertThat(end.toString()).isEqualTo("/");
        JsonNode me = Http.json(browser.get("/api/me"));
        assertThat(me.get("name").asText()).isEqualTo("doctor");
        assertThat(me.get("facility").asText()).isEqualTo("H001");
        assertThat(me.get("roles")).extracting(JsonNode::asText).containsExactly("DOCTOR");
        assertThat(browser.get("/api/people/search").statusCode()).isEqualTo(200);
        assertThat(browser.get("/api/messages").statusCode()).isEqualTo(403);
        await().untilAsserted(() -> assertThat(signIns("doctor", "0")).isPositive());
    }

    @Test
    void theSessionEndsHereWithoutTheIssuer() {
        signIn("doctor");
        assertThat(browser.send("POST", "/logout", null, null).statusCode()).isEqualTo(204);
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
    }

    @Test
    void whoseFacilityIsNoMemberDoesNotComeIn() {
        assertThat(signIn("stranger").toString()).isEqualTo("/?sign-in=HUB-0767");
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
        await().untilAsserted(() -> assertThat(signIns("", "8")).isPositive());
    }

    /** The issuer does not say that there was more than a password. */
    @Test
    void anOperatorNeedsASecondFactorThereToo() {
        assertThat(signIn("operator").toString()).isEqualTo("/?sign-in=HUB-0768");
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
    }

    /** Somebody else's code, put under the browser of a victim, would sign the victim in as the other. */
    @Test
    void aCodeThatThisBrowserDidNotAskForIsRefused() {
        URI callback = callback("doctor");
        Http victim = new Http("127.0.0.1", port);
        assertThat(to(victim.get(pathOf(callback))).toString()).isEqualTo("/?sign-in=HUB-0766");
        assertThat(victim.get("/api/me").statusCode()).isEqualTo(401);
    }

    @Test
    void anErrorOfTheIssuerIsNotEchoed() {
        browser.get(START);
        assertThat(to(browser.get("/sign-in/callback?error=%3Cscript%3E&state=x"))
                        .toString())
                .isEqualTo("/?sign-in=HUB-0766");
        assertThat(browser.get("/sign-in/elsewhere").statusCode()).isEqualTo(401);
    }

    /** Where the browser is in the end. */
    private URI signIn(String user) {
        return to(browser.get(pathOf(callback(user))));
    }

    /** Where the issuer sends the browser back to. */
    private URI callback(String user) {
        URI there = to(browser.get(START));
        assertThat(there.toString())
                .startsWith("http://localhost:" + ISSUER_PORT + "/oauth2/authorize?")
                .contains("code_challenge_method=S256", "state=", "nonce=");
        URI back = to(Http.user(ISSUER_PORT, user).get(pathOf(there)));
        assertThat(back.toString()).startsWith("http://127.0.0.1:" + port + "/sign-in/callback?code=");
        return back;
    }

    private long signIns(String name, String outcome) {
        return jdbc.sql("select count(*) from yh_audit where door = 'SIGN_IN' and agent = ? and outcome = ?")
                .params(name, outcome)
                .query(Long.class)
                .single();
    }

    private static URI to(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return URI.create(answer.headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceFirst("^http://127.0.0.1:[0-9]+/(?!sign-in)", "/"));
    }

    private static String pathOf(URI address) {
        return address.getRawPath() + "?" + address.getRawQuery();
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
