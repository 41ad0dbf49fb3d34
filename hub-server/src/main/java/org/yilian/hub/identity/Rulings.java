package org.yilian.hub.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** What stewards said; a verdict counts from its confirmation until it is withdrawn. Joins the caller's transaction. */
@Component
class Rulings {
    private static final int MOST = 500;
    private static final String ALL = "select * from yh_identity_ruling";

    private final JdbcClient jdbc;

    Rulings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Records that are, or are not, the same person as one record. */
    record About(Set<String> same, Set<String> different) {}

    /** Verdicts that count about these records, one entry for each of them. */
    Map<String, About> about(Collection<String> patients) {
        Map<String, About> found = new HashMap<>();
        patients.forEach(each -> found.put(each, new About(new HashSet<>(), new HashSet<>())));
        jdbc.sql("select patient, other_patient, verdict from yh_identity_ruling where confirmed_at is not null"
                        + " and withdrawn_at is null and (patient in (:patients) or other_patient in (:patients))")
                .param("patients", patients)
                .query(row -> {
                    add(found.get(row.getString(1)), row.getString(2), row.getString(3));
                    add(found.get(row.getString(2)), row.getString(1), row.getString(3));
                });
        return found;
    }

    private static void add(About about, String other, String verdict) {
        if (about != null) {
            (verdict.equals("SAME") ? about.same() : about.different()).add(other);
        }
    }

    /** Says it; it does not count before {@link #confirm}. */
    Ruling propose(String patient, String other, boolean same, String reason, String rule, String by, Instant at) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("insert into yh_identity_ruling (patient, other_patient, verdict, reason, rule_name, proposed_by,"
                        + " proposed_at) values (?, ?, ?, ?, ?, ?, ?)")
                .params(patient, other, same ? "SAME" : "DIFFERENT", reason, rule, by, Timestamp.from(at))
                .update(key, "id");
        return byId(key.getKey().longValue()).orElseThrow();
    }

    /** @return false when it does not wait any more */
    boolean confirm(long id, String by, Instant at) {
        return jdbc.sql("update yh_identity_ruling set confirmed_by = ?, confirmed_at = ? where id = ?"
                                + " and confirmed_at is null and withdrawn_at is null")
                        .params(by, Timestamp.from(at), id)
                        .update()
                == 1;
    }

    /** @return false when it was withdrawn before */
    boolean withdraw(long id, String by, Instant at, String reason) {
        return jdbc.sql("update yh_identity_ruling set withdrawn_by = ?, withdrawn_at = ?, withdrawn_for = ?"
                                + " where id = ? and withdrawn_at is null")
                        .params(by, Timestamp.from(at), reason, id)
                        .update()
                == 1;
    }

    /** Where records were before the verdict counted. */
    void remember(long id, String moved) {
        jdbc.sql("update yh_identity_ruling set moved = ? where id = ?")
                .params(moved, id)
                .update();
    }

    Optional<String> moved(long id) {
        return jdbc.sql("select moved from yh_identity_ruling where id = ? and moved is not null")
                .param(id)
                .query(String.class)
                .optional();
    }

    Optional<Ruling> byId(long id) {
        return jdbc.sql(ALL + " where id = ?").param(id).query(Rulings::read).optional();
    }

    /** A verdict about these two that counts or waits. */
    Optional<Ruling> standing(String patient, String other) {
        return jdbc.sql(ALL + " where withdrawn_at is null and (patient = ? and other_patient = ?"
                        + " or patient = ? and other_patient = ?) fetch first 1 rows only")
                .params(patient, other, other, patient)
                .query(Rulings::read)
                .optional();
    }

    /** Those that wait for a second steward, the oldest first; or all, the newest first. */
    List<Ruling> list(boolean waiting) {
        return jdbc.sql(ALL
                        + (waiting
                                ? " where confirmed_at is null and withdrawn_at is null order by id"
                                : " order by id desc")
                        + " fetch first " + MOST + " rows only")
                .query(Rulings::read)
                .list();
    }

    private static Ruling read(ResultSet row, int number) throws SQLException {
        return new Ruling(
                row.getLong("id"),
                row.getString("patient"),
                row.getString("other_patient"),
                row.getString("verdict").equals("SAME"),
                row.getString("reason"),
                row.getString("rule_name"),
                row.getString("proposed_by"),
                instant(row, "proposed_at"),
                row.getString("confirmed_by"),
                instant(row, "confirmed_at"),
                row.getString("withdrawn_by"),
                instant(row, "withdrawn_at"),
                row.getString("withdrawn_for"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
