package org.yilian.hub.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.yilian.hub.audit.AuditVerifier.Finding;
import org.yilian.hub.audit.AuditVerifier.Verdict;

/** One walk along the chain; stops at the first record that is not as it was written. */
final class ChainWalk {
    private static final int PORTION = 1_000;

    private final Deque<Anchor> ahead = new ArrayDeque<>();
    private ChainLink end;
    private long anchored;

    ChainWalk(ChainLink start, List<Anchor> anchors) {
        end = start;
        anchors.stream()
                .filter(anchor -> anchor.number() >= start.number())
                .sorted(Comparator.comparingLong(Anchor::number))
                .forEach(ahead::add);
    }

    Verdict along(Connection connection) throws SQLException {
        // A start is a record too: it must still be there.
        long from = end.number();
        if (from > 0 && !end.equals(AuditRows.at(connection, from))) {
            return at(from, AuditRows.last(connection).number() < from ? Finding.CUT : Finding.REMADE);
        }
        if (!agreesWithAnchors()) {
            return at(from, Finding.REMADE);
        }
        try (PreparedStatement records = connection.prepareStatement(AuditRow.SELECT);
                PreparedStatement entities = connection.prepareStatement(TouchedRows.SELECT)) {
            try (ResultSet rows = query(records, from);
                    ResultSet touched = query(entities, from)) {
                return along(rows, new TouchedRows(touched));
            }
        }
    }

    private static ResultSet query(PreparedStatement query, long from) throws SQLException {
        query.setFetchSize(PORTION);
        query.setLong(1, from);
        return query.executeQuery();
    }

    private Verdict along(ResultSet rows, TouchedRows touched) throws SQLException {
        while (rows.next()) {
            AuditRow row = AuditRow.of(rows);
            ChainLink next = end.next(row.content());
            Finding finding = finding(row, next, touched.of(row.number()));
            if (finding != null) {
                return at(Math.min(row.number(), next.number()), finding);
            }
            if (touched.skipped() != null) {
                return at(touched.skipped(), Finding.ENTITY);
            }
            end = next;
            if (!agreesWithAnchors()) {
                return at(end.number(), Finding.REMADE);
            }
        }
        if (touched.rest() != null) {
            return at(touched.rest(), Finding.ENTITY);
        }
        return ahead.isEmpty() ? at(null, null) : at(end.number() + 1, Finding.CUT);
    }

    private static Finding finding(AuditRow row, ChainLink next, Map<String, String> touched) {
        if (row.number() > next.number()) {
            return Finding.MISSING;
        }
        if (row.number() < next.number() || !next.hash().equals(row.hash())) {
            return Finding.CHANGED;
        }
        AuditRecord record = row.record();
        if (record == null || !row.agreesWith(record)) {
            return Finding.COLUMN;
        }
        return AuditRows.entities(record).equals(touched) ? null : Finding.ENTITY;
    }

    private boolean agreesWithAnchors() {
        while (!ahead.isEmpty() && ahead.peek().number() <= end.number()) {
            if (!ahead.poll().link().equals(end)) {
                return false;
            }
            anchored = end.number();
        }
        return true;
    }

    private Verdict at(Long number, Finding finding) {
        return new Verdict(end.number(), number, finding, end.hash(), anchored);
    }
}
