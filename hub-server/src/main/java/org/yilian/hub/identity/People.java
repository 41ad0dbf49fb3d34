package org.yilian.hub.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.identity.matching.CitizenId;
import org.yilian.hub.platform.Urls;

/** The people of the region, for other features: by any hospital's number to all linked records. */
@Component
public class People {
    private final JdbcClient jdbc;
    private final PersonTables tables;

    People(JdbcClient jdbc, PersonTables tables) {
        this.jdbc = jdbc;
        this.tables = tables;
    }

    /** A source record and the person it is linked to. {@code patient} is the logical id without type. */
    public record PersonLink(long person, String patient, String facility, Grade grade, String rule) {}

    /** The record that has this identifier; identity numbers are mended as people type them. Several if hospitals share it. */
    @Transactional(readOnly = true)
    public List<PersonLink> find(String system, String value) {
        String mended = Urls.CITIZEN_ID.equals(system)
                ? CitizenId.of(value).map(CitizenId::value).orElse(value)
                : value;
        return links(
                "select l.person_id, l.patient, l.facility, l.grade, l.rule_name from yh_person_link l"
                        + " join yh_patient_key k on k.patient = l.patient where k.kind = 'ID' and k.key_value = :key"
                        + " order by l.person_id, l.patient",
                Map.of("key", system + "|" + mended));
    }

    /** The link of one source record. */
    @Transactional(readOnly = true)
    public Optional<PersonLink> linkOf(String patient) {
        return links(
                        "select person_id, patient, facility, grade, rule_name from yh_person_link where patient = :patient",
                        Map.of("patient", patient))
                .stream()
                .findFirst();
    }

    /** All certain records of a person. */
    @Transactional(readOnly = true)
    public List<PersonLink> recordsOf(long person) {
        return links(
                "select person_id, patient, facility, grade, rule_name from yh_person_link where person_id = :person"
                        + " order by facility, patient",
                Map.of("person", person));
    }

    /** All certain records of the person that this record belongs to, itself included; only itself if it is unknown. */
    @Transactional(readOnly = true)
    public List<String> samePerson(String patient) {
        return tables.personOf(patient).map(tables::patientsOf).orElse(List.of(patient));
    }

    /** Records elsewhere that may be the same person as this one; a steward has to say. */
    @Transactional(readOnly = true)
    public List<String> possible(String patient) {
        return jdbc.sql("select other_patient from yh_possible_link where patient = ?"
                        + " union select patient from yh_possible_link where other_patient = ? order by 1")
                .params(patient, patient)
                .query(String.class)
                .list();
    }

    /** One number of a source record. */
    public record Number(String patient, String system, String value) {
        /** Nothing of the person. */
        @Override
        public String toString() {
            return "Number[" + patient + "]";
        }
    }

    /** All numbers of these records, record by record in the order asked for. */
    @Transactional(readOnly = true)
    public List<Number> numbersOf(List<String> patients) {
        if (patients.isEmpty()) {
            return List.of();
        }
        return jdbc
                .sql("select patient, key_value from yh_patient_key where kind = 'ID' and patient in (:patients)"
                        + " order by key_value")
                .param("patients", patients)
                .query((row, n) -> number(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .sorted(java.util.Comparator.comparingInt(each -> patients.indexOf(each.patient())))
                .toList();
    }

    private static Number number(String patient, String key) {
        // A system is a URI and has no bar; a number may have one.
        int bar = key.indexOf('|');
        return new Number(patient, key.substring(0, bar), key.substring(bar + 1));
    }

    /** The person's records at one facility that no merge has ended, the longest linked first. */
    @Transactional(readOnly = true)
    public List<String> recordsAt(String facility, long person) {
        return jdbc.sql("select l.patient from yh_person_link l join yh_patient p on p.patient = l.patient"
                        + " where l.person_id = ? and l.facility = ? and l.grade = 'MATCH' and p.replaced_by is null"
                        + " order by l.linked_at, l.patient")
                .params(person, facility)
                .query(String.class)
                .list();
    }

    private List<PersonLink> links(String sql, Map<String, ?> parameters) {
        return jdbc.sql(sql)
                .params(parameters)
                .query((row, n) -> new PersonLink(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        Grade.valueOf(row.getString(4)),
                        row.getString(5)))
                .list();
    }
}
