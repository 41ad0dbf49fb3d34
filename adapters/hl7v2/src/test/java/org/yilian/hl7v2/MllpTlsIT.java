package org.yilian.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yilian.hl7v2.MllpServerSettings.ClientCertificate;

@Timeout(60)
class MllpTlsIT {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static KeyStore hub;
    private static KeyStore hospital;
    private static KeyStore stranger;

    private final List<InboundMessage> received = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void makeKeys() throws Exception {
        hub = key("hub");
        hospital = key("hospital");
        stranger = key("stranger");
    }

    @Test
    void namesTheCertificateOfItsClient() throws Exception {
        try (MllpServer server = server(ClientCertificate.NEEDED);
                MllpClient client = client(server, context(hospital, hub))) {
            assertThat(send(client).code()).isEqualTo(AckCode.AA);
        }
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(certificate(hospital).getEncoded());
        assertThat(received.get(0).certificate()).isEqualTo(HexFormat.of().formatHex(digest));
    }

    @Test
    void servesClientsWithoutCertificateWhereNoneIsNeeded() throws Exception {
        try (MllpServer server = server(ClientCertificate.WANTED);
                MllpClient client = client(server, context(null, hub))) {
            assertThat(send(client).code()).isEqualTo(AckCode.AA);
        }
        assertThat(received.get(0).certificate()).isNull();
    }

    @Test
    void refusesStrangers() throws Exception {
        try (MllpServer server = server(ClientCertificate.NEEDED)) {
            for (SSLContext context : List.of(context(null, hub), context(stranger, hub))) {
                try (MllpClient client = client(server, context)) {
                    assertThat(catchThrowableOfType(MllpException.class, () -> send(client)))
                            .isNotNull();
                }
            }
            assertThat(server.counts().connectionsAccepted()).isZero();
        }
        assertThat(received).isEmpty();
    }

    @Test
    void refusesAServerItDoesNotTrust() throws Exception {
        try (MllpServer server = server(ClientCertificate.NONE);
                MllpClient client = client(server, context(null, stranger))) {
            assertThat(catchThrowableOfType(MllpException.class, () -> send(client))
                            .kind())
                    .isEqualTo(MllpException.Kind.NOT_SENT);
        }
    }

    private MllpServer server(ClientCertificate certificate) throws Exception {
        return new MllpServer(MllpServerSettings.of("tls", 0).withTls(context(hub, hospital), certificate), m -> {
                    received.add(m);
                    return Receipt.accepted();
                })
                .start();
    }

    private static MllpClient client(MllpServer server, SSLContext context) {
        return new MllpClient(MllpClientSettings.of("127.0.0.1", server.port()).withTls(context, false));
    }

    private static MllpAck send(MllpClient client) throws MllpException {
        return client.send(MllpServerIT.message("C1").getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
    }

    private static SSLContext context(KeyStore own, KeyStore trusted) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("trusted", certificate(trusted));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static Certificate certificate(KeyStore store) throws Exception {
        return store.getCertificate("key");
    }

    /** A key of its own and a certificate for it, made by the JDK's keytool. */
    private static KeyStore key(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=IP:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }
}
