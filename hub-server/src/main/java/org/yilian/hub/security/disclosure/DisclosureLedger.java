package org.yilian.hub.security.disclosure;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.SharePolicy;
import org.yilian.hub.record.RecordWritten;
import org.yilian.hub.record.RecordWritten.Change;
import org.yilian.hub.security.CallerDirectory;

/**
 * Keeps what decides about records, in the transaction that writes them: who treats whom, consents, sensitivity. On the hot
 * path: a new result costs nothing, a visit or an order one batched statement.
 */
@Component
class DisclosureLedger {
    /** HAPI may tell of a write through REST twice. */
    private static final String MAYBE_TWICE = "fhir";

    private final JdbcTemplate jdbc;
    private final SharePolicy policy;
    private final CareTies ties;
    private final SensitiveRecords sensitive;
    private final ConsentReader consents;
    private final Clock clock;

    DisclosureLedger(JdbcTemplate jdbc, CallerDirectory directory, Clock clock) {
        this.jdbc = jdbc;
        this.policy = directory.sharing();
        this.ties = new CareTies(directory.facilities(), policy.relationshipDays());
        this.sensitive = new SensitiveRecords(new Labels(policy));
        this.consents = new ConsentReader(directory.facilities());
        this.clock = clock;
    }

    /** Before anybody who sends on what was written: they ask by what is kept here. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(RecordWritten event) {
        boolean twice = event.origin().equals(MAYBE_TWICE);
        Instant now = clock.instant();
        Map<String, Set<String>> labels = sensitive.of(event.changes());
        Set<String> stale = new LinkedHashSet<>();
        Set<String> staleTies = new LinkedHashSet<>();
        Map<List<String>, Object[]> tied = new LinkedHashMap<>();
        Map<List<String>, Object[]> labelled = new LinkedHashMap<>();
        for (RecordWritten.Written each : event.changes()) {
            Resource resource = each.resource();
            String key = key(resource);
            if (each.change() != Change.CREATED || twice) {
                stale.addAll(SensitiveRecords.keys(resource));
                if (CareTies.mayTie(resource)) {
                    staleTies.add(key);
                }
            }
            if (resource instanceof Consent consent) {
                keep(key, consent, event.facility(), each.change() == Change.DELETED);
            }
            if (each.change() != Change.DELETED) {
                ties.of(resource, event.facility(), now)
                        .forEach(tie -> tied.put(List.of(key, tie.facility()), new Object[] {
                            key, tie.facility(), tie.patient(), event.facility(), time(tie.until())
                        }));
                label(resource, labels.getOrDefault(key, Set.of()), labelled);
            }
        }
        // Rows that are about to be written are taken away first: a key that is there already must not fail a message.
        labelled.keySet().forEach(row -> stale.add(row.get(0)));
        tied.keySet().forEach(row -> staleTies.add(row.get(0)));
        forget("delete from yh_sensitive where resource = ?", stale);
        batch("insert into yh_sensitive (resource, label, patient, until_at) values (?, ?, ?, ?)", labelled.values());
        forget("delete from yh_care_tie where resource = ?", staleTies);
        batch(
                "insert into yh_care_tie (resource, facility, patient, source, until_at) values (?, ?, ?, ?, ?)",
                tied.values());
    }

    private void label(Resource resource, Set<String> labels, Map<List<String>, Object[]> rows) {
        String patient = SensitiveRecords.patient(resource);
        if (patient == null) {
            return;
        }
        for (String label : labels) {
            SensitiveRecords.keys(resource)
                    .forEach(key -> rows.put(List.of(key, label), new Object[] {key, label, patient, null}));
        }
        // At no age somebody is a minor where a region wants no such class: not even who is born today.
        if (policy.minorsUnder() > 0 && resource instanceof Patient person && person.hasBirthDate()) {
            Instant until = Minority.until(person.getBirthDateElement(), policy.minorsUnder());
            if (until.isAfter(clock.instant())) {
                rows.put(List.of(key(resource), "MINOR"), new Object[] {key(resource), "MINOR", patient, time(until)});
            }
        }
    }

    private void keep(String key, Consent consent, String facility, boolean deleted) {
        jdbc.update("delete from yh_consent where resource = ?", key);
        String patient = consent.getPatient().getReferenceElement().getIdPart();
        if (deleted || patient == null) {
            return;
        }
        consents.read(consent)
                .ifPresent(provision -> jdbc.update(
                        "insert into yh_consent (resource, patient, source, content) values (?, ?, ?, ?)",
                        key,
                        patient,
                        facility,
                        text(provision)));
    }

    private static String text(Provision provision) {
        try {
            return FactFinder.JSON.writeValueAsString(provision);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of plain values", e);
        }
    }

    private void batch(String sql, Collection<Object[]> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, List.copyOf(rows));
        }
    }

    private void forget(String sql, Collection<String> keys) {
        batch(sql, keys.stream().map(key -> new Object[] {key}).toList());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String key(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}
