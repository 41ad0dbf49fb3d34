package org.yilian.dicom.net;

import java.util.Optional;

/** Knows where AE titles live. */
@FunctionalInterface
public interface MoveDestinations {

    /** A new request each time with host, port, AE titles and security of a destination, without contexts; empty is answered with status A801. */
    Optional<AssociationRequest> find(String aeTitle, AssociationInfo asking);
}
