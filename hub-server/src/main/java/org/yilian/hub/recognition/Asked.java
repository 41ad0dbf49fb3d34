package org.yilian.hub.recognition;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.identity.People;
import org.yilian.hub.identity.PersonSearch;
import org.yilian.hub.platform.Urls;

/** Whom a check is about. */
@Component
class Asked {
    /** What hospitals write where a URI is due. */
    private static final Set<String> CITIZEN_ALIASES = Set.of("身份证", "居民身份证", "cn-id", "id-card");

    private static final Set<String> OWN_ALIASES = Set.of("mrn", "病案号", "院内号");

    private final Region region;
    private final People people;
    private final PersonSearch search;

    Asked(Region region, People people, PersonSearch search) {
        this.region = region;
        this.people = people;
        this.search = search;
    }

    /**
     * @param key of the person, for telling later checks of the same one; empty if nobody is known
     * @param certain logical ids of the records that are this person's
     * @param possible logical ids of records that only may be
     * @param unambiguous false if the number leads to several persons
     * @param birthDate null if unknown or not a full date
     */
    record Subject(String key, Set<String> certain, Set<String> possible, boolean unambiguous, LocalDate birthDate) {
        static final Subject NOBODY = new Subject("", Set.of(), Set.of(), true, null);

        @Override
        public String toString() {
            return "Subject";
        }
    }

    Subject subject(CheckRequest.Patient patient, Facility org) {
        if (patient.reference() != null && !patient.reference().isBlank()) {
            String id = patient.reference().substring(patient.reference().lastIndexOf('/') + 1);
            return people.linkOf(id).map(link -> subject(link.person())).orElse(Subject.NOBODY);
        }
        List<Long> persons = people
                .find(system(patient.system(), org), patient.value().strip())
                .stream()
                .map(People.PersonLink::person)
                .distinct()
                .toList();
        if (persons.size() > 1) {
            return new Subject("", Set.of(), Set.of(), false, null);
        }
        return persons.isEmpty() ? Subject.NOBODY : subject(persons.get(0));
    }

    private Subject subject(long person) {
        Set<String> certain = new LinkedHashSet<>();
        Set<String> possible = new LinkedHashSet<>();
        people.recordsOf(person).forEach(link -> certain.add(link.patient()));
        if (certain.isEmpty()) {
            return Subject.NOBODY;
        }
        certain.forEach(record -> possible.addAll(people.possible(record)));
        possible.removeAll(certain);
        return new Subject("person/" + person, certain, possible, true, birthDate(person));
    }

    private LocalDate birthDate(long person) {
        try {
            return search.person(person, records -> records)
                    .map(found -> LocalDate.parse(found.birthDate()))
                    .orElse(null);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A URI as it is; else an alias, or the name the hospital uses for the authority in its messages. */
    private String system(String named, Facility org) {
        String plain = named.strip().toLowerCase(Locale.ROOT);
        if (CITIZEN_ALIASES.contains(plain)) {
            return Urls.CITIZEN_ID;
        }
        Map<String, Facility.Authority> authorities = org.authorities();
        if (OWN_ALIASES.contains(plain)) {
            return Optional.ofNullable(org.defaultAuthority())
                    .or(() -> Optional.of(org.code()))
                    .map(authorities::get)
                    .map(Facility.Authority::system)
                    .orElse(named);
        }
        return region.facilities().stream()
                .filter(facility -> facility.code().equals(named))
                .map(facility -> facility.authorities().get(named))
                .filter(java.util.Objects::nonNull)
                .map(Facility.Authority::system)
                .findFirst()
                .or(() -> Optional.ofNullable(authorities.get(named)).map(Facility.Authority::system))
                .orElse(named);
    }
}
