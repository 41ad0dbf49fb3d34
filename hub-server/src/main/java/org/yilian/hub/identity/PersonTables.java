package org.yilian.hub.identity;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.yilian.hub.identity.matching.Keys;
import org.yilian.hub.identity.matching.Matcher;
import org.yilian.hub.identity.matching.Profile;
import org.yilian.hub.identity.matching.Traits;

/** Tables of persons, links and what records are found by. Joins the caller's transaction. */
@Component
class PersonTables implements Links {
    private static final int STRIPES = 1024;
    private static final int MOST_CANDIDATES = 64;

    private final JdbcClient jdbc;

    PersonTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

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
        return jdbc.sql(TraitsRow.COLUMNS + " from yh_patient p where p.patient = ?")
                .param(patient)
                .query((row, n) -> TraitsRow.profile(row))
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

    @Override
    public List<Linked> candidates(String patient, Set<Long> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(TraitsRow.COLUMNS
                        + ", l.person_id from (select k.patient, count(*) as shared from yh_match_key k"
                        + " where k.key_hash in (:keys) and k.patient <> :patient group by k.patient"
                        + " order by shared desc, k.patient limit " + MOST_CANDIDATES + ") c"
                        + " join yh_patient p on p.patient = c.patient"
                        + " join yh_person_link l on l.patient = c.patient order by c.shared desc, c.patient")
                .param("keys", keys)
                .param("patient", patient)
                .query((row, n) -> new Linked(TraitsRow.profile(row), row.getLong("person_id")))
                .list();
    }

    /** What is known of these records, once nobody else links them: one question to the database, however many. */
    Map<String, Standing> standings(Collection<String> patients) {
        Set<String> known = new HashSet<>();
        Set<String> followed = new HashSet<>();
        jdbc.sql("select patient, replaced_by from yh_patient where patient in (:patients)"
                        + " or replaced_by in (:patients)")
                .param("patients", patients)
                .query(row -> {
                    known.add(row.getString(1));
                    followed.add(row.getString(2));
                });
        Map<String, Standing> standings = new HashMap<>();
        patients.forEach(each -> standings.put(each, new Standing(known.contains(each), followed.contains(each))));
        return standings;
    }

    /** Keeps what is compared of a record. */
    void keep(Traits record, Keys keys, Standing standing) {
        if (standing.known()) {
            jdbc.sql("delete from yh_patient where patient = ?")
                    .param(record.patient())
                    .update();
            jdbc.sql("delete from yh_patient_key where patient = ?")
                    .param(record.patient())
                    .update();
            jdbc.sql("delete from yh_match_key where patient = ?")
                    .param(record.patient())
                    .update();
        }
        List<Object> values = new ArrayList<>(Arrays.asList(
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
                TraitsRow.json(record)));
        String found = foundBy(record, values);
        String compared = comparedBy(record.patient(), keys, values);
        // One request to the database for all of it: each costs as much as what it does.
        jdbc.sql("insert into yh_patient (patient, facility, name, sex, birth_date, citizen_id, phone, mrn, active,"
                        + " replaced_by, traits) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" + found + compared)
                .params(values)
                .update();
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
        String patient = record.traits().patient();
        List<Object> values = new ArrayList<>(List.of(TraitsRow.json(record.traits()), patient));
        String compared = comparedBy(patient, Keys.of(record), values);
        jdbc.sql("update yh_patient set traits = ? where patient = ? and traits is null" + compared)
                .params(values)
                .update();
    }

    private static String foundBy(Traits record, List<Object> values) {
        record.keys().forEach(key -> Collections.addAll(values, record.patient(), key[0], key[1]));
        return insert(
                "yh_patient_key (patient, kind, key_value)",
                "(?, ?, ?)",
                record.keys().size());
    }

    private static String comparedBy(String patient, Keys keys, List<Object> values) {
        keys.all().forEach(key -> Collections.addAll(values, key, patient));
        return insert("yh_match_key (key_hash, patient)", "(?, ?)", keys.all().size());
    }

    /** A statement behind another one; empty for no rows. */
    private static String insert(String table, String row, int rows) {
        return rows == 0
                ? ""
                : "; insert into " + table + " values " + String.join(", ", Collections.nCopies(rows, row));
    }

