package org.yilian.hub.portal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.DataCategory;
import org.yilian.hub.identity.People;
import org.yilian.hub.identity.PersonSearch;
import org.yilian.hub.recognition.ResultHistory;
import org.yilian.hub.recognition.ResultHistory.Item;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Piece;

/**
 * One person over all hospitals, newest first. Records that only may be the person's are named, so that a steward is
 * asked, but nothing of them is shown (invariant 13).
 */
@Component
class Timelines {
    private final ResultHistory results;
    private final Encounters encounters;
    private final People people;
    private final PersonSearch search;
    private final AccessPolicy policy;

    Timelines(ResultHistory results, Encounters encounters, People people, PersonSearch search, AccessPolicy policy) {
        this.results = results;
        this.encounters = encounters;
        this.people = people;
        this.search = search;
        this.policy = policy;
    }

    /** @param patient logical id of the record; {@code link} is MATCH or POSSIBLE */
    record SourceRecord(String facility, String patient, String mrnMasked, String link) {}

    record Person(
            String person,
            String name,
            String sex,
            String birthDate,
            String maskedId,
            List<String> facilities,
            List<SourceRecord> records) {
        @Override
        public String toString() {
            return "Person[" + person + "]";
        }
    }

    /** Absent parts are null. */
    record Entry(
            String kind,
            Instant at,
            String facility,
            String title,
            String status,
            List<Item> items,
            String studyUid,
            String modality,
            Integer instances,
            String text) {
        @Override
        public String toString() {
            return "Entry[" + kind + "]";
        }
    }

    record Timeline(Person person, List<Entry> entries) {}

    /** @param resources what the timeline shows, for the audit trail */
    record Told(Timeline timeline, List<String> resources) {}

    Told of(PersonSearch.Found found) {
        Set<String> patients =
                found.records().stream().map(PersonSearch.SourceRecord::patient).collect(Collectors.toSet());
        List<Entry> entries = new ArrayList<>();
        List<String> resources = new ArrayList<>();
        List<ResultHistory.Entry> shown = policy.visible(Caller.current(), results.of(patients), Timelines::piece);
        for (ResultHistory.Entry each : shown) {
            if (each.at() != null) {
                entries.add(entry(each));
                resources.add(each.resource());
            }
        }
        for (Encounters.Visit visit : policy.visible(Caller.current(), encounters.of(patients), Timelines::piece)) {
            entries.add(new Entry(
                    "ENCOUNTER",
                    visit.at(),
                    visit.facility(),
                    visit.title(),
                    visit.status(),
                    null,
                    null,
                    null,
                    null,
                    null));
            resources.add(visit.resource());
        }
        entries.sort(Comparator.comparing(Entry::at).reversed());
        return new Told(new Timeline(person(found, patients), entries), resources);
    }

    /** Images are known by their UID. */
    private static Piece piece(ResultHistory.Entry each) {
        return each.studyUid() == null
                ? Piece.of(
                        each.resource(),
                        each.facility(),
                        each.patient(),
                        each.kind().equals("LAB") ? DataCategory.LAB : DataCategory.IMAGING)
                : Piece.study(each.studyUid(), each.facility(), each.patient());
    }

    private static Piece piece(Encounters.Visit visit) {
        return Piece.of(visit.resource(), visit.facility(), visit.patient(), DataCategory.VISITS);
    }

    private static Entry entry(ResultHistory.Entry each) {
        return new Entry(
                each.kind(),
                each.at(),
                each.facility(),
                each.title(),
                each.status(),
                each.items().isEmpty() ? null : each.items(),
                each.studyUid(),
                each.modality(),
                each.instances(),
                each.text());
    }

    private Person person(PersonSearch.Found found, Set<String> certain) {
        List<SourceRecord> records = new ArrayList<>();
        found.records().forEach(record -> records.add(record(record, "MATCH")));
        certain.stream()
                .flatMap(patient -> people.possible(patient).stream())
                .filter(other -> !certain.contains(other))
                .distinct()
                .sorted()
                .flatMap(other -> search.record(other).stream())
                .filter(this::mayBeNamed)
                .forEach(record -> records.add(record(record, "POSSIBLE")));
        PeopleDoor.Person listed = PeopleDoor.Person.of(found);
        return new Person(
                listed.person(),
                listed.name(),
                listed.sex(),
                listed.birthDate(),
                listed.maskedId(),
                listed.facilities(),
                records);
    }

    private boolean mayBeNamed(PersonSearch.SourceRecord record) {
        Piece piece =
                Piece.of("Patient/" + record.patient(), record.facility(), record.patient(), DataCategory.DEMOGRAPHICS);
        return !policy.visible(Caller.current(), List.of(piece)).isEmpty();
    }

    private static SourceRecord record(PersonSearch.SourceRecord record, String link) {
        return new SourceRecord(record.facility(), record.patient(), record.maskedMrn(), link);
    }
}
