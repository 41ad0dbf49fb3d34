package org.yilian.dicom.net;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;

/**
 * Who speaks with whom. The text form leaves out everything but the AE titles, so that nothing more gets into a log.
 *
 * @param callingAe AE title of the requestor
 * @param calledAe AE title it asked for
 * @param remote the peer's address; never to be logged
 * @param peerCertificate the peer's certificate when it proved one in TLS, else null
 * @param userIdentity what the requestor says about its user, unproven; null if nothing
 * @param implementationClassUid the peer's implementation, null if unknown
 * @param implementationVersionName the peer's implementation version, null if unknown
 */
public record AssociationInfo(
        String callingAe,
        String calledAe,
        InetSocketAddress remote,
        X509Certificate peerCertificate,
        UserIdentity userIdentity,
        String implementationClassUid,
        String implementationVersionName) {

    @Override
    public String toString() {
        return callingAe + "->" + calledAe;
    }
}
