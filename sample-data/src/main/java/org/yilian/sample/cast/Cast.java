package org.yilian.sample.cast;

import java.util.List;
import java.util.stream.Collectors;
import org.yilian.sample.Hospital;
import org.yilian.sample.RegionPlan;

/** All people and all their registrations: the truth that identity matching is measured against. */
public record Cast(List<Person> people, List<Registration> registrations) {
    public static Cast of(RegionPlan plan) {
        return new CastMaker(plan).make();
    }

    public Person person(String key) {
        return people.stream().filter(p -> p.key().equals(key)).findFirst().orElseThrow();
    }

    public List<Registration> registrationsOf(String key) {
        return registrations.stream().filter(r -> r.person().key().equals(key)).toList();
    }

    public Registration registration(String key, Hospital hospital) {
        return registrationsOf(key).stream()
                .filter(r -> r.hospital() == hospital)
                .findFirst()
                .orElseThrow();
    }

    /** The truth table: one line per patient number, with the person it belongs to and what was typed wrong. */
    public String truthCsv() {
        StringBuilder csv = new StringBuilder("person,facility,number,use,slips\n");
        for (Registration registration : registrations) {
            line(csv, registration, registration.number(), "current");
            if (registration.formerNumber() != null) {
                line(csv, registration, registration.formerNumber(), "merged");
            }
        }
        return csv.toString();
    }

    private static void line(StringBuilder csv, Registration registration, String number, String use) {
        String slips = registration.slips().stream().map(Slip::name).collect(Collectors.joining(";"));
        csv.append(String.join(
                        ",",
                        registration.person().key(),
                        registration.hospital().name(),
                        number,
                        use,
                        slips))
                .append('\n');
    }
}
