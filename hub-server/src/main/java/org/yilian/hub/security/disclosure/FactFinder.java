package org.yilian.hub.security.disclosure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.security.Caller;

/**
 * What is known of some patients, with two questions to the database however many they are. Nothing is kept between
 * requests, so a consent that is withdrawn counts no longer with the next one.
 */
@Component
class FactFinder {
    private static final int AT_ONCE = 500;
    static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    /** Who is whom is the identity feature's to say; its links are read here in one go for a page of records. */
    private static final String LINKS = "select a.patient, b.patient, b.facility from yh_person_link a"
            + " join yh_person_link b on b.person_id = a.person_id where a.patient in (:patients)";

    private static final String FACTS = "select 'C' kind, patient, source, content, '' label from yh_consent"
            + " where patient in (:patients)"
            + " union all select 'T', patient, source, '', '' from yh_care_tie"
            + " where patient in (:patients) and facility = :facility and until_at >= :now"
            + " union all select 'E', patient, '', '', '' from yh_emergency"
            + " where patient in (:patients) and user_name = :user and facility = :facility and until_at > :now"
            + " union all select 'S', patient, '', resource, label from yh_sensitive"
            + " where patient in (:patients) and (until_at is null or until_at > :now)";

    private static final String ANYTHING = "select 1 from yh_consent union all select 1 from yh_sensitive limit 1";

    private final JdbcClient jdbc;

    FactFinder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Link(String patient, String other, String facility) {}

    private record Row(String kind, String patient, String source, String content, String label) {}

    /** Facts by patient; patients nobody knows are not in it. */
    @Transactional(readOnly = true)
    public Map<String, Facts> find(Caller caller, Collection<String> patients, Instant now) {
        Map<String, Facts> found = new HashMap<>();
        List<String> all = List.copyOf(patients);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            find(caller, all.subList(from, Math.min(all.size(), from + AT_ONCE)), now, found);
        }
        return found;
    }

    @Transactional(readOnly = true)
    public boolean anything() {
        return jdbc.sql(ANYTHING).query(Integer.class).optional().isPresent();
    }

    private void find(Caller caller, List<String> patients, Instant now, Map<String, Facts> found) {
        Map<String, Set<String>> records = new HashMap<>();
        Map<String, String> facilities = new HashMap<>();
        patients.forEach(patient -> records.put(patient, new HashSet<>(Set.of(patient))));
        jdbc.sql(LINKS)
                .param("patients", patients)
                .query((row, n) -> new Link(row.getString(1), row.getString(2), row.getString(3)))
                .list()
                .forEach(link -> {
                    records.get(link.patient()).add(link.other());
                    facilities.put(link.other(), link.facility());
                });
        Set<String> everybody = new HashSet<>();
        records.values().forEach(everybody::addAll);
        Map<String, List<Row>> rows = new HashMap<>();
        jdbc.sql(FACTS)
                .param("patients", everybody)
                .param("facility", caller.facility() == null ? "" : caller.facility())
                .param("user", caller.isUser() && !caller.throughApp() ? caller.name() : "")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Row(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                .list()
                .forEach(row -> rows.computeIfAbsent(row.patient(), key -> new ArrayList<>())
                        .add(row));
        records.forEach((patient, others) -> found.put(patient, facts(others, facilities, rows)));
    }

    private static Facts facts(Set<String> records, Map<String, String> facilities, Map<String, List<Row>> rows) {
        boolean emergency = false;
        boolean treats = false;
        List<Provision> consents = new ArrayList<>();
        Set<String> ofPerson = new HashSet<>();
        Map<String, Set<String>> ofRecords = new HashMap<>();
        Set<String> holders = new HashSet<>();
        Set<String> sensitiveHolders = new HashSet<>();
        for (String record : records) {
            String holder = facilities.getOrDefault(record, "");
            holders.add(holder);
            for (Row row : rows.getOrDefault(record, List.of())) {
                // Only the hospital that keeps the patient's record says what it is to the patient, or speaks for it.
                boolean own = holder.equals(row.source());
                switch (row.kind()) {
                    case "E" -> emergency = true;
                    case "T" -> treats |= own;
                    case "C" -> {
                        if (own || holder.isEmpty()) {
                            consents.add(provision(row.content()));
                        }
                    }
                    default -> {
                        if (row.content().startsWith("Patient/")) {
                            ofPerson.add(row.label());
                        } else {
                            ofRecords
                                    .computeIfAbsent(row.content(), key -> new HashSet<>())
                                    .add(row.label());
                            sensitiveHolders.add(holder);
                        }
                    }
                }
            }
        }
        return new Facts(emergency, treats, consents, ofPerson, ofRecords, holders, sensitiveHolders);
    }

    static Provision provision(String content) {
        try {
            return JSON.readValue(content, Provision.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a consent as it was kept", e);
        }
    }
}
