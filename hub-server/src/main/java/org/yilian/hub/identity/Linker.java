package org.yilian.hub.identity;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yilian.hub.record.RecordWritten;

/**
 * Links each new or changed source record to a person, in the transaction that writes it. No person ever holds records that
 * contradict each other (invariant 13).
 */
@Component
class Linker {
    private final PersonTables tables;
    private final Clock clock;

    Linker(PersonTables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    @EventListener
    void on(RecordWritten written) {
        Map<String, Traits> records = new LinkedHashMap<>();
        for (RecordWritten.Written each : written.changes()) {
            if (each.resource() instanceof Patient patient && each.change() != RecordWritten.Change.DELETED) {
                records.put(patient.getIdElement().getIdPart(), Traits.of(patient, written.facility()));
            }
        }
        if (!records.isEmpty()) {
            tables.lock(records.values());
            // A record that took another's place has to be linked before the one it replaces can follow it.
            records.values().stream().filter(each -> each.replacedBy() == null).forEach(this::link);
            records.values().stream().filter(each -> each.replacedBy() != null).forEach(this::link);
        }
    }

    private void link(Traits record) {
        boolean known = tables.traits(record.patient()).isPresent();
        tables.keep(record);
        tables.clearPossible(record.patient());
        if (record.replacedBy() != null) {
            followMerge(record);
            return;
        }
        Map<Long, Found> people = new LinkedHashMap<>();
        for (Traits other : tables.candidates(record)) {
            Matcher.compare(record, other).ifPresent(match -> {
                if (match.grade() == Grade.POSSIBLE) {
                    possible(record, other, match.rule());
                } else {
                    people.putIfAbsent(tables.personOf(other.patient()).orElseThrow(), new Found(other, match));
                }
            });
        }
        leaveOut(people, record, person -> contradict(List.of(record), records(person, record)));
        if (contradictEachOther(people.keySet(), record)) {
            // Which of them is right nobody can tell: it stays where it is, or alone, until a steward has said.
            Optional<Long> home = tables.personOf(record.patient());
            leaveOut(people, record, person -> home.isEmpty() || !home.get().equals(person));
        }
        if (people.isEmpty()) {
            aloneUnlessLinked(record, known);
        } else {
            join(record, people);
        }
    }

    /** A record that matches, and why. */
    private record Found(Traits other, Matcher.Match match) {}

    private void possible(Traits record, Traits other, String rule) {
        tables.addPossible(record.patient(), other.patient(), rule, clock.instant());
    }

    private void leaveOut(Map<Long, Found> people, Traits record, Predicate<Long> which) {
        people.entrySet().removeIf(each -> {
            boolean out = which.test(each.getKey());
            if (out) {
                possible(record, each.getValue().other(), "CONTRADICTION");
            }
            return out;
        });
    }

    private boolean contradictEachOther(Collection<Long> people, Traits record) {
        return people.stream().anyMatch(one -> people.stream()
                .anyMatch(other -> one < other && contradict(records(one, record), records(other, record))));
    }

    private static boolean contradict(List<Traits> ours, List<Traits> theirs) {
        return ours.stream().anyMatch(a -> theirs.stream().anyMatch(b -> Matcher.contradict(a, b)));
    }

    /** Brings the record to the person of the oldest match, and with it those whom it proves to be the same. */
    private void join(Traits record, Map<Long, Found> people) {
        long home = people.keySet().iterator().next();
        people.forEach((person, found) -> {
            if (person != home) {
                records(person, record)
                        .forEach(each -> tables.link(each, home, found.match().rule(), clock.instant()));
            }
        });
        tables.link(record, home, people.get(home).match().rule(), clock.instant());
    }

    /** The person's records but this one. */
    private List<Traits> records(long person, Traits record) {
        return tables.patientsOf(person).stream()
                .filter(each -> !each.equals(record.patient()))
                .map(tables::traits)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The hospital says that its own record is now another one: the two are one person, whatever we think. */
    private void followMerge(Traits record) {
        tables.personOf(record.replacedBy())
                .ifPresentOrElse(
                        person -> tables.link(record, person, "MERGED-BY-OWNER", clock.instant()),
                        () -> aloneUnlessLinked(record, false));
    }

    /** A record whose traits no longer match anyone leaves the person it was linked to by the old ones. */
    private void aloneUnlessLinked(Traits record, boolean known) {
        Optional<Long> person = tables.personOf(record.patient());
        boolean sharesPerson =
                person.isPresent() && tables.patientsOf(person.get()).size() > 1;
        if (person.isEmpty() || (known && sharesPerson && !stillBelongs(record, person.get()))) {
            tables.link(record, tables.newPerson(clock.instant()), "FIRST", clock.instant());
        }
    }

    /** What a hospital merged away proves nothing about others. */
    private boolean stillBelongs(Traits record, long person) {
        List<Traits> others = records(person, record).stream()
                .filter(other -> other.replacedBy() == null)
                .toList();
        return others.isEmpty()
                || others.stream().anyMatch(other -> Matcher.compare(record, other)
                        .filter(match -> match.grade() == Grade.MATCH)
                        .isPresent());
    }
}
