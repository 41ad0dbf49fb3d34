package org.yilian.hub.intake;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.mappings.hl7v2.FacilityProfile;
import org.yilian.mappings.hl7v2.ProfileTables;

/** How each facility's messages are read: the region's description as the mappings want it. */
@Component
class Profiles {
    private final Map<String, FacilityProfile> byFacility;

    Profiles(Region region) {
        byFacility = region.facilities().stream().collect(Collectors.toMap(Facility::code, profile()));
    }

    FacilityProfile of(String facility) {
        return byFacility.get(facility);
    }

    private static Function<Facility, FacilityProfile> profile() {
        return facility -> {
            FacilityProfile.Builder builder = FacilityProfile.builder(facility.code())
                    .name(facility.nameZh())
                    .zone(facility.zone())
                    .defaultCharset(facility.charset())
                    .visitNumber(FacilityProfile.VisitNumber.valueOf(
                            facility.visitNumber().replace('-', '_')));
            facility.authorities()
                    .forEach((key, authority) -> builder.authority(key, authority.system(), authority.type()));
            Facility.Authority bare = facility.defaultAuthority() == null
                    ? null
                    : facility.authorities().get(facility.defaultAuthority());
            if (bare != null) {
                builder.defaultAuthority(new FacilityProfile.Authority(bare.system(), bare.type()));
            }
            builder.codes(ProfileTables.codes(facility.codes()));
            return builder.build();
        };
    }
}
