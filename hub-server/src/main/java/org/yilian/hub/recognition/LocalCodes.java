package org.yilian.hub.recognition;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Region;
import org.yilian.mappings.hl7v2.FacilityProfile.CodeMapping;

/** Every hospital's own codes and the regional items they stand for, as its profile says at this moment. */
@Component
class LocalCodes {
    private final Region region;

    LocalCodes(Region region) {
        this.region = region;
    }

    /** Null for a code that is not mapped. */
    String item(String facility, String localCode) {
        CodeMapping mapping = localCode == null ? null : codes(facility).get(localCode);
        return mapping == null ? null : mapping.item();
    }

    /** All regional items the hospital has codes for; empty if it has no table. */
    Set<String> menu(String facility) {
        return codes(facility).values().stream()
                .map(CodeMapping::item)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Map<String, CodeMapping> codes(String facility) {
        return region.facility(facility).map(each -> each.profile().codes()).orElse(Map.of());
    }
}
