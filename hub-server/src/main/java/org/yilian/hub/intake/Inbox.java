package org.yilian.hub.intake;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** Table {@code yh_inbox}, as the write path uses it. Joins the caller's transaction. */
@Component
class Inbox {
    private static final int[] ARRIVAL_TYPES = {
        Types.VARCHAR, Types.VARCHAR, Types.VARCHAR, Types.VARCHAR, Types.CHAR, Types.TIMESTAMP, Types.BINARY,
        Types.VARCHAR, Types.VARCHAR, Types.CHAR, Types.BINARY, Types.VARCHAR, Types.INTEGER, Types.INTEGER,
        Types.BIGINT
    };

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;

    Inbox(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
    }

    /** The first answer to a message. */
    record Answer(String ackCode, byte[] ack) {}

    /** A message waiting for its turn. */
    record Waiting(long id, String facility, byte[] raw, Instant receivedAt, int attempts) {
        @Override
        public String toString() {
            return "Waiting[" + id + "]";
        }
    }

    /** What working on a message came to. */
    record Result(
            long id,
            InboxState state,
            String charset,
            String patient,
            int remarkCount,
            String remarks,
            String resources,
            String errorCode) {}

    /** Answers already given, by {@link Arrival#key()}. */
    Map<String, Answer> answered(Collection<String> hashes) {
        Map<String, Answer> answers = new HashMap<>();
        named.query(
                "select facility, control_id, content_hash, ack_code, ack from yh_inbox where content_hash in (:hashes)",
                Map.of("hashes", hashes),
                row -> {
                    String key = row.getString(1) + "|" + row.getString(2) + "|" + row.getString(3);
                    answers.put(key, new Answer(row.getString(4), row.getBytes(5)));
                });
        return answers;
    }

    void insert(List<Arrival> arrivals) {
        List<Object[]> rows = new ArrayList<>(arrivals.size());
        for (Arrival each : arrivals) {
            rows.add(new Object[] {
                each.facility(),
                each.listener(),
                each.type(),
                each.controlId(),
                each.hash(),
                Timestamp.from(each.receivedAt()),
                each.raw(),
                "",
                each.state().name(),
                each.ackCode(),
                each.ack(),
                each.errorCode(),
                0,
                0,
                each.repairs()
            });
        }
        jdbc.batchUpdate(
                "insert into yh_inbox (facility, listener, message_type, control_id, content_hash, received_at, raw,"
                        + " charset, state, ack_code, ack, error_code, attempts, remark_count, repairs)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
                ARRIVAL_TYPES);
    }

    /** The next messages in the order received. */
    List<Waiting> waiting(long after, int limit) {
        return jdbc.query(
                "select id, facility, raw, received_at, attempts from yh_inbox"
                        + " where state = 'RECEIVED' and id > ? order by id limit " + limit,
                (row, n) -> new Waiting(
                        row.getLong(1),
                        row.getString(2),
                        row.getBytes(3),
                        row.getTimestamp(4).toInstant(),
                        row.getInt(5)),
                after);
    }

    void finish(List<Result> results, Instant at) {
        List<Object[]> rows = new ArrayList<>(results.size());
        for (Result each : results) {
            rows.add(new Object[] {
                each.state().name(),
                each.charset(),
                Timestamp.from(at),
                each.patient(),
                each.remarkCount(),
                each.remarks(),
                each.resources(),
                each.errorCode(),
                each.id()
            });
        }
        int[] types = {
            Types.VARCHAR,
            Types.VARCHAR,
            Types.TIMESTAMP,
            Types.VARCHAR,
            Types.INTEGER,
            Types.VARCHAR,
            Types.VARCHAR,
            Types.VARCHAR,
            Types.BIGINT
        };
        jdbc.batchUpdate(
                "update yh_inbox set state = ?, charset = ?, processed_at = ?, patient = ?, remark_count = ?,"
                        + " remarks = ?, resources = ?, error_code = ?, attempts = attempts + 1 where id = ?",
                rows,
                types);
    }
}
