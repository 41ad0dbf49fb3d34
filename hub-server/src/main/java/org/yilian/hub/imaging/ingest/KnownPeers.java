package org.yilian.hub.imaging.ingest;

import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.yilian.dicom.net.AssociationInfo;
import org.yilian.dicom.net.AssociationPolicy;
import org.yilian.dicom.net.Rejection;
import org.yilian.hub.audit.Access;
import org.yilian.hub.audit.AuditTrail;
import org.yilian.hub.audit.Origin;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Facility.HospitalSystem;
import org.yilian.hub.facility.PinnedCertificates;
import org.yilian.hub.facility.Region;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;

/**
 * Who may associate: systems of the region by their AE titles, from the host that is named for them. Over TLS the certificate
 * must be one that the AE title's facility has pinned; a system that has certificates is not taken without.
 */
@Component("knownPeers")
class KnownPeers implements AssociationPolicy {
    private static final Logger LOG = LoggerFactory.getLogger(KnownPeers.class);

    private final AssociationPolicy called;
    private final Region region;
    private final AuditTrail trail;

    KnownPeers(DicomDoorSettings settings, Region region, AuditTrail trail) {
        this.called = AssociationPolicy.called(settings.aeTitle());
        this.region = region;
        this.trail = trail;
    }

    @Override
    public Optional<Rejection> refusal(AssociationInfo association) {
        return called.refusal(association)
                .or(() ->
                        knows(association) ? Optional.empty() : Optional.of(Rejection.CALLING_AE_TITLE_NOT_RECOGNIZED));
    }

    private boolean knows(AssociationInfo association) {
        Optional<Facility> facility = region.byCallingAe(association.callingAe());
        Optional<HospitalSystem> system = facility.flatMap(each -> each.systemOfAe(association.callingAe()));
        return system.isPresent()
                && isProven(association, facility.get(), system.get())
                && (system.get().host() == null
                        || comesFrom(association, system.get().host()));
    }

    private boolean isProven(AssociationInfo association, Facility named, HospitalSystem system) {
        if (association.peerCertificate() == null) {
            return system.certificates().isEmpty()
                    || refused(association, null, "HUB-0561", "has a certificate pinned and came without TLS");
        }
        Optional<Facility> proven = byCertificate(association);
        return proven.filter(facility -> facility.code().equals(named.code())).isPresent()
                || refused(
                        association,
                        proven.map(Facility::code).orElse(null),
                        "HUB-0560",
                        "came with the certificate of another facility");
    }

    private Optional<Facility> byCertificate(AssociationInfo association) {
        try {
            return region.byCertificate(PinnedCertificates.fingerprint(association.peerCertificate()));
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }

    /** Both AE title and facility are the region's own words: somebody else's text is not logged. */
    private boolean refused(AssociationInfo association, String provenFacility, String code, String what) {
        LOG.warn("{} association refused: calling AE title {} {}", code, association.callingAe(), what);
        trail.recordLater(Access.read(Door.DIMSE, null, List.of(), List.of())
                .as(Access.Action.EXECUTE, "associate")
                .by(Caller.system(association.callingAe(), provenFacility, Set.of()))
                .from(Origin.of(association.remote()))
                .ending(Access.Outcome.DENIED));
        return false;
    }

    private static boolean comesFrom(AssociationInfo association, String host) {
        return association.remote() != null
                && association.remote().getAddress() != null
                && (association.remote().getAddress().getHostAddress().equals(host)
                        || association.remote().getHostString().equalsIgnoreCase(host));
    }
}
