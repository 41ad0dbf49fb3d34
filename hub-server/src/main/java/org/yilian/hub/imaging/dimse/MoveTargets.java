package org.yilian.hub.imaging.dimse;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yilian.dicom.net.AssociationInfo;
import org.yilian.dicom.net.AssociationRequest;
import org.yilian.dicom.net.MoveDestinations;
import org.yilian.hub.facility.Facility.HospitalSystem;
import org.yilian.hub.facility.PinnedCertificates;
import org.yilian.hub.facility.Region;
import org.yilian.hub.imaging.ingest.DicomDoorSettings;
import org.yilian.hub.platform.TlsSettings;

/**
 * Systems of the region that can be sent to: those whose AE title has a host and a port. One that has certificates is spoken
 * to over TLS, and has to show one of them.
 */
@Component("moveTargets")
class MoveTargets implements MoveDestinations {
    private final Region region;
    private final DicomDoorSettings settings;
    private final TlsSettings tls;

    MoveTargets(Region region, DicomDoorSettings settings, TlsSettings tls) {
        this.region = region;
        this.settings = settings;
        this.tls = tls;
    }

    @Override
    public Optional<AssociationRequest> find(String aeTitle, AssociationInfo asking) {
        return find(aeTitle);
    }

    /** An association to ask for with the system of this AE title; empty where it is unknown or does not listen. */
    Optional<AssociationRequest> find(String aeTitle) {
        return region.byCallingAe(aeTitle)
                .flatMap(facility -> facility.systemOfAe(aeTitle))
                .filter(system -> system.host() != null && system.port() != null)
                .map(this::request);
    }

    private AssociationRequest request(HospitalSystem system) {
        AssociationRequest request = AssociationRequest.to(system.host(), system.port())
                .calling(settings.aeTitle())
                .called(system.ae());
        // The pin says who it is; what host its certificate names does not matter.
        return system.certificates().isEmpty()
                ? request
                : request.tls(tls.context(PinnedCertificates.ofServer(system.fingerprints())), false);
    }
}
