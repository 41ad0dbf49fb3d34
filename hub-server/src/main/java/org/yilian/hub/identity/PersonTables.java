package org.yilian.hub.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.yilian.hub.identity.matching.Keys;
import org.yilian.hub.identity.matching.Profile;
import org.yilian.hub.identity.matching.Traits;

/** Tables of persons, links and what records are found by. Joins the caller's transaction. */
@Component
class PersonTables {
    private static final int STRIPES = 1024;
    private static final int MOST_CANDIDATES = 64;
    private static final String TRAITS = "select p.patient, p.facility, p.replaced_by, p.traits, p.name, p.sex,"
            + " p.birth_date, p.citizen_id, p.phone";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final JdbcClient jdbc;

    PersonTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A record and the person it is linked to. */
    record Linked(Profile record, long person) {}

    /** Waits until no other transaction links records that share a strong key with these. */
    void lock(Collection<Profile> records) {
        Set<Integer> stripes = new TreeSet<>();
        records.forEach(record ->
                Keys.of(record).strong().forEach(key -> stripes.add((int) Math.floorMod(key, (long) STRIPES))));
        if (!stripes.isEmpty()) {
            // In ascending order: two transactions cannot wait for each other within one call.
            jdbc.sql("select stripe from yh_identity_stripe where stripe in (:stripes) order by stripe for update")
                    .param("stripes", stripes)
                    .query(Integer.class)
                    .list();
        }
    }

    Optional<Profile> record(String patient) {
        return jdbc.sql(TRAITS + " from yh_patient p where p.patient = ?")
                .param(patient)
                .query((row, n) -> profile(row))
                .optional();
    }

    Map<String, String> facilitiesOf(Set<String> patients) {
        Map<String, String> facilities = new HashMap<>();
        if (!patients.isEmpty()) {
            jdbc.sql("select patient, facility from yh_patient where patient in (:patients)")
                    .param("patients", patients)
                    .query(row -> {
                        facilities.put(row.getString(1), row.getString(2));
                    });
        }
        return facilities;
    }

    /** Other records that share a key, those first that share most. */
    List<Linked> candidates(String patient, Set<Long> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(TRAITS + ", l.person_id from (select k.patient, count(*) as shared from yh_match_key k"
                        + " where k.key_hash in (:keys) and k.patient <> :patient group by k.patient"
                        + " order by shared desc, k.patient limit " + MOST_CANDIDATES + ") c"
                        + " join yh_patient p on p.patient = c.patient"
                        + " join yh_person_link l on l.patient = c.patient order by c.shared desc, c.patient")
                .param("keys", keys)
                .param("patient", patient)
                .query((row, n) -> new Linked(profile(row), row.getLong("person_id")))
                .list();
    }

    /** Keeps what is compared of a record. @return whether there was one before */
    boolean keep(Traits record, Keys keys) {
        boolean known = jdbc.sql("delete from yh_patient where patient = ?")
                        .param(record.patient())
                        .update()
                > 0;
        if (known) {
            jdbc.sql("delete from yh_patient_key where patient = ?")
                    .param(record.patient())
                    .update();
            jdbc.sql("delete from yh_match_key where patient = ?")
                    .param(record.patient())
                    .update();
        }
        jdbc.sql("insert into yh_patient (patient, facility, name, sex, birth_date, citizen_id, phone, mrn, active,"
                        + " replaced_by, traits) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        record.patient(),
                        record.facility(),
                        record.name(),
                        record.sex(),
                        record.birthDate(),
                        record.citizenId(),
                        shortened(record.phone(), 40),
                        record.mrn(),
                        record.active(),
                        record.replacedBy(),
                        json(record))
                .update();
        keepKeys(record, keys);
        return known;
    }

    /** Records kept by a release that compared less, some of them. */
    List<String> older(int most) {
        return jdbc.sql("select patient from yh_patient where traits is null order by patient fetch first " + most
                        + " rows only")
                .query(String.class)
                .list();
    }

    /** Gives such a record what it is found by; its links stay. */
    void complete(Profile record) {
        jdbc.sql("update yh_patient set traits = ? where patient = ? and traits is null")
                .params(json(record.traits()), record.traits().patient())
                .update();
        keepMatchKeys(record.traits(), Keys.of(record));
    }

    private void keepKeys(Traits record, Keys keys) {
        List<Object> found = new ArrayList<>();
        record.keys().forEach(key -> Collections.addAll(found, record.patient(), key[0], key[1]));
        insert("yh_patient_key (patient, kind, key_value)", "(?, ?, ?)", 3, found);
        keepMatchKeys(record, keys);
    }

