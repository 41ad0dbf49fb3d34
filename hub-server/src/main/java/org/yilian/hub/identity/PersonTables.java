package org.yilian.hub.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tables of persons, links and what records are found by. Joins the caller's transaction. */
@Component
class PersonTables {
    private static final int STRIPES = 64;
    private static final int MOST_CANDIDATES = 50;
    private static final String TRAITS = "select p.patient, p.facility, p.name, p.sex, p.birth_date, p.citizen_id,"
            + " p.phone, p.mrn, p.active, p.replaced_by from yh_patient p";

    private final JdbcClient jdbc;

    PersonTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits until no other transaction links records that share a number or the demographics with these. */
    void lock(Collection<Traits> records) {
        Set<Integer> stripes = new TreeSet<>();
        for (Traits record : records) {
            if (!record.citizenId().isEmpty()) {
                stripes.add(Math.floorMod(record.citizenId().hashCode(), STRIPES));
            }
            if (!record.demographics().isEmpty()) {
                stripes.add(Math.floorMod(record.demographics().hashCode(), STRIPES));
            }
        }
        // One by one in ascending order: two transactions cannot wait for each other within one call.
        stripes.forEach(stripe -> jdbc.sql("select stripe from yh_identity_stripe where stripe = ? for update")
                .param(stripe)
                .query(Integer.class)
                .single());
    }

    Optional<Traits> traits(String patient) {
        return jdbc.sql(TRAITS + " where p.patient = ?")
                .param(patient)
                .query((row, n) -> traits(row))
                .optional();
    }

    /** Other records that share the identity number or the demographics, those of the oldest link first. */
    List<Traits> candidates(Traits record) {
        List<Traits> found = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>(List.of(record.patient()));
        for (String[] key : record.keys()) {
            boolean decides = key[0].equals("DEMO")
                    || key[1].endsWith("|" + record.citizenId())
                            && !record.citizenId().isEmpty();
            if (!decides) {
                continue;
            }
            jdbc
                    .sql(TRAITS + " join yh_patient_key k on k.patient = p.patient"
                            + " join yh_person_link l on l.patient = p.patient"
                            + " where k.kind = ? and k.key_value = ? order by l.linked_at, p.patient limit "
                            + MOST_CANDIDATES)
                    .params(key[0], key[1])
                    .query((row, n) -> traits(row))
                    .list()
                    .stream()
                    .filter(other -> seen.add(other.patient()))
                    .forEach(found::add);
        }
        return found;
    }

    void keep(Traits record) {
        jdbc.sql("delete from yh_patient_key where patient = ?")
                .param(record.patient())
                .update();
        jdbc.sql("delete from yh_patient where patient = ?")
                .param(record.patient())
                .update();
        jdbc.sql("insert into yh_patient (patient, facility, name, sex, birth_date, citizen_id, phone, mrn, active,"
                        + " replaced_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        record.patient(),
                        record.facility(),
                        record.name(),
                        record.sex(),
                        record.birthDate(),
                        record.citizenId(),
                        record.phone(),
                        record.mrn(),
                        record.active(),
                        record.replacedBy())
                .update();
        for (String[] key : record.keys()) {
            jdbc.sql("insert into yh_patient_key (patient, kind, key_value) values (?, ?, ?)")
                    .params(record.patient(), key[0], key[1])
                    .update();
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

    long newPerson(Instant at) {
        org.springframework.jdbc.support.GeneratedKeyHolder key =
                new org.springframework.jdbc.support.GeneratedKeyHolder();
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
        followers(record, person).forEach(each -> link(each, person, "MERGED-BY-OWNER", at));
    }

    /** Records that this one replaced by a merge and that are not yet where it is. */
    private List<Traits> followers(Traits record, long person) {
        return jdbc.sql(TRAITS + " join yh_person_link l on l.patient = p.patient"
                        + " where p.replaced_by = ? and l.person_id <> ?")
                .params(record.patient(), person)
                .query((row, n) -> traits(row))
                .list();
    }

    void clearPossible(String patient) {
        jdbc.sql("delete from yh_possible_link where patient = ? or other_patient = ?")
                .params(patient, patient)
                .update();
    }

    void addPossible(String patient, String other, String rule, Instant at) {
        jdbc.sql("insert into yh_possible_link (patient, other_patient, rule_name, found_at) values (?, ?, ?, ?)")
                .params(patient, other, rule, Timestamp.from(at))
                .update();
    }

    private static Traits traits(ResultSet row) throws SQLException {
        return new Traits(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                Set.of(),
                row.getBoolean(9),
                row.getString(10));
    }
}
