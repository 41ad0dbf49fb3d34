package org.yilian.hub.imaging.dimse;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yilian.dicom.net.AssociationInfo;
import org.yilian.dicom.net.AssociationRequest;
import org.yilian.dicom.net.MoveDestinations;
import org.yilian.hub.facility.Region;
import org.yilian.hub.imaging.ingest.DicomDoorSettings;

/** Systems of the region that can be sent to: those whose AE title has a host and a port. */
@Component("moveTargets")
class MoveTargets implements MoveDestinations {
    private final Region region;
    private final DicomDoorSettings settings;

    MoveTargets(Region region, DicomDoorSettings settings) {
        this.region = region;
        this.settings = settings;
    }

    @Override
    public Optional<AssociationRequest> find(String aeTitle, AssociationInfo asking) {
        return find(aeTitle);
    }

    /** An association to ask for with the system of this AE title; empty where it is unknown or does not listen. */
    Optional<AssociationRequest> find(String aeTitle) {
        return region.byCallingAe(aeTitle).stream()
                .flatMap(facility -> facility.systems().stream())
                .filter(system -> aeTitle.equals(system.ae()) && system.host() != null && system.port() != null)
                .findFirst()
                .map(system -> AssociationRequest.to(system.host(), system.port())
                        .calling(settings.aeTitle())
                        .called(aeTitle));
    }
}