    private void keepMatchKeys(Traits record, Keys keys) {
        List<Object> compared = new ArrayList<>();
        keys.all().forEach(key -> Collections.addAll(compared, key, record.patient()));
        insert("yh_match_key (key_hash, patient)", "(?, ?)", 2, compared);
    }

    private void insert(String table, String row, int columns, List<Object> values) {
        if (!values.isEmpty()) {
            String rows = String.join(", ", Collections.nCopies(values.size() / columns, row));
            jdbc.sql("insert into " + table + " values " + rows).params(values).update();
        }
    }

    Optional<Long> personOf(String patient) {
        return jdbc.sql("select person_id from yh_person_link where patient = ?")
                .param(patient)
                .query(Long.class)
                .optional();
    }

    List<String> patientsOf(long person) {
        return jdbc.sql("select patient from yh_person_link where person_id = ? order by patient")
                .param(person)
                .query(String.class)
                .list();
    }

    List<Profile> recordsOf(long person) {
        return jdbc.sql(TRAITS + " from yh_person_link l join yh_patient p on p.patient = l.patient"
                        + " where l.person_id = ? order by p.patient")
                .param(person)
                .query((row, n) -> profile(row))
                .list();
    }

    long newPerson(Instant at) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("insert into yh_person (created_at) values (?)")
                .param(Timestamp.from(at))
                .update(key, "id");
        return key.getKey().longValue();
    }

    /** Brings the record to the person, and with it the records it replaced. */
    void link(Traits record, long person, String rule, Instant at) {
        int updated = jdbc.sql(
                        "update yh_person_link set person_id = ?, rule_name = ?, linked_at = ? where patient = ?")
                .params(person, rule, Timestamp.from(at), record.patient())
                .update();
        if (updated == 0) {
            jdbc.sql("insert into yh_person_link (patient, facility, person_id, grade, rule_name, linked_at)"
                            + " values (?, ?, ?, 'MATCH', ?, ?)")
                    .params(record.patient(), record.facility(), person, rule, Timestamp.from(at))
                    .update();
        }
        followers(record, person).forEach(each -> link(each.traits(), person, "MERGED-BY-OWNER", at));
    }

    /** Records that this one replaced by a merge and that are not yet where it is. */
    private List<Profile> followers(Traits record, long person) {
        return jdbc.sql(TRAITS + " from yh_patient p join yh_person_link l on l.patient = p.patient"
                        + " where p.replaced_by = ? and l.person_id <> ?")
                .params(record.patient(), person)
                .query((row, n) -> profile(row))
                .list();
    }

    void clearPossible(String patient) {
        jdbc.sql("delete from yh_possible_link where patient = ? or other_patient = ?")
                .params(patient, patient)
                .update();
    }

    /** Two records that may be one person, once whichever way round. */
    void addPossible(String patient, String other, String rule, double bits, Instant at) {
        int known = jdbc.sql(
                        "update yh_possible_link set rule_name = ?, bits = ? where patient = ? and other_patient = ?"
                                + " or patient = ? and other_patient = ?")
                .params(rule, bits, patient, other, other, patient)
                .update();
        if (known == 0) {
            jdbc.sql("insert into yh_possible_link (patient, other_patient, rule_name, bits, found_at)"
                            + " values (?, ?, ?, ?, ?)")
                    .params(patient, other, rule, bits, Timestamp.from(at))
                    .update();
        }
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    private static String json(Traits record) {
        try {
            return JSON.writeValueAsString(record.compared());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Traits cannot be written");
        }
    }

    /** Records kept by a release that compared less. */
    private static Traits older(ResultSet row) throws SQLException {
        String citizen = row.getString("citizen_id");
        String phone = row.getString("phone");
        return new Traits(
                "",
                "",
                "",
                List.of(new Traits.Name("", "", row.getString("name"))),
                row.getString("sex"),
                row.getString("birth_date"),
                citizen.isEmpty() ? List.of() : List.of(new Traits.Number(Traits.Kind.CITIZEN, citizen)),
                phone.isEmpty() ? List.of() : List.of(phone),
                List.of(),
                Traits.Mother.UNKNOWN,
                0,
                "",
                Set.of(),
                true,
                null);
    }

    private static Profile profile(ResultSet row) throws SQLException {
        try {
            String json = row.getString("traits");
            Traits traits = json == null ? older(row) : JSON.readValue(json, Traits.class);
            return Profile.of(
                    traits.at(row.getString("patient"), row.getString("facility"), row.getString("replaced_by")));
        } catch (JsonProcessingException e) {
            // Not with its cause: that quotes what it could not read.
            throw new IllegalStateException("What is compared of a record cannot be read");
        }
    }
}
