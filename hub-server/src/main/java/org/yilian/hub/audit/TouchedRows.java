package org.yilian.hub.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The rows that say what records touched, read beside the records and in their order. */
final class TouchedRows {
    static final String SELECT = "select number, reference, kind from yh_audit_entity where number > ? order by number";

    private final ResultSet rows;
    private boolean more;
    private Long skipped;

    TouchedRows(ResultSet rows) throws SQLException {
        this.rows = rows;
        more = rows.next();
    }

    /** Reference and kind of all rows of this record. */
    Map<String, String> of(long number) throws SQLException {
        while (more && rows.getLong(1) < number) {
            skipped = skipped == null ? Long.valueOf(rows.getLong(1)) : skipped;
            more = rows.next();
        }
        Map<String, String> touched = new HashMap<>();
        while (more && rows.getLong(1) == number) {
            touched.put(rows.getString(2), rows.getString(3));
            more = rows.next();
        }
        return touched;
    }

    /** A number that no record has, below one that was asked for; null if there was none. */
    Long skipped() {
        return skipped;
    }

    /** A number beyond the last record; null if there is none. */
    Long rest() throws SQLException {
        return more ? Long.valueOf(rows.getLong(1)) : null;
    }
}
