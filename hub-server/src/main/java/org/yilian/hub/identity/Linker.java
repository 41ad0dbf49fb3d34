package org.yilian.hub.identity;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yilian.hub.record.RecordWritten;

/** Links each new or changed source record to a person, in the transaction that writes it. */
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
            records.values().forEach(this::link);
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
        Optional<Long> person = Optional.empty();
        for (Traits other : tables.candidates(record)) {
            Matcher.Match match = Matcher.compare(record, other).orElse(null);
            if (match == null) {
                continue;
            }
            if (match.grade() == Grade.POSSIBLE) {
                tables.addPossible(record.patient(), other.patient(), match.rule(), clock.instant());
            } else {
                person = Optional.of(join(record, other, match, person));
            }
        }
        if (person.isEmpty()) {
            aloneUnlessLinked(record, known);
        }
    }

    /**
     * Brings the record to the other's person. If it is at home with one already (two records that did not match each other
     * both match this one), the other's person moves there too, unless any two of their records contradict each other.
     */
    private long join(Traits record, Traits other, Matcher.Match match, Optional<Long> home) {
        long theirs = tables.personOf(other.patient()).orElseGet(() -> tables.newPerson(clock.instant()));
        if (home.isEmpty()) {
            tables.link(record, theirs, match.rule(), clock.instant());
            return theirs;
        }
        if (home.get() == theirs) {
            return theirs;
        }
        List<Traits> ours = records(home.get());
        List<Traits> others = records(theirs);
        boolean contradiction = ours.stream().anyMatch(a -> others.stream().anyMatch(b -> Matcher.contradict(a, b)));
        if (contradiction) {
            tables.addPossible(record.patient(), other.patient(), "CONTRADICTION", clock.instant());
        } else {
            others.forEach(each -> tables.link(each, home.get(), match.rule(), clock.instant()));
        }
        return home.get();
    }

    private List<Traits> records(long person) {
        return tables.patientsOf(person).stream()
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

    private boolean stillBelongs(Traits record, long person) {
        List<String> others = tables.patientsOf(person);
        return others.stream()
                .filter(other -> !other.equals(record.patient()))
                .map(tables::traits)
                .flatMap(Optional::stream)
                .anyMatch(other -> record.patient().equals(other.replacedBy())
                        || Matcher.compare(record, other)
                                .filter(match -> match.grade() == Grade.MATCH)
                                .isPresent());
    }
}
