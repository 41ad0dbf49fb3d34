package org.yilian.dicom.net;

import java.util.Optional;
import java.util.Set;

/** Decides who may associate with a {@link DicomServer}; called on the association's thread, so it may look things up. */
@FunctionalInterface
public interface AssociationPolicy {

    /** Why this association is refused; empty accepts it. */
    Optional<Rejection> refusal(AssociationInfo association);

    /** Accepts everybody, whatever they call us: for tests and closed networks. */
    static AssociationPolicy anybody() {
        return association -> Optional.empty();
    }

    /** Accepts everybody who calls this AE title. */
    static AssociationPolicy called(String aeTitle) {
        return association -> association.calledAe().equals(aeTitle)
                ? Optional.empty()
                : Optional.of(Rejection.CALLED_AE_TITLE_NOT_RECOGNIZED);
    }

    /** Accepts these calling AE titles, whatever they call us. */
    static AssociationPolicy calling(Set<String> aeTitles) {
        Set<String> known = Set.copyOf(aeTitles);
        return association -> known.contains(association.callingAe())
                ? Optional.empty()
                : Optional.of(Rejection.CALLING_AE_TITLE_NOT_RECOGNIZED);
    }

    /** Accepts these calling AE titles when they call this AE title. */
    static AssociationPolicy known(String aeTitle, Set<String> callingAeTitles) {
        AssociationPolicy called = called(aeTitle);
        AssociationPolicy calling = calling(callingAeTitles);
        return association -> called.refusal(association).or(() -> calling.refusal(association));
    }
}
