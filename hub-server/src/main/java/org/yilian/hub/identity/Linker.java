package org.yilian.hub.identity;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yilian.hub.identity.matching.Decision;
import org.yilian.hub.identity.matching.Keys;
import org.yilian.hub.identity.matching.Linking;
import org.yilian.hub.identity.matching.Match;
import org.yilian.hub.identity.matching.Matcher;
import org.yilian.hub.identity.matching.Profile;
import org.yilian.hub.identity.matching.Traits;
import org.yilian.hub.record.RecordWritten;

/**
 * Links each new or changed source record to a person, in the transaction that writes it. No person ever holds records that
 * contradict each other (invariant 13).
 */
@Component
class Linker {
    private final PersonTables tables;
    private final Rulings rulings;
    private final Clock clock;

    Linker(PersonTables tables, Rulings rulings, Clock clock) {
        this.tables = tables;
        this.rulings = rulings;
        this.clock = clock;
    }

    @EventListener
    void on(RecordWritten written) {
        Map<String, Profile> records = new LinkedHashMap<>();
        for (RecordWritten.Written each : written.changes()) {
            if (each.resource() instanceof Patient patient && each.change() != RecordWritten.Change.DELETED) {
                records.put(
                        patient.getIdElement().getIdPart(), Profile.of(SourceTraits.of(patient, written.facility())));
            }
        }
        if (!records.isEmpty()) {
            tables.lock(records.values());
            // A record that took another's place has to be linked before the one it replaces can follow it.
            records.values().stream()
                    .filter(each -> each.traits().replacedBy() == null)
                    .forEach(this::link);
            records.values().stream()
                    .filter(each -> each.traits().replacedBy() != null)
                    .forEach(this::link);
        }
    }

    private void link(Profile record) {
        boolean known = tables.keep(record.traits(), Keys.of(record));
        settle(record, known);
    }

    /** Decides anew about a record that is kept already, for example because a steward said something about it. */
    void settle(Profile record, boolean known) {
        if (known) {
            tables.clearPossible(record.traits().patient());
        }
        if (record.traits().replacedBy() != null) {
            followMerge(record.traits());
            return;
        }
        LinkedRecords linked = new LinkedRecords(tables, rulings);
        Decision decision = Linking.decide(linked, record);
        for (Decision.Doubt doubt : decision.doubts()) {
            tables.addPossible(record.traits().patient(), doubt.other(), doubt.rule(), doubt.bits(), clock.instant());
        }
        if (decision.people().isEmpty()) {
            aloneUnlessLinked(record, known, linked);
        } else {
            join(record.traits(), decision.people(), linked);
        }
    }

    /** Brings the record to the oldest of its people, and with it those whom it proves to be the same. */
    private void join(Traits record, List<Decision.Belonging> people, LinkedRecords linked) {
        Decision.Belonging home = people.stream()
                .min(java.util.Comparator.comparingLong(Decision.Belonging::person))
                .orElseThrow();
        for (Decision.Belonging each : people) {
            if (each.person() != home.person()) {
                linked.recordsOf(each.person()).stream()
                        .map(Profile::traits)
                        .filter(other -> !other.patient().equals(record.patient()))
                        .forEach(other -> tables.link(other, home.person(), each.rule(), clock.instant()));
            }
        }
        tables.link(record, home.person(), home.rule(), clock.instant());
    }

    /** The hospital says that its own record is now another one: the two are one person, whatever we think. */
    private void followMerge(Traits record) {
        tables.personOf(record.replacedBy())
                .ifPresentOrElse(person -> tables.link(record, person, "MERGED-BY-OWNER", clock.instant()), () -> {
                    if (tables.personOf(record.patient()).isEmpty()) {
                        tables.link(record, tables.newPerson(clock.instant()), "FIRST", clock.instant());
                    }
                });
    }

    /** A record whose traits no longer match anyone leaves the person it was linked to by the old ones. */
    private void aloneUnlessLinked(Profile record, boolean known, LinkedRecords linked) {
        Traits traits = record.traits();
        if (known) {
            List<Profile> others = tables.personOf(traits.patient()).map(linked::recordsOf).orElse(List.of()).stream()
                    .filter(other -> !other.traits().patient().equals(traits.patient()))
                    .toList();
            boolean home = tables.personOf(traits.patient()).isPresent();
            if (home && (others.isEmpty() || stillBelongs(record, others, linked))) {
                return;
            }
        }
        tables.link(traits, tables.newPerson(clock.instant()), "FIRST", clock.instant());
    }

    /** What a hospital merged away proves nothing about others. */
    private static boolean stillBelongs(Profile record, List<Profile> others, LinkedRecords linked) {
        List<Profile> current = others.stream()
                .filter(other -> other.traits().replacedBy() == null)
                .toList();
        return current.isEmpty()
                || current.stream()
                                .noneMatch(other -> linked.ruledOut(id(record)).contains(id(other))
                                        || Matcher.contradict(record, other)
                                                && !linked.ruledSame(id(record)).contains(id(other)))
                        && current.stream().anyMatch(other -> Matcher.compare(record, other)
                                .filter(Match::certain)
                                .isPresent());
    }

    private static String id(Profile record) {
        return record.traits().patient();
    }
}
