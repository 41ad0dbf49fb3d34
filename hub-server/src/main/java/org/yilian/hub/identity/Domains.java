package org.yilian.hub.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.platform.Urls;
import org.yilian.mappings.hl7v2.out.PatientNumber;

/** Who gives numbers in the region: by the name or OID that stands in CX-4, and by FHIR's system. */
@Component
class Domains {
    private static final String URN = "urn:oid:";
    private static final String CITIZEN = "CN-ID";

    private final Map<String, Facility.Authority> byName = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();

    Domains(Region region) {
        add(CITIZEN, new Facility.Authority(Urls.CITIZEN_ID, "NI"));
        for (Facility facility : region.facilities()) {
            facility.authorities().forEach(this::add);
        }
    }

    /** The first hospital that uses a name for somebody keeps it; another one's other meaning needs the OID. */
    private void add(String name, Facility.Authority authority) {
        byName.putIfAbsent(name, authority);
        names.putIfAbsent(authority.system(), name);
        if (authority.type() != null) {
            types.putIfAbsent(authority.system(), authority.type());
        }
    }

    /**
     * The system of an authority; empty if the region does not know it. An OID counts more than a name.
     *
     * @param asking the hospital that asks, whose own names are understood first
     */
    Optional<String> system(Facility asking, String name, String oid) {
        if (oid != null && !oid.isEmpty()) {
            String system = URN + oid;
            Facility.Authority named = byName.get(oid);
            return names.containsKey(system)
                    ? Optional.of(system)
                    : Optional.ofNullable(named).map(Facility.Authority::system);
        }
        if (name == null) {
            return Optional.empty();
        }
        Facility.Authority own = asking.authorities().get(name);
        return Optional.ofNullable(own == null ? byName.get(name) : own).map(Facility.Authority::system);
    }

    Set<String> systems() {
        return names.keySet();
    }

    boolean knows(String system) {
        return names.containsKey(system);
    }

    PatientNumber number(String system, String value) {
        String oid = system.startsWith(URN) ? system.substring(URN.length()) : null;
        return new PatientNumber(value, names.get(system), oid, types.get(system));
    }
}
