package org.yilian.hub.platform;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLContext;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** A port of the web server that speaks TLS, with the hub's key, to those only who show a certificate that is trusted. */
public final class MutualTls {
    private MutualTls() {}

    /**
     * For {@code addAdditionalTomcatConnectors}.
     *
     * @param host address it listens on, null for all
     * @param port 0 for a free one
     * @throws IllegalStateException if the hub has no key
     */
    public static Connector connector(TlsSettings tls, X509TrustManager trust, String host, int port) {
        if (tls.certificate().isBlank()) {
            throw new IllegalStateException("HUB_MTLS_PORT: needs a certificate (HUB_TLS_CERTIFICATE)");
        }
        SSLHostConfig config = new SSLHostConfig();
        config.setProtocols(String.join("+", ModernTls.PROTOCOLS));
        config.setCiphers(String.join(":", ModernTls.SUITES));
        config.setCertificateVerification("required");
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(config, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setSslContext(new Context(tls.context(trust), tls.keys(), trust));
        config.addCertificate(certificate);
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        if (host != null) {
            connector.setProperty("address", host);
        }
        ((AbstractHttp11Protocol<?>) connector.getProtocolHandler()).addSslHostConfig(config);
        return connector;
    }

    /** The JDK's context in the web server's words. */
    private record Context(javax.net.ssl.SSLContext context, X509KeyManager keys, X509TrustManager trust)
            implements SSLContext {
        @Override
        public void init(KeyManager[] keyManagers, TrustManager[] trustManagers, SecureRandom random)
                throws KeyManagementException {
            // It is ready.
        }

        @Override
        public void destroy() {
            // Nothing is held.
        }

        @Override
        public SSLSessionContext getServerSessionContext() {
            return context.getServerSessionContext();
        }

        @Override
        public SSLEngine createSSLEngine() {
            return context.createSSLEngine();
        }

        @Override
        public SSLServerSocketFactory getServerSocketFactory() {
            return context.getServerSocketFactory();
        }

        @Override
        public SSLParameters getSupportedSSLParameters() {
            return context.getSupportedSSLParameters();
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return trust.getAcceptedIssuers();
        }
    }
}
