package org.yilian.hub.facility;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yilian.mappings.hl7v2.FacilityProfile;
import org.yilian.mappings.hl7v2.profile.ProfileReader;

/** The profiles of one hospital: base, then vendor and hospital, then what single systems (MSH-3) do differently. */
final class HospitalProfiles {
    private static final int VERSION_BYTES = 6;

    private final RegionFiles files;
    private final String file;
    private final String key;
    private final RegionDocument.FacilityEntry entry;
    private final ZoneId regionZone;
    private ProfileReader hospital;

    HospitalProfiles(
            RegionFiles files, String file, String key, RegionDocument.FacilityEntry entry, String regionZone) {
        this.files = files;
        this.file = file;
        this.key = key;
        this.entry = entry;
        this.regionZone = ZoneId.of(regionZone);
    }

    FacilityProfile ofHospital() {
        hospital = layers();
        return versioned(hospital);
    }

    /** As the hospital's layers name them; ask after {@link #ofHospital}. */
    Map<String, Facility.Authority> authorities() {
        Map<String, Facility.Authority> all = new TreeMap<>();
        hospital.authorities()
                .forEach((name, each) -> all.put(name, new Facility.Authority(each.system(), each.type())));
        return all;
    }

    String defaultAuthority() {
        return hospital.defaultAuthority();
    }

    Map<String, FacilityProfile> ofSystems() {
        Map<String, FacilityProfile> all = new HashMap<>();
        List<Facility.HospitalSystem> systems = entry.systems() == null ? List.of() : entry.systems();
        for (int i = 0; i < systems.size(); i++) {
            if (systems.get(i).profile() != null) {
                ProfileReader reader = layers();
                lay(reader, key + ".systems[" + i + "].profile", systems.get(i).profile());
                all.put(systems.get(i).msh3(), versioned(reader));
            }
        }
        return Map.copyOf(all);
    }

    private ProfileReader layers() {
        FacilityProfile.Builder base =
                FacilityProfile.builder(entry.code()).name(entry.nameZh()).zone(regionZone);
        ProfileReader reader = new ProfileReader(base.build(), files);
        lay(reader, key + ".profile", entry.profile());
        return reader.layer(file, key, entry.ownLayer());
    }

    @SuppressWarnings("unchecked")
    private void lay(ProfileReader reader, String where, Object profile) {
        if (profile instanceof Map) {
            reader.layer(file, where, (Map<String, Object>) profile);
        } else if (profile instanceof String path) {
            reader.layer(file, where, path);
        } else if (profile != null) {
            throw new RegionMistake(file, where, "must be a mapping or name a file");
        }
    }

    private FacilityProfile versioned(ProfileReader reader) {
        return reader.finish().version(version(reader.sources())).build();
    }

    /** The same descriptions and tables have the same version, wherever they stand. */
    private String version(List<String> sources) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((entry.code() + "|" + entry.nameZh() + "|" + regionZone).getBytes(StandardCharsets.UTF_8));
            for (String source : sources) {
                digest.update((byte) 0);
                digest.update(source.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
