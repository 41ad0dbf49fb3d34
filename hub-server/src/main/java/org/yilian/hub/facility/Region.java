package org.yilian.hub.facility;

import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The region and who is known in it, by every name they come under. Immutable. */
public final class Region {
    private final String code;
    private final String nameZh;
    private final String nameEn;
    private final ZoneId zone;
    private final Map<String, Facility> facilities = new LinkedHashMap<>();
    private final Map<String, Facility> byAe = new HashMap<>();
    private final Map<String, Facility> byClient = new HashMap<>();
    private final Map<String, Facility> byCertificate = new HashMap<>();
    private final List<Folder> folders;
    private final List<Destination> destinations;
    private final List<RegionUser> users;
    private final Map<String, String> recognition;
    private final boolean demo;

    Region(
            RegionDocument.About about,
            List<Facility> facilities,
            List<Folder> folders,
            List<Destination> destinations,
            List<RegionUser> users,
            Map<String, String> recognition,
            boolean demo) {
        this.code = about.code();
        this.nameZh = about.nameZh();
        this.nameEn = about.nameEn();
        this.zone = ZoneId.of(about.zone());
        this.folders = List.copyOf(folders);
        this.destinations = List.copyOf(destinations);
        this.users = List.copyOf(users);
        this.recognition = Map.copyOf(recognition);
        this.demo = demo;
        for (Facility facility : facilities) {
            this.facilities.put(facility.code(), facility);
            facility.systems().stream()
                    .filter(system -> system.ae() != null)
                    .forEach(system -> byAe.put(system.ae(), facility));
            facility.systems().stream()
                    .flatMap(system -> system.fingerprints().stream())
                    .forEach(print -> byCertificate.put(print, facility));
            facility.clients().forEach(client -> byClient.put(client.id(), facility));
        }
    }

    public String code() {
        return code;
    }

    public String nameZh() {
        return nameZh;
    }

    public String nameEn() {
        return nameEn;
    }

    /** The region's own zone: months of reports and days of windows are counted in it. */
    public ZoneId zone() {
        return zone;
    }

    public Collection<Facility> facilities() {
        return facilities.values();
    }

    public Optional<Facility> facility(String facilityCode) {
        return Optional.ofNullable(facilities.get(facilityCode));
    }

    /**
     * Who sends under these names. In the demo region a sender is known by MSH-4 alone, whatever MSH-3 says.
     *
     * @param msh3 sending application
     * @param msh4 sending facility
     */
    public Optional<Facility> bySender(String msh3, String msh4) {
        if (demo) {
            return facility(msh4);
        }
        return facilities.values().stream()
                .filter(facility -> facility.systems().stream().anyMatch(system -> sends(system, msh3, msh4)))
                .findFirst();
    }

    private static boolean sends(Facility.HospitalSystem system, String msh3, String msh4) {
        return system.msh4() != null
                && system.msh4().equals(msh4)
                && (system.msh3() == null
                        || system.msh3().equals("*")
                        || system.msh3().equals(msh3));
    }

    /**
     * Whether the system that sends under these names has a certificate pinned: then nothing it sends otherwise is its.
     *
     * @param msh3 sending application
     * @param msh4 sending facility
     */
    public boolean isPinned(String msh3, String msh4) {
        return facilities.values().stream()
                .flatMap(facility -> facility.systems().stream())
                .anyMatch(system -> !system.certificates().isEmpty() && sends(system, msh3, msh4));
    }

    /** Who has pinned this client certificate: SHA-256 of its DER form, lower-case hexadecimal. */
    public Optional<Facility> byCertificate(String fingerprint) {
        return Optional.ofNullable(byCertificate.get(fingerprint));
    }

    /** Where hospitals drop files. */
    public List<Folder> folders() {
        return folders;
    }

    public Optional<Facility> byCallingAe(String ae) {
        return Optional.ofNullable(byAe.get(ae));
    }

    public Optional<Facility> byClientId(String id) {
        return Optional.ofNullable(byClient.get(id));
    }

    /** Hospital systems that the hub sends HL7 v2 to. */
    public List<Destination> destinations() {
        return destinations;
    }

    public List<RegionUser> users() {
        return users;
    }

    /**
     * One of the region's files of recognition rules, as text.
     *
     * @param name {@code catalogue}, {@code qualifications} or {@code prices}
     */
    public Optional<String> recognitionFile(String name) {
        return Optional.ofNullable(recognition.get(name));
    }
}
