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
        Traits best = null;
        Matcher.Match bestMatch = null;
        for (Traits other : tables.candidates(record)) {
            Matcher.Match match = Matcher.compare(record, other).orElse(null);
            if (match == null) {
                continue;
            }
            if (match.grade() == Grade.POSSIBLE) {
                tables.addPossible(record.patient(), other.patient(), match.rule(), clock.instant());
            } else if (best == null) {
                best = other;
                bestMatch = match;
            }
        }
        if (best != null) {
            Optional<Long> person = tables.personOf(best.patient());
            if (person.isPresent()) {
                tables.link(record, person.get(), bestMatch.rule(), clock.instant());
                return;
            }
        }
        aloneUnlessLinked(record, known);
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
