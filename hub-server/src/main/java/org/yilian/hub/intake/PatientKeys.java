package org.yilian.hub.intake;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;
import org.yilian.mappings.LogicalIds;
import org.yilian.mappings.hl7v2.FacilityProfile;

/**
 * A patient's number as an operator has it in hand, to the logical ids under which messages about the patient are kept. The
 * number itself is neither stored nor logged, and no name is ever needed.
 */
@Component
class PatientKeys {
    private static final int LONGEST = 100;

    private final Region region;

    PatientKeys(Region region) {
        this.region = region;
    }

    /** One id for each authority that this hospital's numbers can have. */
    List<String> of(String facility, String number) {
        Facility member = region.facility(facility == null ? "" : facility).orElse(null);
        if (member == null || number == null || number.isBlank() || number.length() > LONGEST) {
            throw new HubFailure(
                    FailureCategory.INCORRECT, "HUB-0151", "a search by patient needs a facility and a number");
        }
        return systems(member.profile()).stream()
                .map(system -> LogicalIds.patient(member.code(), system, number.strip()))
                .toList();
    }

    private static Set<String> systems(FacilityProfile profile) {
        Set<String> systems = new LinkedHashSet<>();
        if (profile.defaultAuthority() != null) {
            systems.add(profile.defaultAuthority().system());
        }
        profile.authorities().values().forEach(each -> systems.add(each.system()));
        return systems;
    }
}
