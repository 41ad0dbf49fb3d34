package org.yilian.hub.imaging.dimse;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.dicom.net.StorageCommitment.Reference;
import org.yilian.dicom.net.StorageCommitment.Request;

/**
 * What peers are owed to be told by DIMSE, in the database: reports of storage commitment that they asked for, notifications of
 * availability that the region's description asks for. Nothing that is owed is forgotten by a crash.
 */
@Component
class OwedReports {
    /** Until somebody else may try a report that was begun: longer than an attempt can take. */
    private static final long LEASE_SECONDS = 300;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    OwedReports(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    enum Kind {
        /** N-EVENT-REPORT of the Storage Commitment Push Model. */
        COMMITMENT,
        /** N-CREATE of an Instance Availability Notification. */
        AVAILABILITY
    }

    /**
     * A report that is owed.
     *
     * @param uid transaction UID of a commitment, SOP Instance UID of a notification
     * @param subject the instances that were asked for, SOP class and instance UID by line; the study of a notification
     * @param attempts that failed
     */
    record Owed(
            long id,
            Kind kind,
            String aeTitle,
            String facility,
            String uid,
            String subject,
            int attempts,
            Instant askedAt,
            Instant nextAt) {

        /** What was asked, of a commitment. */
        Request request() {
            List<Reference> references = subject.lines()
                    .map(line -> line.split(" ", 2))
                    .map(pair -> new Reference(pair[0], pair[1]))
                    .toList();
            return new Request(uid, references);
        }
    }

    /** Keeps a request for good; false if this peer has used the transaction before. */
    boolean keep(Peer peer, Request request, Instant now) {
        String subject = request.references().stream()
                .map(each -> each.sopClassUid() + " " + each.sopInstanceUid())
                .collect(Collectors.joining("\n"));
        try {
            transaction.executeWithoutResult(status -> insert(
                    Kind.COMMITMENT,
                    peer.association().callingAe(),
                    peer.facility().code(),
                    request.transactionUid(),
                    subject,
                    now));
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /**
     * Has a peer notified of a study, in the caller's transaction.
     *
     * @param uid of the notification
     */
    void announce(String aeTitle, String facility, String studyUid, String uid, Instant now) {
        insert(Kind.AVAILABILITY, aeTitle, facility, uid, studyUid, now);
    }

    private void insert(Kind kind, String aeTitle, String facility, String uid, String subject, Instant now) {
        jdbc.sql("insert into yh_commitment (kind, ae_title, facility, transaction_uid, instances, state, attempts,"
                        + " asked_at, next_at) values (?, ?, ?, ?, ?, 'WAITING', 0, ?, ?)")
                .param(kind.name())
                .param(aeTitle)
                .param(facility)
                .param(uid)
                .param(subject)
                .param(now.atOffset(ZoneOffset.UTC))
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private int update(String sql, Object... arguments) {
        return transaction.execute(
                status -> jdbc.sql(sql).params(List.of(arguments)).update());
    }

    List<Owed> due(Instant now, int limit) {
        return jdbc.sql("select id, kind, ae_title, facility, transaction_uid, instances, attempts, asked_at, next_at"
                        + " from yh_commitment where state = 'WAITING' and next_at <= ? order by next_at limit ?")
                .param(now.atOffset(ZoneOffset.UTC))
                .param(limit)
                .query((row, n) -> owed(row))
                .list();
    }

    private static Owed owed(ResultSet row) throws SQLException {
        return new Owed(
                row.getLong("id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("ae_title"),
                row.getString("facility"),
                row.getString("transaction_uid"),
                row.getString("instances"),
                row.getInt("attempts"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("next_at", OffsetDateTime.class).toInstant());
    }

    /** Takes a report for an attempt; false if another node was faster. */
    boolean claim(Owed owed, Instant now) {
        int claimed = update(
                "update yh_commitment set next_at = ? where id = ? and state = 'WAITING' and next_at = ?",
                now.plusSeconds(LEASE_SECONDS).atOffset(ZoneOffset.UTC),
                owed.id(),
                owed.nextAt().atOffset(ZoneOffset.UTC));
        return claimed == 1;
    }

    void reported(Owed owed) {
        end(owed, "REPORTED");
    }

    void giveUp(Owed owed) {
        end(owed, "GIVEN_UP");
    }

    private void end(Owed owed, String state) {
        update("update yh_commitment set state = ?, attempts = attempts + 1 where id = ?", state, owed.id());
    }

    void later(Owed owed, Instant next) {
        update(
                "update yh_commitment set attempts = attempts + 1, next_at = ? where id = ?",
                next.atOffset(ZoneOffset.UTC),
                owed.id());
    }
}
