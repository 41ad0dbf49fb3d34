package org.yilian.hub.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.record.RecordReader;
import org.yilian.mappings.hl7v2.out.PatientNumber;
import org.yilian.mappings.hl7v2.query.Answer;
import org.yilian.mappings.hl7v2.query.Query;

/**
 * Finds people for queries, person by person: only certain links count, and only records that who asks may see. Joins the
 * caller's transaction.
 */
@Component
class PeopleFinder {
    private static final int MOST_CANDIDATES = 500;

    private final JdbcClient jdbc;
    private final People people;
    private final Domains domains;
    private final RecordReader record;

    PeopleFinder(JdbcClient jdbc, People people, Domains domains, RecordReader record) {
        this.jdbc = jdbc;
        this.people = people;
        this.domains = domains;
        this.record = record;
    }

    /** Leaves of records those that who asks may see, in their order. */
    interface Seen extends UnaryOperator<List<People.PersonLink>> {}

    /** A person with the record that shows who it is. */
    record Found(long person, Patient patient) {
        /** Nothing of the person. */
        @Override
        public String toString() {
            return "Found[" + person + "]";
        }
    }

    /**
     * People for whom everything asked holds, by person. At least a number, a day of birth, or the beginning of a name is
     * needed: what cannot use an index is refused.
     *
     * @return empty if too little is asked
     */
    Optional<List<Found>> find(PersonCriteria criteria, Facility asking, Seen seen) {
        Optional<List<String>> candidates = candidates(criteria, asking, seen);
        return candidates.map(records -> {
            Map<Long, Found> found = new LinkedHashMap<>();
            List<People.PersonLink> links = records.stream()
                    .flatMap(each -> people.linkOf(each).stream())
                    .toList();
            for (People.PersonLink link : seen.apply(links)) {
                patients(link, seen).stream()
                        .filter(criteria::matches)
                        .findFirst()
                        .ifPresent(patient -> found.putIfAbsent(link.person(), new Found(link.person(), patient)));
            }
            return found.values().stream()
                    .sorted(java.util.Comparator.comparingLong(Found::person))
                    .toList();
        });
    }

    /** The person as that record shows it, or another one if that was merged away. */
    List<Found> shown(People.PersonLink link, Seen seen) {
        return patients(link, seen).stream()
                .limit(1)
                .map(patient -> new Found(link.person(), patient))
                .toList();
    }

    /** The record itself if it still holds, then the person's others. */
    private List<Patient> patients(People.PersonLink link, Seen seen) {
        Set<String> records = new LinkedHashSet<>(List.of(link.patient()));
        seen.apply(people.recordsOf(link.person())).forEach(each -> records.add(each.patient()));
        return records.stream()
                .map(each -> record.read(Patient.class, each))
                .flatMap(Optional::stream)
                .filter(each -> !each.hasActive() || each.getActive())
                .toList();
    }

    private Optional<List<String>> candidates(PersonCriteria criteria, Facility asking, Seen seen) {
        if (!criteria.numbers().isEmpty()) {
            return Optional.of(byNumbers(criteria.numbers(), asking, seen));
        }
        if (!criteria.nameBegins().isEmpty()) {
            String name =
                    criteria.nameBegins().replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
            return Optional.of(jdbc.sql("select patient from yh_patient_key where kind = 'NAME' and key_value like ?"
                            + " escape '!' order by patient limit " + MOST_CANDIDATES)
                    .param(name)
                    .query(String.class)
                    .list());
        }
        if (!criteria.birthDate().isEmpty()) {
            return Optional.of(jdbc.sql("select patient from yh_patient where birth_date = ? order by patient limit "
                            + MOST_CANDIDATES)
                    .param(criteria.birthDate())
                    .query(String.class)
                    .list());
        }
        return Optional.empty();
    }

    /** Records of people who have all of the numbers. */
    private List<String> byNumbers(List<Query.Number> numbers, Facility asking, Seen seen) {
        Set<Long> persons = null;
        List<String> records = new ArrayList<>();
        for (Query.Number number : numbers) {
            List<People.PersonLink> links = seen.apply(links(number, asking));
            Set<Long> these = new LinkedHashSet<>();
            links.forEach(link -> these.add(link.person()));
            links.forEach(link -> records.add(link.patient()));
            if (persons == null) {
                persons = these;
            } else {
                persons.retainAll(these);
            }
        }
        Set<Long> all = persons;
        return records.stream()
                .filter(each -> people.linkOf(each)
                        .filter(link -> all.contains(link.person()))
                        .isPresent())
                .toList();
    }

    private List<People.PersonLink> links(Query.Number number, Facility asking) {
        if (number.name() == null && number.oid() == null) {
            return domains.systems().stream()
                    .flatMap(system -> people.find(system, number.value()).stream())
                    .toList();
        }
        return domains.system(asking, number.name(), number.oid())
                .map(system -> people.find(system, number.value()))
                .orElse(List.of());
    }

    /** All numbers of a person, or those of these systems. */
    List<PatientNumber> numbers(long person, Set<String> systems, Seen seen) {
        return numbers(
                seen.apply(people.recordsOf(person)).stream()
                        .map(People.PersonLink::patient)
                        .toList(),
                systems);
    }

    List<PatientNumber> numbers(List<String> records, Set<String> systems) {
        return people.numbersOf(records).stream()
                .filter(each -> domains.knows(each.system()))
                .filter(each -> systems.isEmpty() || systems.contains(each.system()))
                .map(each -> domains.number(each.system(), each.value()))
                .distinct()
                .toList();
    }

    Answer.Hit hit(Found found, Set<String> systems, Seen seen) {
        return new Answer.Hit(numbers(found.person(), systems, seen), found.patient());
    }
}
