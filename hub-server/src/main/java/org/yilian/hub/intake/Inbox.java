package org.yilian.hub.intake;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.yilian.hub.platform.HubFailure;

/** Table {@code yh_inbox}, as the write path uses it. Joins the caller's transaction. */
@Component
class Inbox {
    private static final int MOST_ROWS = 16;
    /** By the number of rows, from 1. */
    private static final List<String> INSERTS =
            IntStream.rangeClosed(1, MOST_ROWS).mapToObj(Inbox::insert).toList();

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final SealedMessages sealed;

    Inbox(JdbcTemplate jdbc, SealedMessages sealed) {
        this.sealed = sealed;
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
    }

    private static String insert(int rows) {
        return "insert into yh_inbox (facility, sender, listener, message_type, control_id, content_hash, received_at, raw,"
                + " declared_charset, state, ack_code, ack, error_code, repairs, raw_key, charset, attempts, remark_count) values "
                + String.join(
                        ", ", Collections.nCopies(rows, "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', 0, 0)"));
    }

    /** The first answer to a message. */
    record Answer(String ackCode, byte[] ack) {}

    /**
     * A message waiting for its turn.
     *
     * @param raw empty where it cannot be opened
     * @param sealed why it cannot be opened, null where it can
     */
    record Waiting(
            long id, String facility, byte[] raw, String charset, Instant receivedAt, int attempts, HubFailure sealed) {
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
            String remarkCodes,
            String resources,
            String errorCode,
            String profile) {}

    /** Answers already given, by {@link Arrival#key()}. */
    Map<String, Answer> answered(Collection<Arrival> arrivals) {
        Map<String, Answer> answers = new HashMap<>();
        named.query(
                "select facility, control_id, content_hash, raw_key, id, ack, ack_code from yh_inbox"
                        + " where control_id in (:ids) and content_hash in (:hashes)",
                Map.of(
                        "ids", arrivals.stream().map(Arrival::controlId).collect(Collectors.toSet()),
                        "hashes", arrivals.stream().map(Arrival::hash).collect(Collectors.toSet())),
                row -> {
                    String key = row.getString(1) + "|" + row.getString(2) + "|" + row.getString(3);
                    answers.put(key, new Answer(row.getString("ack_code"), sealed.ack(row)));
                });
        return answers;
    }

    /** Several rows a statement. */
    void insert(List<Arrival> arrivals) {
        for (int at = 0; at < arrivals.size(); at += MOST_ROWS) {
            List<Arrival> some = arrivals.subList(at, Math.min(arrivals.size(), at + MOST_ROWS));
            jdbc.update(INSERTS.get(some.size() - 1), statement -> fill(statement, some));
        }
    }

    /** Whether {@link #insertAtOnce} takes so many. */
    static boolean fitsOneStatement(int arrivals) {
        return arrivals <= MOST_ROWS;
    }

    /**
     * In a transaction of its own that begins and ends with the one statement: a single round trip to the database. Not
     * for callers that are in a transaction.
     */
    void insertAtOnce(List<Arrival> arrivals) {
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            connection.setAutoCommit(true);
            try (PreparedStatement statement = connection.prepareStatement(INSERTS.get(arrivals.size() - 1))) {
                fill(statement, arrivals);
                return statement.executeUpdate();
            }
        });
    }

    private void fill(PreparedStatement statement, List<Arrival> arrivals) throws SQLException {
        int at = 0;
        for (Arrival each : arrivals) {
            statement.setString(++at, each.facility());
            statement.setString(++at, each.sender());
            statement.setString(++at, each.listener());
            statement.setString(++at, each.type());
            statement.setString(++at, each.controlId());
            statement.setString(++at, each.hash());
            statement.setObject(++at, OffsetDateTime.ofInstant(each.receivedAt(), ZoneOffset.UTC));
            statement.setBytes(++at, sealed.raw(each));
            statement.setString(++at, each.charset());
            statement.setString(++at, each.state().name());
            statement.setString(++at, each.ackCode());
            statement.setBytes(++at, sealed.ack(each));
            statement.setString(++at, each.errorCode());
            statement.setObject(++at, each.repairs(), Types.BIGINT);
            statement.setString(++at, sealed.key());
        }
    }

    /** Notes that senders were answered again. */
    void repeated(List<Arrival> arrivals) {
        jdbc.batchUpdate(
                "update yh_inbox set repeats = repeats + 1 where facility = ? and control_id = ? and content_hash = ?",
                arrivals.stream()
                        .map(each -> new Object[] {each.facility(), each.controlId(), each.hash()})
                        .toList());
    }

    /** The next messages in the order received. */
    List<Waiting> waiting(long after, int limit) {
        return jdbc.query(
                "select " + SealedMessages.RAW + ", declared_charset, received_at, attempts from yh_inbox"
                        + " where state = 'RECEIVED' and id > ? order by id limit " + limit,
                (row, n) -> waiting(row),
                after);
    }

    /** One that cannot be opened shall not keep the others waiting: it fails when its turn comes. */
    private Waiting waiting(ResultSet row) throws SQLException {
        byte[] raw = new byte[0];
        HubFailure failure = null;
        try {
            raw = sealed.raw(row);
        } catch (HubFailure e) {
            failure = e;
        }
        return new Waiting(
                row.getLong("id"),
                row.getString("facility"),
                raw,
                row.getString("declared_charset"),
                row.getTimestamp("received_at").toInstant(),
                row.getInt("attempts"),
                failure);
    }

    /** Which of these messages bear a control id that their sending application had used before for other bytes. */
    Set<Long> reusing(Collection<Long> ids) {
        return Set.copyOf(named.queryForList(
                "select w.id from yh_inbox w where w.id in (:ids) and w.control_id <> '' and exists (select 1 from"
                        + " yh_inbox e where e.control_id = w.control_id and e.facility = w.facility"
                        + " and e.sender = w.sender and e.id < w.id and e.id <> coalesce(w.repairs, 0))",
                Map.of("ids", ids),
                Long.class));
    }

    /** The message that this one is an operator's repaired copy of. */
    Optional<Long> repairs(long id) {
        return jdbc
                .queryForList("select repairs from yh_inbox where id = ? and repairs is not null", Long.class, id)
                .stream()
                .findFirst();
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
                each.remarkCodes(),
                each.resources(),
                each.errorCode(),
                each.profile(),
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
            Types.VARCHAR,
            Types.VARCHAR,
            Types.BIGINT
        };
        jdbc.batchUpdate(
                "update yh_inbox set state = ?, charset = ?, processed_at = ?, patient = ?, remark_count = ?,"
                        + " remarks = ?, remark_codes = ?, resources = ?, error_code = ?, profile = ?, attempts = attempts + 1 where id = ?",
                rows,
                types);
    }
}
