package org.yilian.hub.intake;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Ranges of message ids by time. Ids grow with time, so a bisection over the primary key (some thirty look-ups among 200
 * million rows) finds where a day begins, and no index on time has to be kept on the way in.
 */
@Component
class IdsByTime {
    /** Messages of several connections are numbered a little out of the order of their clocks. */
    static final Duration SLACK = Duration.ofMinutes(10);

    private final JdbcClient jdbc;

    IdsByTime(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Row(long id, Instant at) {}

    /** An id below those of all messages since then. */
    long before(Instant time) {
        return firstSince(time.minus(SLACK)) - 1;
    }

    /** An id above those of all messages until then. */
    long after(Instant time) {
        return firstSince(time.plus(SLACK));
    }

    private long firstSince(Instant time) {
        long low = 1;
        long high = last() + 1;
        while (low < high) {
            long middle = low + (high - low) / 2;
            Optional<Row> row = firstFrom(middle);
            if (row.isPresent() && row.get().at().isBefore(time)) {
                low = row.get().id() + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Optional<Row> firstFrom(long id) {
        List<Row> rows = jdbc.sql("select id, received_at from yh_inbox where id >= ? order by id limit 1")
                .param(id)
                .query((row, n) -> {
                    Timestamp at = row.getTimestamp(2);
                    return new Row(row.getLong(1), at.toInstant());
                })
                .list();
        return rows.stream().findFirst();
    }

    private long last() {
        return jdbc.sql("select coalesce(max(id), 0) from yh_inbox")
                .query(Long.class)
                .single();
    }
}
