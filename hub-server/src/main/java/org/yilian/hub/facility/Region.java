package org.yilian.hub.facility;

import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The region and who is known in it, by every name they come under. What it says about members changes as a whole when
 * the description is read again ({@link RegionReload}): ask it, do not keep what it answered. The region itself, its users,
 * apps and rules stay until the next start.
 */
public final class Region {
    private final RegionDocument.About about;
    private final List<Folder> folders;
    private final List<Destination> destinations;
    private final List<RegionUser> users;
    private final List<RegionApp> apps;
    private final Map<String, String> recognition;
    private final SharePolicy sharing;
    private final boolean demo;
    private volatile Members members;

    Region(
            RegionDocument.About about,
            List<Facility> facilities,
            List<Folder> folders,
            List<Destination> destinations,
            List<RegionUser> users,
            List<RegionApp> apps,
            Map<String, String> recognition,
            SharePolicy sharing,
            boolean demo) {
        this.about = about;
        this.folders = List.copyOf(folders);
        this.destinations = List.copyOf(destinations);
        this.users = List.copyOf(users);
        this.apps = List.copyOf(apps);
        this.recognition = Map.copyOf(recognition);
        this.sharing = sharing;
        this.demo = demo;
        this.members = Members.of(facilities);
    }

    /** The members as one description states them. */
    private record Members(
            Map<String, Facility> byCode,
            Map<String, Facility> byAe,
            Map<String, Facility> byClient,
            Map<String, Facility> byCertificate) {
        static Members of(Collection<Facility> facilities) {
            Members all = new Members(new LinkedHashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
            for (Facility facility : facilities) {
                all.byCode.put(facility.code(), facility);
                facility.systems().stream()
                        .filter(system -> system.ae() != null)
                        .forEach(system -> all.byAe.put(system.ae(), facility));
                facility.systems().stream()
                        .flatMap(system -> system.fingerprints().stream())
                        .forEach(print -> all.byCertificate.put(print, facility));
                facility.clients().forEach(client -> all.byClient.put(client.id(), facility));
            }
            return all;
        }
    }

    public String code() {
        return about.code();
    }

    public String nameZh() {
        return about.nameZh();
    }

    public String nameEn() {
        return about.nameEn();
    }

    /** The region's own zone: months of reports and days of windows are counted in it. */
    public ZoneId zone() {
        return ZoneId.of(about.zone());
    }

    public Collection<Facility> facilities() {
        return members.byCode.values();
    }

    public Optional<Facility> facility(String facilityCode) {
        return Optional.ofNullable(members.byCode.get(facilityCode));
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
        return facilities().stream()
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
        return facilities().stream()
                .flatMap(facility -> facility.systems().stream())
                .anyMatch(system -> !system.certificates().isEmpty() && sends(system, msh3, msh4));
    }

    /** Who has pinned this client certificate: SHA-256 of its DER form, lower-case hexadecimal. */
    public Optional<Facility> byCertificate(String fingerprint) {
        return Optional.ofNullable(members.byCertificate.get(fingerprint));
    }

    /** Where hospitals drop files. */
    public List<Folder> folders() {
        return folders;
    }

    public Optional<Facility> byCallingAe(String ae) {
        return Optional.ofNullable(members.byAe.get(ae));
    }

    public Optional<Facility> byClientId(String id) {
        return Optional.ofNullable(members.byClient.get(id));
    }

    /** Hospital systems that the hub sends HL7 v2 to. */
    public List<Destination> destinations() {
        return destinations;
    }

    /**
     * Where the application acknowledgments of a facility's system go: to the destination that receives them under the
     * system's name, else to the only one of the facility that receives any.
     *
     * @param msh3 sending application
     */
    public Optional<Destination> answers(String facility, String msh3) {
        List<Destination> all = destinations.stream()
                .filter(each ->
                        each.facility().equals(facility) && each.receives().contains(Destination.Kind.ACKNOWLEDGMENTS))
                .toList();
        return all.stream()
                .filter(each -> each.receivingApplication().equals(msh3))
                .findFirst()
                .or(() -> all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty());
    }

    public List<RegionUser> users() {
        return users;
    }

    /** What the region's people use with their own accounts. */
    public List<RegionApp> apps() {
        return apps;
    }

    /** What hospitals show of their records to each other. */
    public SharePolicy sharing() {
        return sharing;
    }

    /**
     * One of the region's files of recognition rules, as text.
     *
     * @param name {@code catalogue}, {@code qualifications} or {@code prices}
     */
    public Optional<String> recognitionFile(String name) {
        return Optional.ofNullable(recognition.get(name));
    }

    /** Takes other members in the place of all it knows. */
    void take(Collection<Facility> facilities) {
        members = Members.of(facilities);
    }

    /** Whether another description says the same beside its members. */
    boolean hasSame(Part part, Region other) {
        return switch (part) {
            case REGION -> about.equals(other.about);
            case FOLDERS -> folders.equals(other.folders);
            case DESTINATIONS -> destinations.equals(other.destinations);
            case USERS -> users.equals(other.users);
            case APPS -> apps.equals(other.apps);
            case RECOGNITION -> recognition.equals(other.recognition);
            case SHARING -> sharing.equals(other.sharing);
        };
    }

    /** What of a description only a start reads. */
    enum Part {
        REGION,
        FOLDERS,
        DESTINATIONS,
        USERS,
        APPS,
        RECOGNITION,
        SHARING
    }
}
