package org.yilian.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** A doctor signs in at one hub with an account of another, in a real browser: the other is an OpenID Connect issuer. */
class SignInPageIT {
    /** A browser keeps cookies by host, not by port: the two have different names. */
    private static final String ISSUER = "http://localhost:";

    private static final String APP = """
            apps:
              - id: portal
                nameZh: 门户
                nameEn: Portal
                secret: demo-portal
                redirectUris: ["http://127.0.0.1:%d/sign-in/callback"]
                scopes: "openid profile"
            """;

    @TempDir
    Path folder;

    @Test
    void aDoctorComesInWithAnAccountOfTheIssuer() throws IOException {
        ForeignTool.need("the pages", !Boolean.getBoolean("hub.pages.missing"));
        int issuerPort = freePort();
        Map<String, String> signIn = Map.of(
                "HUB_SIGN_IN_ISSUER", ISSUER + issuerPort,
                "HUB_SIGN_IN_CLIENT_ID", "portal",
                "HUB_SIGN_IN_CLIENT_SECRET", "demo-portal");
        try (HubProcess portal = HubProcess.forTests(folder.resolve("portal"), signIn);
                HubProcess issuer = HubProcess.forTests(
                        folder.resolve("issuer"),
                        Map.of(
                                "HUB_HTTP_PORT",
                                String.valueOf(issuerPort),
                                "HUB_REGION",
                                region(portal.http().getPort()).toString()));
                Browser browser = Browser.open(URI.create(ISSUER + issuerPort))) {
            assertThat(issuer.http().getPort()).isEqualTo(issuerPort);
            String address = "http://127.0.0.1:" + portal.http().getPort() + "/";
            browser.go(address + "#/people");
            browser.run("localStorage.setItem('yilian.language', 'en')");
            browser.go(address + "?here#/people");
            browser.press("Single sign-on");
            browser.type("User name", "doctor");
            browser.type("Password", "demo");
            browser.press("Log in");
            browser.see(By.cssSelector("header.bar"));
            assertThat(browser.address()).startsWith(address).endsWith("#/people");
            assertThat(browser.text()).contains("doctor");
        }
    }

    /** The sample region, with the other hub's portal as an app of its people. */
    private Path region(int portal) throws IOException {
        Path sample = Path.of("..", "hub-server", "src", "main", "resources", "demo");
        Path copy = folder.resolve("region");
        try (Stream<Path> all = Files.walk(sample)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Files.copy(each, copy.resolve(sample.relativize(each).toString()));
            }
        }
        Path file = copy.resolve("region.yaml");
        String text = Files.readString(file);
        assertThat(text).contains("\napps:\n");
        return Files.writeString(file, text.replace("\napps:\n", "\n" + APP.formatted(portal)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
