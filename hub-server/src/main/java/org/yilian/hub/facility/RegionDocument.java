package org.yilian.hub.facility;

import java.util.List;
import java.util.Map;

/** The shape of {@code region.yaml}; what stands in it is checked by {@link RegionReader}. docs/configuration.md has each key. */
record RegionDocument(
        About region,
        List<FacilityEntry> facilities,
        List<Folder> folders,
        List<DestinationEntry> destinations,
        List<RegionUser> users,
        Map<String, String> recognition) {

    record About(String code, String nameZh, String nameEn, String zone) {}

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
            Map<String, Facility.Authority> authorities,
            String defaultAuthority,
            String visitNumber,
            Facility.UnknownTriggers unknownTriggers,
            String codes) {}

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