    @Override
    public Optional<Long> personOf(String patient) {
        return jdbc.sql("select person_id from yh_person_link where patient = ?")
                .param(patient)
                .query(Long.class)
                .optional();
    }

    /** A record's link. */
    record Place(long person, String rule) {}

    Optional<Place> placeOf(String patient) {
        return jdbc.sql("select person_id, rule_name from yh_person_link where patient = ?")
                .param(patient)
                .query((row, n) -> new Place(row.getLong(1), row.getString(2)))
                .optional();
    }

    /** Records by their ids, those behind one. */
    List<Profile> page(String after, int most) {
        return jdbc.sql(TraitsRow.COLUMNS + " from yh_patient p where p.patient > ? order by p.patient fetch first "
                        + most + " rows only")
                .param(after)
                .query((row, n) -> TraitsRow.profile(row))
                .list();
    }

    /** These records and all others of their people. */
    List<Profile> fellows(List<Profile> records) {
        if (records.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(TraitsRow.COLUMNS + " from yh_patient p join yh_person_link l on l.patient = p.patient"
                        + " where l.person_id in (select person_id from yh_person_link where patient in (:patients))")
                .param(
                        "patients",
                        records.stream().map(each -> each.traits().patient()).toList())
                .query((row, n) -> TraitsRow.profile(row))
                .list();
    }

    long count() {
        return jdbc.sql("select count(*) from yh_patient").query(Long.class).single();
    }

    /** Links that other rules made than today's. */
    long linkedByOtherRules() {
        return jdbc.sql("select count(*) from yh_person_link where matcher is null or matcher <> ?")
                .param(Matcher.VERSION)
                .query(Long.class)
                .single();
    }

    List<String> patientsOf(long person) {
        return jdbc.sql("select patient from yh_person_link where person_id = ? order by patient")
                .param(person)
                .query(String.class)
                .list();
    }

    @Override
    public List<Profile> recordsOf(long person) {
        return jdbc.sql(TraitsRow.COLUMNS + " from yh_person_link l join yh_patient p on p.patient = l.patient"
                        + " where l.person_id = ? order by p.patient")
                .param(person)
                .query((row, n) -> TraitsRow.profile(row))
                .list();
    }

    @Override
    public long newPerson(Instant at) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("insert into yh_person (created_at) values (?)")
                .param(Timestamp.from(at))
                .update(key, "id");
        return key.getKey().longValue();
    }

    @Override
    public void put(Traits record, long person, String rule, Instant at) {
        int updated = jdbc.sql(
                        "update yh_person_link set linked_at = case when person_id = ? then linked_at else ? end,"
                                + " person_id = ?, rule_name = ?, matcher = ? where patient = ?")
                .params(person, Timestamp.from(at), person, rule, Matcher.VERSION, record.patient())
                .update();
        if (updated == 0) {
            enter(record, person, rule, at);
        }
    }

    @Override
    public void enter(Traits record, long person, String rule, Instant at) {
        jdbc.sql("insert into yh_person_link (patient, facility, person_id, grade, rule_name, linked_at, matcher)"
                        + " values (?, ?, ?, 'MATCH', ?, ?, ?)")
                .params(record.patient(), record.facility(), person, rule, Timestamp.from(at), Matcher.VERSION)
                .update();
    }

    @Override
    public void confirm(String patient) {
        jdbc.sql("update yh_person_link set matcher = ? where patient = ?")
                .params(Matcher.VERSION, patient)
                .update();
    }

    @Override
    public List<Profile> followers(Traits record, long person) {
        return jdbc.sql(TraitsRow.COLUMNS + " from yh_patient p join yh_person_link l on l.patient = p.patient"
                        + " where p.replaced_by = ? and l.person_id <> ?")
                .params(record.patient(), person)
                .query((row, n) -> TraitsRow.profile(row))
                .list();
    }

    @Override
    public void clearPossible(String patient) {
        jdbc.sql("delete from yh_possible_link where patient = ? or other_patient = ?")
                .params(patient, patient)
                .update();
    }

    @Override
    public void addPossible(String patient, String other, String rule, double bits, Instant at) {
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
}
