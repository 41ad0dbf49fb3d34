package org.yilian.hub.imaging.workitem;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yilian.dicom.DicomException;
import org.yilian.dicom.DicomJson;

/** Workitems as they stand; called inside a transaction of the caller. */
@Component
class WorkitemRows {
    private static final String COLUMNS =
            "select uid, facility, performer, patient, state, transaction_uid, start_at, attributes from yh_workitem";

    private final JdbcClient jdbc;

    WorkitemRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Workitem> find(String uid) {
        return jdbc.sql(COLUMNS + " where uid = ?")
                .param(uid)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Locked until the transaction ends: of two who want to do it, one waits and finds it taken. */
    Optional<Workitem> locked(String uid) {
        return jdbc.sql(COLUMNS + " where uid = ? for update")
                .param(uid)
                .query((row, n) -> read(row))
                .optional();
    }

    /**
     * Workitems of a hospital, by their start.
     *
     * @param state null for any
     * @param after the last one of the page before, null for the first page
     */
    List<Workitem> page(String facility, WorkitemState state, Workitem after, int most) {
        String more = (state == null ? "" : " and state = :state")
                + (after == null ? "" : " and (start_at > :start or start_at = :start and uid > :uid)");
        JdbcClient.StatementSpec statement = jdbc.sql(COLUMNS + " where (facility = :facility or performer = :facility)"
                        + more + " order by start_at, uid limit " + most)
                .param("facility", facility);
        if (state != null) {
            statement = statement.param("state", state.term());
        }
        if (after != null) {
            statement = statement.param("start", utc(after.start())).param("uid", after.uid());
        }
        return statement.query((row, n) -> read(row)).list();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if there is one of this UID */
    void insert(Workitem workitem, Instant now) {
        jdbc.sql("insert into yh_workitem (uid, facility, performer, patient, state, start_at, attributes, changed_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .param(workitem.uid())
                .param(workitem.facility())
                .param(workitem.performer())
                .param(workitem.patient())
                .param(workitem.state().term())
                .param(utc(workitem.start()))
                .param(DicomJson.toJson(workitem.attributes()))
                .param(utc(now))
                .update();
    }

    void update(Workitem workitem, Instant now) {
        jdbc.sql("update yh_workitem set performer = ?, state = ?, transaction_uid = ?, start_at = ?, attributes = ?,"
                        + " changed_at = ? where uid = ?")
                .param(workitem.performer())
                .param(workitem.state().term())
                .param(workitem.lock())
                .param(utc(workitem.start()))
                .param(DicomJson.toJson(workitem.attributes()))
                .param(utc(now))
                .param(workitem.uid())
                .update();
    }

    private static OffsetDateTime utc(Instant when) {
        return when.atOffset(ZoneOffset.UTC);
    }

    private static Workitem read(ResultSet row) throws SQLException {
        try {
            return new Workitem(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    WorkitemState.of(row.getString(5)).orElseThrow(WorkitemRows::damaged),
                    row.getString(6),
                    row.getObject(7, OffsetDateTime.class).toInstant(),
                    DicomJson.read(row.getString(8)));
        } catch (DicomException e) {
            throw damaged();
        }
    }

    private static IllegalStateException damaged() {
        return new IllegalStateException("HUB-0585: a stored workitem is damaged");
    }
}
