package org.yilian.hub.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * Walks the chain from its first record and finds any that was changed, removed or moved; by the anchors also a trail that
 * was cut at its end or made anew as a whole.
 */
@Component
class AuditVerifier {
    private final DataSource database;

    AuditVerifier(DataSource database) {
        this.database = database;
    }

    Verdict verify() {
        return verify(AnchorFile.Content.NONE);
    }

    /** The trail first: where it is broken says more than where the anchors are. */
    Verdict verify(AnchorFile.Content anchors) {
        Verdict verdict = verifySince(ChainLink.START, anchors.anchors());
        return verdict.whole() && anchors.wrongLine() != null
                ? verdict.with(Finding.ANCHOR_FILE, anchors.wrongLine())
                : verdict;
    }

    /** What came after a record that was verified before. */
    Verdict verifySince(ChainLink start, List<Anchor> anchors) {
        return snapshot(connection -> new ChainWalk(start, anchors).along(connection));
    }

    ChainLink end() {
        return snapshot(AuditRows::last);
    }

    /**
     * Rows and what they touched as of one moment, read in portions. H2's REPEATABLE_READ is of one moment for each table
     * only, and then a record written meanwhile looks like a record that was changed.
     */
    private <T> T snapshot(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            boolean committing = connection.getAutoCommit();
            int isolation = connection.getTransactionIsolation();
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            try {
                return work.on(connection);
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(isolation);
                connection.setAutoCommit(committing);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the audit trail cannot be read", e);
        }
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** What is wrong. */
    enum Finding {
        /** The record is not there. */
        MISSING,
        /** Its text, hash or number is not what was written: changed, or moved. */
        CHANGED,
        /** A column that searches look at says something else than the record. */
        COLUMN,
        /** The list of what it touched says something else than the record, or belongs to none. */
        ENTITY,
        /** An anchor has another hash for this record: the chain up to it was made anew. */
        REMADE,
        /** An anchor has seen this record, and the trail ends before it. */
        CUT,
        /** A line of the anchor file is not of the hub's, or one before it is gone. */
        ANCHOR_FILE
    }

    /**
     * @param records how many records are as they were written, from the first on
     * @param broken number of the first that is not, null if all are; for {@link Finding#ANCHOR_FILE} a line of that file
     * @param finding what is wrong with it, null if nothing is
     * @param end hash of the last good record
     * @param anchored number of the last record an anchor agrees with; those after it could be cut without a trace
     */
    record Verdict(long records, Long broken, Finding finding, String end, long anchored) {
        @JsonIgnore
        boolean whole() {
            return finding == null;
        }

        Verdict with(Finding other, long where) {
            return new Verdict(records, where, other, end, anchored);
        }
    }
}
