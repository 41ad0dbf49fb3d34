package org.yilian.hub.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records that may be one person and are not linked, the likeliest first. */
@Component
class PossiblePairs {
    private static final String WAITING = " from yh_possible_link x"
            + " join yh_patient a on a.patient = x.patient join yh_patient b on b.patient = x.other_patient"
            + " join yh_person_link l on l.patient = x.patient join yh_person_link m on m.patient = x.other_patient"
            + " where l.person_id <> m.person_id and a.replaced_by is null and b.replaced_by is null"
            + " and not exists (select 1 from yh_identity_ruling r where r.withdrawn_at is null"
            + " and (r.patient = x.patient and r.other_patient = x.other_patient"
            + " or r.patient = x.other_patient and r.other_patient = x.patient))";

    private final JdbcClient jdbc;

    PossiblePairs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param bits weight of evidence for one person, base 2 */
    record Pair(Side one, Side other, String rule, double bits, Instant foundAt) {}

    /** One record as a list shows it. */
    record Side(String patient, String facility, String name, String sex, String birthDate, long person) {
        /** Nothing of the person. */
        @Override
        public String toString() {
            return "Side[" + patient + "]";
        }
    }

    @Transactional(readOnly = true)
    public List<Pair> list(int most, int from) {
        return jdbc.sql("select a.patient, a.facility, a.name, a.sex, a.birth_date, l.person_id,"
                        + " b.patient, b.facility, b.name, b.sex, b.birth_date, m.person_id,"
                        + " x.rule_name, x.bits, x.found_at" + WAITING
                        + " order by x.bits desc, x.patient, x.other_patient"
                        + " offset " + from + " rows fetch first " + most + " rows only")
                .query((row, n) -> new Pair(
                        new Side(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getLong(6)),
                        new Side(
                                row.getString(7),
                                row.getString(8),
                                row.getString(9),
                                row.getString(10),
                                row.getString(11),
                                row.getLong(12)),
                        row.getString(13),
                        row.getDouble(14),
                        row.getTimestamp(15).toInstant()))
                .list();
    }

    /** Why the matcher thought of these two together; empty if it did not. */
    Optional<String> rule(String patient, String other) {
        return jdbc
                .sql("select rule_name from yh_possible_link where patient = ? and other_patient = ?"
                        + " or patient = ? and other_patient = ?")
                .params(patient, other, other, patient)
                .query(String.class)
                .list()
                .stream()
                .findFirst();
    }
}
