package org.yilian.hub.recognition;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.mappings.hl7v2.FacilityProfile.CodeMapping;
import org.yilian.mappings.hl7v2.ProfileTables;

/** Every hospital's own codes and the regional items they stand for. */
@Component
class LocalCodes {
    private final Map<String, Map<String, String>> items = new HashMap<>();

    LocalCodes(Region region) {
        for (Facility facility : region.facilities()) {
            Map<String, String> own = new HashMap<>();
            for (CodeMapping mapping : ProfileTables.codes(facility.codes())) {
                if (mapping.item() != null) {
                    own.put(mapping.local(), mapping.item());
                }
            }
            items.put(facility.code(), own);
        }
    }

    /** Null for a code that is not mapped. */
    String item(String facility, String localCode) {
        return localCode == null ? null : items.getOrDefault(facility, Map.of()).get(localCode);
    }

    /** All regional items the hospital has codes for; empty if it has no table. */
    Set<String> menu(String facility) {
        return Set.copyOf(items.getOrDefault(facility, Map.of()).values());
    }
}
