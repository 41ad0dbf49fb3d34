package org.yilian.hub.platform;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509KeyManager;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/**
 * The hub's own key for TLS. Without a certificate there is no TLS listener.
 *
 * @param certificate file with the certificate chain (PEM), or a PKCS#12 file with the key in it ({@code .p12}, {@code
 *     .pfx}); empty for no TLS
 * @param key file with the private key (PEM: PKCS#8, PKCS#1, SEC 1); empty with PKCS#12
 * @param password of the key or the PKCS#12 file
 * @param https whether the HTTP port speaks TLS with it, and nothing else
 */
@ConfigurationProperties("hub.tls")
public record TlsSettings(
        @DefaultValue("") String certificate,
        @DefaultValue("") String key,
        @DefaultValue("") String password,
        @DefaultValue("false") boolean https) {

    public TlsSettings {
        if (https && certificate.isBlank()) {
            throw new IllegalArgumentException("hub.tls.https: needs a certificate (HUB_TLS_CERTIFICATE)");
        }
    }

    /**
     * For a listener; empty where the hub has no key.
     *
     * @throws IllegalStateException if the key cannot be used: the hub then does not start
     */
    public Optional<SSLContext> listener(TrustManager trust) {
        return certificate.isBlank() ? Optional.empty() : Optional.of(context(trust));
    }

    /**
     * For connections of our own, which show the hub's certificate where it has one.
     *
     * @throws IllegalStateException if the key cannot be used
     */
    public SSLContext context(TrustManager trust) {
        try {
            KeyManager[] keys =
                    certificate.isBlank() ? null : bundle().getManagers().getKeyManagers();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException | RuntimeException e) {
            // The cause may quote the file.
            throw new IllegalStateException("HUB_TLS_CERTIFICATE, HUB_TLS_KEY or HUB_TLS_PASSWORD: no key to use ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    /** The key, for a server that asks for it by name. */
    X509KeyManager keys() {
        return Arrays.stream(bundle().getManagers().getKeyManagers())
                .filter(X509KeyManager.class::isInstance)
                .map(X509KeyManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** The same key for a web server. */
    SslBundle bundle() {
        return SslBundle.of(
                stores(),
                SslBundleKey.NONE,
                SslOptions.of(new LinkedHashSet<>(ModernTls.SUITES), new LinkedHashSet<>(ModernTls.PROTOCOLS)));
    }

    private SslStoreBundle stores() {
        String secret = password.isEmpty() ? null : password;
        if (certificate.endsWith(".p12") || certificate.endsWith(".pfx")) {
            return new JksSslStoreBundle(new JksSslStoreDetails("PKCS12", null, "file:" + certificate, secret), null);
        }
        return new PemSslStoreBundle(
                PemSslStoreDetails.forCertificate("file:" + certificate)
                        .withPrivateKey("file:" + key)
                        .withPrivateKeyPassword(secret),
                null);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "TlsSettings[" + certificate + "]";
    }
}
