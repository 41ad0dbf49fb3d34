package org.yilian.hub.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.yilian.doors.SecuritySlice;

/** The HTTP port over TLS: what it speaks is asked suite by suite from Java, and by sslscan. */
@SpringBootTest(
        classes = SecuritySlice.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "hub.data=${java.io.tmpdir}/yilian-https-${random.uuid}",
            "hub.region=none",
            "hub.demo=true",
            "hub.tls.https=true",
            "spring.datasource.url=jdbc:h2:mem:https;DB_CLOSE_DELAY=-1",
            "spring.main.banner-mode=off"
        })
class HttpsIT {
    private static final String PASSWORD = "changeit";

    private static Path keys;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void key(DynamicPropertyRegistry properties) throws Exception {
        keys = makeKeys();
        properties.add("hub.tls.certificate", keys::toString);
        properties.add("hub.tls.password", () -> PASSWORD);
    }

    @Test
    void speaksModernTlsAndNothingElse() throws Exception {
        List<String> taken = new ArrayList<>();
        for (String suite : SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites()) {
            for (String protocol : List.of("TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1")) {
                if (shakesHands(protocol, suite)) {
                    taken.add(protocol + " " + suite);
                }
            }
        }
        assertThat(taken).isNotEmpty().allSatisfy(each -> {
            assertThat(ModernTls.PROTOCOLS).contains(each.split(" ")[0]);
            assertThat(ModernTls.SUITES).contains(each.split(" ")[1]);
        });
        assertThat(taken).anyMatch(each -> each.startsWith("TLSv1.2")).anyMatch(each -> each.startsWith("TLSv1.3"));
    }

    @Test
    void sslscanFindsNothingOld() throws Exception {
        need(Files.isExecutable(Path.of("/usr/bin/sslscan")), "sslscan");
        Process scan = new ProcessBuilder(
                        "/usr/bin/sslscan",
                        "--no-colour",
                        "--no-heartbleed",
                        "--no-groups",
                        "--no-fallback",
                        "--no-renegotiation",
                        "127.0.0.1:" + port)
                .redirectErrorStream(true)
                .start();
        String report = new String(scan.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(scan.waitFor()).isZero();
        assertThat(report)
                .containsPattern("SSLv2\\s+disabled")
                .containsPattern("SSLv3\\s+disabled")
                .containsPattern("TLSv1.0\\s+disabled")
                .containsPattern("TLSv1.1\\s+disabled")
                .containsPattern("TLSv1.2\\s+enabled")
                .containsPattern("TLSv1.3\\s+enabled");
        List<String> accepted = report.lines()
                .filter(line -> line.matches("(Preferred|Accepted) .*"))
                .toList();
        assertThat(accepted)
                .isNotEmpty()
                .allMatch(line -> line.matches(
                        ".* (TLS_AES_256_GCM_SHA384|TLS_AES_128_GCM_SHA256|TLS_CHACHA20_POLY1305_SHA256|ECDHE-(RSA|ECDSA)-"
                                + "(AES256-GCM-SHA384|AES128-GCM-SHA256|CHACHA20-POLY1305)) .*"));
    }

    @Test
    void saysThatItWillAlwaysBeHttps() throws Exception {
        HttpResponse<String> answer = get("/api/me");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Strict-Transport-Security").orElse(""))
                .contains("max-age=31536000");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("XSRF-TOKEN"))
                .allMatch(cookie -> cookie.contains("Secure"));
    }

    @Test
    void speaksNoHttpInTheClear() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write("GET /fhir/metadata HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void aWishForHttpsWithoutAKeyStopsTheStart() {
        assertThatThrownBy(() -> new TlsSettings("", "", "", true)).hasMessageContaining("HUB_TLS_CERTIFICATE");
    }

    private boolean shakesHands(String protocol, String suite) throws Exception {
        try (SSLSocket socket = (SSLSocket) trusting().getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.setEnabledCipherSuites(new String[] {suite});
            socket.startHandshake();
            return socket.getSession().getCipherSuite().equals(suite);
        } catch (SSLException | IllegalArgumentException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(trusting())
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static SSLContext trusting() throws Exception {
        KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("hub", store.getCertificate("key"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static Path makeKeys() throws IOException, InterruptedException {
        Path file = Files.createTempDirectory("yilian-https-").resolve(UUID.randomUUID() + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(Arrays.asList(
                "-genkeypair",
                "-alias",
                "key",
                "-keyalg",
                "RSA",
                "-keysize",
                "3072",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=DNS:localhost,IP:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString()));
        if (new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() != 0) {
            throw new IllegalStateException("keytool failed");
        }
        return file;
    }

    private static void need(boolean there, String what) {
        if (Boolean.getBoolean("hub.tools.required")) {
            assertThat(there).as(what + " is required").isTrue();
        }
        assumeTrue(there, what + " is not here");
    }
}
