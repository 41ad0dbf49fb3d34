package org.yilian.hub.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Objects;

/** A row as it is stored. The columns that searches look at are not in the hash, so they are compared with what is. */
record AuditRow(
        long number,
        OffsetDateTime at,
        String agent,
        String facility,
        String door,
        String action,
        String outcome,
        String content,
        String hash) {
    static final String SELECT = "select number, recorded_at, agent, facility, door, action, outcome, content, hash"
            + " from yh_audit where number > ? order by number";

    static AuditRow of(ResultSet row) throws SQLException {
        return new AuditRow(
                row.getLong(1),
                row.getObject(2, OffsetDateTime.class),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9));
    }

    /** What the text says; null if it says nothing. */
    AuditRecord record() {
        try {
            return AuditRecord.parse(content);
        } catch (RuntimeException e) {
            return null;
        }
    }

    boolean agreesWith(AuditRecord record) {
        return record.instant().equals(at.toInstant())
                && record.agent().equals(agent)
                && Objects.equals(record.facility(), facility)
                && record.door().equals(door)
                && record.action().equals(action)
                && record.outcome().equals(outcome);
    }
}
