package org.yilian.hub.facility;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.yilian.hub.platform.HubSettings;
import org.yilian.mappings.hl7v2.FacilityProfile;

/**
 * Reads {@code region.yaml} and the files it names again, and puts all members' profiles in the place of the old ones at
 * once. A description with a mistake is refused as a whole; then everything stays as it is. What only a start can take over
 * is said, and left alone.
 */
@Component
public class RegionReload {
    private static final Logger LOG = LoggerFactory.getLogger(RegionReload.class);

    private final Region region;
    private final HubSettings settings;

    RegionReload(Region region, HubSettings settings) {
        this.region = region;
        this.settings = settings;
    }

    /**
     * What a reload did.
     *
     * @param changed versions after, by facility or {@code facility/MSH-3}, of profiles that differ from before
     * @param afterRestart what the description says that the hub takes over at its next start only
     */
    public record Change(Map<String, String> changed, List<String> afterRestart) {}

    /** @throws RegionMistake when the description is wrong: then nothing has changed */
    public synchronized Change reload() {
        Region next = RegionFile.read(settings.region(), settings.demo());
        List<String> later = new ArrayList<>();
        for (Region.Part part : Region.Part.values()) {
            if (!region.hasSame(part, next)) {
                later.add(part.name().toLowerCase(Locale.ROOT));
            }
        }
        Map<String, Facility> members = members(next, later);
        Map<String, String> changed = changed(members);
        region.take(members.values());
        LOG.info("region read again: profiles={} afterRestart={}", changed.keySet(), later);
        return new Change(changed, later);
    }

    /** Versions of all profiles in use, by facility or {@code facility/MSH-3}. */
    public Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        region.facilities().forEach(facility -> versions.putAll(versions(facility)));
        return versions;
    }

    /** A member that is gone stays: its records do, too. Clients are known to the token endpoint since the start. */
    private Map<String, Facility> members(Region next, List<String> later) {
        Map<String, Facility> members = new LinkedHashMap<>();
        next.facilities().forEach(each -> members.put(each.code(), each));
        for (Facility old : region.facilities()) {
            Facility now = members.putIfAbsent(old.code(), old);
            if (now == null) {
                later.add("facilities." + old.code() + " (removed)");
            } else if (!now.clients().equals(old.clients())) {
                later.add("facilities." + old.code() + ".clients");
            }
        }
        for (Facility each : next.facilities()) {
            if (region.facility(each.code()).isEmpty() && !each.clients().isEmpty()) {
                later.add("facilities." + each.code() + ".clients");
            }
        }
        return members;
    }

    private Map<String, String> changed(Map<String, Facility> members) {
        Map<String, String> before = versions();
        Map<String, String> changed = new TreeMap<>();
        members.values().forEach(each -> changed.putAll(versions(each)));
        changed.entrySet().removeIf(each -> each.getValue().equals(before.get(each.getKey())));
        return changed;
    }

    private static Map<String, String> versions(Facility facility) {
        Map<String, String> versions = new TreeMap<>();
        versions.put(facility.code(), facility.profile().version());
        for (Map.Entry<String, FacilityProfile> each : facility.interfaces().entrySet()) {
            versions.put(facility.code() + "/" + each.getKey(), each.getValue().version());
        }
        return versions;
    }
}
