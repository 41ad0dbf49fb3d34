package org.yilian.hub.emergency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The table of openings. The decision about records reads it too. */
@Component
class Openings {
    private static final String ALL = "select * from yh_emergency";

    private final JdbcClient jdbc;

    Openings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    public Opening add(String user, String facility, String patient, String reason, Instant at, Instant until) {
        jdbc.sql("insert into yh_emergency (user_name, facility, patient, reason, opened_at, until_at)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(user, facility, patient, reason, time(at), time(until))
                .update();
        return jdbc.sql(ALL + " where user_name = ? and patient = ? order by id desc fetch first 1 rows only")
                .params(user, patient)
                .query(Openings::read)
                .single();
    }

    /** Those that nobody has judged, the oldest first; or all, the newest first. */
    @Transactional(readOnly = true)
    public List<Opening> list(boolean waiting) {
        return jdbc.sql(ALL + (waiting ? " where reviewed_at is null order by id" : " order by id desc")
                        + " fetch first 500 rows only")
                .query(Openings::read)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Opening> byId(long id) {
        return jdbc.sql(ALL + " where id = ?").param(id).query(Openings::read).optional();
    }

    /** @return false when somebody else was faster */
    @Transactional
    public boolean review(long id, String reviewer, Instant at, boolean justified, String note) {
        return jdbc.sql("update yh_emergency set reviewed_by = ?, reviewed_at = ?, justified = ?, note = ?"
                                + " where id = ? and reviewed_at is null")
                        .params(reviewer, time(at), justified, note, id)
                        .update()
                == 1;
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Opening read(ResultSet row, int n) throws SQLException {
        OffsetDateTime reviewed = row.getObject("reviewed_at", OffsetDateTime.class);
        return new Opening(
                row.getLong("id"),
                row.getString("user_name"),
                row.getString("facility"),
                row.getString("patient"),
                row.getString("reason"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getObject("until_at", OffsetDateTime.class).toInstant(),
                row.getString("reviewed_by"),
                reviewed == null ? null : reviewed.toInstant(),
                row.getObject("justified", Boolean.class),
                row.getString("note"));
    }
}
