package org.yilian.hub.imaging.dimse;

import org.yilian.dicom.net.AssociationInfo;
import org.yilian.hub.audit.Origin;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.security.Caller;

/** The system that asks: known by the door, which let it associate. */
record Peer(AssociationInfo association, Facility facility, Caller caller) {
    Origin origin() {
        return Origin.of(association.remote());
    }
}
