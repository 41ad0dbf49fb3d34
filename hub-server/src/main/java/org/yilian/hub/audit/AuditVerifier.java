package org.yilian.hub.audit;

import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Walks the chain from its first record and finds any that was changed, removed from within or moved. Records cut off at
 * the end are found by comparing with an end that was noted elsewhere.
 */
@Component
class AuditVerifier {
    private static final int PORTION = 1_000;
    private final JdbcClient jdbc;

    AuditVerifier(DataSource dataSource) {
        JdbcTemplate inPortions = new JdbcTemplate(dataSource);
        inPortions.setFetchSize(PORTION);
        jdbc = JdbcClient.create(inPortions);
    }

    @Transactional(readOnly = true)
    public Verdict verify() {
        AtomicReference<ChainLink> end = new AtomicReference<>(ChainLink.START);
        try (Stream<Row> rows = jdbc
                .sql("select number, recorded_at, agent, facility, door, action, outcome, content,"
                        + " hash from yh_audit order by number")
                .query((row, index) -> new Row(
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9)))
                .stream()) {
            Long broken = rows.filter(row -> !follows(row, end))
                    .map(Row::number)
                    .findFirst()
                    .orElse(null);
            return new Verdict(end.get().number(), broken, end.get().hash());
        }
    }

    private static boolean follows(Row row, AtomicReference<ChainLink> end) {
        ChainLink expected = end.get().next(row.content());
        if (expected.number() != row.number() || !expected.hash().equals(row.hash()) || !row.agreesWithItsContent()) {
            return false;
        }
        end.set(expected);
        return true;
    }

    /**
     * @param records how many records are as they were written, from the first on
     * @param broken number of the first that is not, null if all are
     * @param end hash of the last good record: note it elsewhere to find a trail that was cut
     */
    record Verdict(long records, Long broken, String end) {}

    private record Row(
            long number,
            OffsetDateTime at,
            String agent,
            String facility,
            String door,
            String action,
            String outcome,
            String content,
            String hash) {

        /** The columns that searches look at are not in the hash, so they are compared with what is. */
        boolean agreesWithItsContent() {
            try {
                AuditRecord record = AuditRecord.parse(content);
                return record.instant().equals(at.toInstant())
                        && record.agent().equals(agent)
                        && Objects.equals(record.facility(), facility)
                        && record.door().equals(door)
                        && record.action().equals(action)
                        && record.outcome().equals(outcome);
            } catch (RuntimeException e) {
                return false;
            }
        }
    }
}
