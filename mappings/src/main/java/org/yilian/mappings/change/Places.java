package org.yilian.mappings.change;

import java.util.List;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationComponent;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationStatus;
import org.hl7.fhir.r4.model.Reference;

/**
 * What one message says of the patient's own place, or of a temporary one.
 *
 * @param now null when it does not say
 * @param before null when it does not say
 */
record Places(EncounterLocationComponent now, EncounterLocationComponent before) {

    static Places of(List<EncounterLocationComponent> heard, boolean temporary) {
        return new Places(
                find(heard, temporary, EncounterLocationStatus.ACTIVE),
                find(heard, temporary, EncounterLocationStatus.COMPLETED));
    }

    private static EncounterLocationComponent find(
            List<EncounterLocationComponent> heard, boolean temporary, EncounterLocationStatus status) {
        return heard.stream()
                .filter(place -> isTemporary(place) == temporary && place.getStatus() == status)
                .findFirst()
                .orElse(null);
    }

    static boolean isTemporary(EncounterLocationComponent place) {
        return place.hasExtension(Whereabouts.CLASSIFICATION);
    }

    static boolean isSame(EncounterLocationComponent one, EncounterLocationComponent other) {
        return key(one.getLocation()).equals(key(other.getLocation()));
    }

    private static String key(Reference place) {
        if (place.hasReference()) {
            return place.getReference();
        }
        return place.hasIdentifier()
                ? place.getIdentifier().getSystem() + "|"
                        + place.getIdentifier().getValue()
                : String.valueOf(place.getDisplay());
    }
}
