package org.yilian.hub.portal;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.audit.Access;
import org.yilian.hub.audit.AuditTrail;
import org.yilian.hub.identity.PersonSearch;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Door;

/** {@code /api/people}: finding people and what is known of one. Numbers come in bodies, never in addresses. */
@RestController
class PeopleDoor {
    private final PersonSearch people;
    private final Timelines timelines;
    private final SeenPeople seen;
    private final AccessPolicy policy;
    private final AuditTrail audit;

    PeopleDoor(PersonSearch people, Timelines timelines, SeenPeople seen, AccessPolicy policy, AuditTrail audit) {
        this.people = people;
        this.timelines = timelines;
        this.seen = seen;
        this.policy = policy;
        this.audit = audit;
    }

    record Ask(String q) {
        @Override
        public String toString() {
            return "Ask";
        }
    }

    /** A person in a list. {@code maskedId} is null if no identity number is known. */
    record Person(String person, String name, String sex, String birthDate, String maskedId, List<String> facilities) {
        static Person of(PersonSearch.Found found) {
            return new Person(
                    String.valueOf(found.person()),
                    found.name(),
                    absent(found.sex()),
                    absent(found.birthDate()),
                    absent(found.maskedId()),
                    found.facilities());
        }

        private static String absent(String text) {
            return text == null || text.isEmpty() ? null : text;
        }

        @Override
        public String toString() {
            return "Person[" + person + "]";
        }
    }

    record Found(List<Person> items) {}

    @PostMapping("/api/people/search")
    Found search(@RequestBody Ask ask) {
        policy.requireRead(Door.PEOPLE, "Patient");
        String q = ask.q() == null ? "" : ask.q().strip();
        return answer(q, q.isEmpty() ? List.of() : people.by(q, seen));
    }

    /** By name only: what stands in an address ends in logs. */
    @GetMapping("/api/people")
    Found byName(@RequestParam String q) {
        policy.requireRead(Door.PEOPLE, "Patient");
        if (q.chars().anyMatch(Character::isDigit)) {
            throw new HubFailure(FailureCategory.INCORRECT, "HUB-1101", "numbers go in the body of a POST");
        }
        return answer(q, people.byName(q, seen));
    }

    private Found answer(String asked, List<PersonSearch.Found> found) {
        List<String> patients = found.stream()
                .flatMap(each -> each.records().stream())
                .map(record -> "Patient/" + record.patient())
                .toList();
        audit.record(Access.query(Door.PEOPLE, "Patient", asked, patients, patients));
        return new Found(found.stream().map(Person::of).toList());
    }

    @GetMapping("/api/people/{person}/timeline")
    Timelines.Timeline timeline(@PathVariable long person) {
        policy.requireRead(Door.TIMELINE, "Patient", "Observation", "DiagnosticReport", "ImagingStudy", "Encounter");
        PersonSearch.Found found = people.person(person, seen)
                .orElseThrow(() -> new HubFailure(FailureCategory.NOT_FOUND, "HUB-1102", "no such person"));
        Timelines.Told told = timelines.of(found);
        List<String> patients = found.records().stream()
                .map(record -> "Patient/" + record.patient())
                .toList();
        audit.record(Access.read(Door.TIMELINE, "Patient", told.resources(), patients));
        return told.timeline();
    }
}
