package org.yilian.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** DICOM over TLS, PS3.15 annex B: with DCMTK and among ourselves. */
@Timeout(60)
class TlsIT {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path keys;

    private static SSLContext server;
    private static SSLContext client;
    private static SSLContext stranger;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeKeys() throws Exception {
        KeyStore serverKey = key("server");
        KeyStore clientKey = key("client");
        KeyStore strangerKey = key("stranger");
        server = context(serverKey, clientKey.getCertificate("client"));
        client = context(clientKey, serverKey.getCertificate("server"));
        stranger = context(strangerKey, serverKey.getCertificate("server"));
    }

    @Test
    void bothSidesProveThemselvesAndTheHandlerSeesTheCertificate() throws Exception {
        AtomicReference<AssociationInfo> seen = new AtomicReference<>();
        try (DicomServer any = DicomServer.builder()
                        .tls(server, true)
                        .echo(info -> {
                            seen.set(info);
                            return DimseStatus.SUCCESS;
                        })
                        .start();
                DicomClient us = DicomClient.connect(AssociationRequest.to("127.0.0.1", any.port())
                        .tls(client)
                        .proposeEcho())) {
            assertThat(us.echo()).isEqualTo(DimseStatus.SUCCESS);
            assertThat(us.info().peerCertificate().getSubjectX500Principal().getName())
                    .isEqualTo("CN=server");
        }
        assertThat(seen.get().peerCertificate().getSubjectX500Principal().getName())
                .isEqualTo("CN=client");
    }

    @Test
    void aStrangersCertificateIsRefused() throws Exception {
        try (DicomServer any = DicomServer.builder().tls(server, true).start()) {
            assertThatThrownBy(() -> {
                        try (DicomClient us = DicomClient.connect(AssociationRequest.to("127.0.0.1", any.port())
                                .tls(stranger)
                                .proposeEcho())) {
                            us.echo();
                        }
                    })
                    .isInstanceOf(IOException.class);
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> any.associationCount() == 0);
        }
    }

    @Test
    void aServerOfAnotherNameIsRefusedUnlessItsNameDoesNotMatter() throws Exception {
        try (DicomServer any = DicomServer.builder().tls(server, false).start()) {
            AssociationRequest wrongName =
                    AssociationRequest.to("localhost", any.port()).tls(client).proposeEcho();
            AssociationRequest anyName = AssociationRequest.to("localhost", any.port())
                    .tls(client, false)
                    .proposeEcho();

            assertThatThrownBy(() -> DicomClient.connect(wrongName)).isInstanceOf(IOException.class);
            try (DicomClient us = DicomClient.connect(anyName)) {
                assertThat(us.echo()).isEqualTo(DimseStatus.SUCCESS);
            }
        }
    }

    @Test
    void aPeerThatDoesNotSpeakTlsIsGivenUp() throws Exception {
        try (DicomServer any = DicomServer.builder()
                        .settings(AssociationSettings.DEFAULT.withTimeouts(Timeouts.all(Duration.ofMillis(500))))
                        .tls(server, false)
                        .start();
                Socket plain = new Socket("127.0.0.1", any.port());
                Socket silent = new Socket("127.0.0.1", any.port())) {
            plain.getOutputStream().write(new byte[] {1, 0, 0, 0, 0, 4, 0, 1, 0, 0});
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> any.associationCount() == 0);
            assertThat(silent.isConnected()).isTrue();
        }
    }

    @Test
    void storescuSendsOverTlsBitForBit() throws Exception {
        Received received = new Received();
        Path file = Samples.image(folder, "2.25.31", 256, 16);
        try (DicomServer any =
                DicomServer.builder().tls(server, true).store(received).start()) {
            Tool.required("storescu")
                    .succeed(
                            "+tls",
                            keys.resolve("client.key.pem"),
                            keys.resolve("client.pem"),
                            "+cf",
                            keys.resolve("server.pem"),
                            "127.0.0.1",
                            any.port(),
                            file);
        }
        assertThat(received.item("2.25.31").dataSet()).isEqualTo(Samples.dataSet(file));
        assertThat(received.item("2.25.31").request().association().peerCertificate())
                .isNotNull();
    }

    @Test
    void storescpReceivesOverTlsBitForBit() throws Exception {
        Path file = Samples.image(folder, "2.25.32", 256, 16);
        Path kept = Files.createDirectories(folder.resolve("kept"));
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process storescp = Tool.required("storescp")
                .start(
                        folder.resolve("storescp.log"),
                        "+tls",
                        keys.resolve("server.key.pem"),
                        keys.resolve("server.pem"),
                        "+cf",
                        keys.resolve("client.pem"),
                        "+B",
                        "-od",
                        kept,
                        port);
        try {
            AssociationRequest echo =
                    AssociationRequest.to("127.0.0.1", port).tls(client).proposeEcho();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> listens(echo));
            AssociationRequest request = AssociationRequest.to("127.0.0.1", port)
                    .tls(client)
                    .propose(Samples.SECONDARY_CAPTURE, Samples.EXPLICIT_LITTLE);
            try (DicomClient us = DicomClient.connect(request)) {
                assertThat(us.store(file)).isEqualTo(DimseStatus.SUCCESS);
            }
        } finally {
            storescp.destroy();
            storescp.waitFor();
        }
        try (var files = Files.list(kept)) {
            assertThat(Samples.dataSet(files.findFirst().orElseThrow())).isEqualTo(Samples.dataSet(file));
        }
    }

    private static boolean listens(AssociationRequest request) {
        try (DicomClient us = DicomClient.connect(request)) {
            return us.echo().isSuccess();
        } catch (IOException e) {
            return false;
        }
    }

    /** A fresh key with a certificate for 127.0.0.1, as key store and as PEM files. */
    private static KeyStore key(String name) throws Exception {
        Path store = keys.resolve(name + ".p12");
        new Tool(Path.of(System.getProperty("java.home"), "bin", "keytool").toString())
                .succeed(
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        2048,
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        2,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store);
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keyStore.load(in, PASSWORD);
        }
        pem(name + ".key.pem", "PRIVATE KEY", keyStore.getKey(name, PASSWORD).getEncoded());
        pem(name + ".pem", "CERTIFICATE", keyStore.getCertificate(name).getEncoded());
        return keyStore;
    }

    private static void pem(String file, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                keys.resolve(file), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    private static SSLContext context(KeyStore own, java.security.cert.Certificate trusted) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(own, PASSWORD);
        KeyStore trust = KeyStore.getInstance(KeyStore.getDefaultType());
        trust.load(null, null);
        trust.setCertificateEntry("peer", trusted);
        TrustManagerFactory trusts = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusts.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trusts.getTrustManagers(), null);
        return context;
    }
}
