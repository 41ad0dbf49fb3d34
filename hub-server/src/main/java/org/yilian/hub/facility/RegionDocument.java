package org.yilian.hub.facility;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The shape of {@code region.yaml}; what stands in it is checked by {@link RegionReader}. docs/configuration.md has each key. */
record RegionDocument(
        About region,
        List<FacilityEntry> facilities,
        List<Folder> folders,
        List<DestinationEntry> destinations,
        List<RegionUser> users,
        List<RegionApp> apps,
        Map<String, String> recognition,
        SharingEntry sharing) {

    /** A message whose trigger event the hub cannot translate. */
    enum UnknownTriggers {
        /** Answered AR: the sender learns that it sends what nobody uses. */
        REFUSE,
        /** Answered AA and kept, to be worked on when there is a mapping: for senders that block their queue on AR. */
        PARK
    }

    record About(String code, String nameZh, String nameEn, String zone) {}

    /**
     * @param authorities as in a profile, like zone, charset, defaultAuthority, visitNumber and codes, which hold against it
     * @param profile the hospital's profile: a file's path, or the description itself
     */
    record FacilityEntry(
            String code,
            String nameZh,
            String nameEn,
            Facility.Level level,
            String district,
            String zone,
            String charset,
            List<Facility.HospitalSystem> systems,
            List<Facility.Client> clients,
            Map<String, Object> authorities,
            String defaultAuthority,
            String visitNumber,
            UnknownTriggers unknownTriggers,
            Object codes,
            Object profile) {

        /** What is said here beside the profile, as one more layer of it. */
        Map<String, Object> ownLayer() {
            Map<String, Object> layer = new LinkedHashMap<>();
            layer.put("zone", zone);
            layer.put("charset", charset);
            layer.put("authorities", authorities);
            layer.put("defaultAuthority", defaultAuthority);
            layer.put("visitNumber", visitNumber);
            layer.put("codes", codes);
            if (unknownTriggers != null) {
                layer.put("acknowledgment", Map.of("parkUnknown", unknownTriggers == UnknownTriggers.PARK));
            }
            layer.values().removeIf(Objects::isNull);
            return layer;
        }
    }

    /** As {@link Destination}, before defaults are filled in. */
    record DestinationEntry(
            String name,
            String facility,
            String host,
            Integer port,
            boolean tls,
            String certificate,
            String sendingApplication,
            String sendingFacility,
            String receivingApplication,
            String receivingFacility,
            List<Destination.Kind> receives,
            String charset,
            String version,
            Destination.Order order) {}
}
