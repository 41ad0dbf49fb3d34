package org.yilian.hub.intake;

import org.springframework.stereotype.Component;
import org.yilian.hl7v2.MshHeader;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.mappings.hl7v2.FacilityProfile;

/** How each sender's messages are read, as the region's description says at this moment. */
@Component
class Profiles {
    private final Region region;

    Profiles(Region region) {
        this.region = region;
    }

    /** Null when the sender is no member any more. MSH-3 is looked at only where a hospital's systems differ. */
    FacilityProfile of(String facility, byte[] raw) {
        Facility member = region.facility(facility).orElse(null);
        if (member == null || member.interfaces().isEmpty()) {
            return member == null ? null : member.profile();
        }
        MshHeader msh = MshHeader.parse(raw);
        return msh == null ? member.profile() : member.profile(msh.sendingApplicationName());
    }
}
