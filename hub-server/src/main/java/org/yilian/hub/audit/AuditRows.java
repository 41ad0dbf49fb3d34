package org.yilian.hub.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The two statements that write, and those that find a link of the chain. Plain JDBC on a connection of their own. */
final class AuditRows {
    private AuditRows() {}

    static ChainLink last(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                        "select number, hash from yh_audit order by number desc fetch first 1 rows only");
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? new ChainLink(rows.getLong(1), rows.getString(2)) : ChainLink.START;
        }
    }

    /** The link of this number, null if there is none. */
    static ChainLink at(Connection connection, long number) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select hash from yh_audit where number = ?")) {
            query.setLong(1, number);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? new ChainLink(number, rows.getString(1)) : null;
            }
        }
    }

    /** Adds the records in one batch, without commit, and tells where the chain ends then. */
    static ChainLink append(Connection connection, ChainLink end, List<AuditRecord> records) throws SQLException {
        ChainLink link = end;
        boolean entities = false;
        try (PreparedStatement row = connection.prepareStatement(
                        "insert into yh_audit (number, recorded_at, agent, facility, door, action, outcome, content, hash)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)");
                PreparedStatement entity = connection.prepareStatement(
                        "insert into yh_audit_entity (reference, number, kind) values (?, ?, ?)")) {
            for (AuditRecord record : records) {
                String text = record.text();
                link = link.next(text);
                bind(row, record, text, link);
                row.addBatch();
                entities |= addEntities(entity, record, link.number());
            }
            row.executeBatch();
            if (entities) {
                entity.executeBatch();
            }
        }
        return link;
    }

    private static void bind(PreparedStatement row, AuditRecord record, String text, ChainLink link)
            throws SQLException {
        row.setLong(1, link.number());
        row.setObject(2, record.instant().atOffset(ZoneOffset.UTC));
        row.setString(3, record.agent());
        row.setString(4, record.facility());
        row.setString(5, record.door());
        row.setString(6, record.action());
        row.setString(7, record.outcome());
        row.setString(8, text);
        row.setString(9, link.hash());
    }

    private static boolean addEntities(PreparedStatement entity, AuditRecord record, long number) throws SQLException {
        Map<String, String> all = entities(record);
        for (Map.Entry<String, String> each : all.entrySet()) {
            entity.setString(1, each.getKey());
            entity.setLong(2, number);
            entity.setString(3, each.getValue());
            entity.addBatch();
        }
        return !all.isEmpty();
    }

    /** What a record touched, each with its kind: P for a patient, R for anything else. */
    static Map<String, String> entities(AuditRecord record) {
        Map<String, String> all = new LinkedHashMap<>();
        record.patients().forEach(patient -> all.put(patient, "P"));
        record.resources().forEach(resource -> all.putIfAbsent(resource, "R"));
        return all;
    }
}
