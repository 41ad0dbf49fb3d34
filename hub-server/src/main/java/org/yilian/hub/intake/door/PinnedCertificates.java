package org.yilian.hub.intake.door;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yilian.hub.facility.Region;

/**
 * Trusts exactly the client certificates that a facility of the region has pinned, as long as they are valid; who issued
 * them does not matter. Trusts no server: the hub's listeners are never clients.
 */
final class PinnedCertificates extends X509ExtendedTrustManager {
    private static final Logger LOG = LoggerFactory.getLogger(PinnedCertificates.class);

    private final Region region;

    PinnedCertificates(Region region) {
        this.region = region;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        String fingerprint = fingerprint(chain[0]);
        if (region.byCertificate(fingerprint).isEmpty()) {
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

    static String fingerprint(X509Certificate certificate) throws CertificateException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new CertificateException(e);
        }
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
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("no servers here");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("no servers here");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("no servers here");
    }

    /** None named: a client offers the certificate it has. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
