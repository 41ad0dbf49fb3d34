package org.yilian.hub.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The two statements that write, and the one that finds the end of the chain. Plain JDBC on a connection of their own. */
final class AuditRows {
    private AuditRows() {}

    static ChainLink last(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                        "select number, hash from yh_audit order by number desc fetch first 1 rows only");
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? new ChainLink(rows.getLong(1), rows.getString(2)) : ChainLink.START;
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
        Set<String> patients = new LinkedHashSet<>(record.patients());
        Set<String> all = new LinkedHashSet<>(patients);
        all.addAll(record.resources());
        for (String reference : all) {
            entity.setString(1, reference);
            entity.setLong(2, number);
            entity.setString(3, patients.contains(reference) ? "P" : "R");
            entity.addBatch();
        }
        return !all.isEmpty();
    }
}
