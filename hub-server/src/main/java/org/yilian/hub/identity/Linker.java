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
            Map<String, Standing> standings = tables.standings(records.keySet());
            // A record that took another's place has to be linked before the one it replaces can follow it.
            records.values().stream()
                    .filter(each -> each.traits().replacedBy() == null)
                    .forEach(each -> link(each, standings));
            records.values().stream()
                    .filter(each -> each.traits().replacedBy() != null)
                    .forEach(each -> link(each, standings));
        }
    }

    private void link(Profile record, Map<String, Standing> standings) {
        Standing standing = standings.get(record.traits().patient());
        tables.keep(record.traits(), Keys.of(record), standing);
        settle(record, standing);
    }

    /** Decides anew about a record that is kept already, for example because a steward said something about it. */
    void settle(Profile record, Standing standing) {
        settlement.settle(record, standing);
    }
}
