package org.yilian.hub.facility;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trusts exactly the certificates that the region has pinned, as long as they are valid; who issued them does not matter. */
public final class PinnedCertificates extends X509ExtendedTrustManager {
    private static final Logger LOG = LoggerFactory.getLogger(PinnedCertificates.class);

    private final Predicate<String> clients;
    private final Predicate<String> servers;

    private PinnedCertificates(Predicate<String> clients, Predicate<String> servers) {
        this.clients = clients;
        this.servers = servers;
    }

    /** For the hub's listeners: every certificate that a system of the region has pinned at that moment. No server. */
    public static PinnedCertificates ofClients(Region region) {
        return new PinnedCertificates(print -> region.byCertificate(print).isPresent(), print -> false);
    }

    /**
     * For a listener of the hub's. No server.
     *
     * @param pinned whether a certificate of this fingerprint is trusted
     */
    public static PinnedCertificates ofClients(Predicate<String> pinned) {
        return new PinnedCertificates(pinned, print -> false);
    }

    /**
     * For a connection of the hub's own. No client.
     *
     * @param fingerprints of the certificates that the other side may show, as lower-case hexadecimal digits
     */
    public static PinnedCertificates ofServer(Collection<String> fingerprints) {
        return new PinnedCertificates(print -> false, Set.copyOf(fingerprints)::contains);
    }

    /** SHA-256 of the DER form as lower-case hexadecimal digits, what {@link Region#byCertificate} knows it by. */
    public static String fingerprint(X509Certificate certificate) throws CertificateException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new CertificateException(e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        String fingerprint = fingerprint(chain[0]);
        if (!clients.test(fingerprint)) {
            // What an operator needs to pin it, if it is the hospital's. Not its names: anybody can write those.
            LOG.warn("HUB-0140 a client certificate that nobody has pinned: sha256:{}", fingerprint);
            throw new CertificateException("not pinned");
        }
        try {
            chain[0].checkValidity();
        } catch (CertificateException e) {
            LOG.warn("HUB-0141 a pinned client certificate is not valid now: sha256:{}", fingerprint);
            throw new CertificateException("not valid now");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        if (!servers.test(fingerprint(chain[0]))) {
            throw new CertificateException("not pinned");
        }
        chain[0].checkValidity();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    /** None named: a client offers the certificate it has. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
