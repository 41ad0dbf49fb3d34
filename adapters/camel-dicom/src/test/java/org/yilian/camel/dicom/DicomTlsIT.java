package org.yilian.camel.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yilian.dicom.net.AssociationInfo;

/** The component over TLS with certificates on both sides. */
@Timeout(60)
class DicomTlsIT {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    private final CamelContext camel = new DefaultCamelContext();

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void bothSidesProveThemselves() throws Exception {
        AtomicReference<AssociationInfo> seen = new AtomicReference<>();
        camel.getRegistry().bind("tls", tls());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:server?sslContextParameters=#tls&needClientAuth=true&echoToRoute=true")
                        .routeId("secure")
                        .process(exchange -> seen.set(
                                exchange.getIn().getHeader(DicomConstants.ASSOCIATION, AssociationInfo.class)));
            }
        });
        camel.start();
        int port = ((DicomConsumer) camel.getRoute("secure").getConsumer()).port();

        try (var producer = camel.createProducerTemplate()) {
            producer.requestBody("dicom:127.0.0.1:" + port + "?operation=echo&sslContextParameters=#tls", "");
            assertThatThrownBy(() -> producer.requestBody("dicom:127.0.0.1:" + port + "?operation=echo", ""))
                    .isInstanceOf(Exception.class);
        }

        X509Certificate certificate = seen.get().peerCertificate();
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=both");
    }

    /** One key for both sides is enough to see that the material is used. */
    private SSLContextParameters tls() throws Exception {
        Path store = folder.resolve("both.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        (keytool + " -genkeypair -alias both -keyalg RSA -keysize 2048 -dname CN=both"
                                        + " -ext san=ip:127.0.0.1 -validity 2 -storetype PKCS12 -storepass " + PASSWORD
                                        + " -keystore " + store)
                                .split(" "))
                .inheritIO()
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStoreParameters keys = new KeyStoreParameters();
        keys.setResource("file:" + store);
        keys.setPassword(PASSWORD);
        keys.setType("PKCS12");
        KeyManagersParameters own = new KeyManagersParameters();
        own.setKeyStore(keys);
        own.setKeyPassword(PASSWORD);
        TrustManagersParameters trusted = new TrustManagersParameters();
        trusted.setKeyStore(keys);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setKeyManagers(own);
        parameters.setTrustManagers(trusted);
        return parameters;
    }
}
