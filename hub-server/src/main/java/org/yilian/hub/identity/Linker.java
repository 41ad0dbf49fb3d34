package org.yilian.hub.identity;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yilian.hub.identity.matching.Keys;
import org.yilian.hub.identity.matching.Profile;
import org.yilian.hub.record.RecordWritten;

/**
 * Links each new or changed source record to a person, in the transaction that writes it. No person ever holds records that
 * contradict each other (invariant 13).
 */
@Component
class Linker {
    private final PersonTables tables;
    private final Settlement settlement;

    Linker(PersonTables tables, Rulings rulings, Clock clock) {
        this.tables = tables;
        this.settlement = new Settlement(tables, rulings, clock);
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
        settlement.settle(record, known);
    }
}
