package org.yilian.hub.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.platform.vault.Vault;

/** Tables {@code yh_delivery} and {@code yh_delivery_attempt}, as writing and sending use them. Joins the caller's transaction. */
@Component
class Deliveries {
    /** The oldest message that is due and waits for none before it. */
    static final String NEXT = "select id, control_id, destination, raw, raw_key, attempts from yh_delivery d"
            + " where destination = ? and state = 'WAITING' and next_at <= ?"
            + " and not exists (select 1 from yh_delivery e where e.destination = d.destination"
            + " and e.ordering_key = d.ordering_key and e.state = 'WAITING' and e.id < d.id)"
            + " order by id limit 1";

    private final JdbcClient jdbc;
    private final Vault vault;

    Deliveries(JdbcClient jdbc, Vault vault) {
        this.vault = vault;
        this.jdbc = jdbc;
    }

    /**
     * A message to be sent, or, without bytes, one that is held.
     *
     * @param subject what it is about, as {@code DiagnosticReport/h001-...}; the message can be made again from it
     * @param author facility whose record it is
     * @param patient logical id of the patient's record at the receiver, or null
     */
    record Fresh(
            String destination,
            String facility,
            String messageType,
            String controlId,
            String subject,
            String author,
            String patient,
            String orderingKey,
            String origin,
            String charset,
            byte[] raw,
            String errorCode) {}

    /**
     * A message whose turn it is.
     *
     * @param sealed why it cannot be opened, null where it can; it has no bytes then
     */
    record Due(long id, String controlId, byte[] raw, int attempts, HubFailure sealed) {
        @Override
        public String toString() {
            return "Due[" + id + "]";
        }
    }

    void add(Fresh fresh, Instant now) {
        jdbc.sql("insert into yh_delivery (destination, facility, message_type, control_id, subject, author, patient,"
                        + " ordering_key, origin, created_at, charset, raw, raw_key, state, attempts, next_at, error_code)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)")
                .params(
                        fresh.destination(),
                        fresh.facility(),
                        fresh.messageType(),
                        fresh.controlId(),
                        fresh.subject(),
                        fresh.author(),
                        fresh.patient(),
                        fresh.orderingKey(),
                        fresh.origin(),
                        Timestamp.from(now),
                        fresh.charset(),
                        vault.seal(fresh.raw(), sealed("a new row", fresh.destination(), fresh.controlId())),
                        vault.keyId(),
                        (fresh.raw() == null ? DeliveryState.HELD : DeliveryState.WAITING).name(),
                        Timestamp.from(now),
                        fresh.errorCode())
                .update();
    }

    /** The bytes of a row, which are sealed where encryption at rest was on. */
    static byte[] raw(Vault vault, ResultSet row) throws SQLException {
        String name = "yh_delivery " + row.getLong("id");
        return vault.open(
                row.getString("raw_key"),
                row.getBytes("raw"),
                sealed(name, row.getString("destination"), row.getString("control_id")));
    }

    private static Vault.What sealed(String name, String destination, String controlId) {
        return Vault.What.of(name, "yh_delivery", destination, controlId);
    }

    /** Whether there is a message about this for the destination already, whatever became of it. */
    boolean knows(String destination, String subject) {
        return jdbc.sql("select count(*) from yh_delivery where subject = ? and destination = ? and state <> 'SKIPPED'")
                        .params(subject, destination)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** What the last message to the destination was about, of those about something that begins so. */
    Optional<String> latest(String destination, String begins) {
        return jdbc.sql("select subject from yh_delivery where subject >= ? and subject < ? and destination = ?"
                        + " and state <> 'SKIPPED' order by id desc limit 1")
                .params(begins, begins + "g", destination)
                .query(String.class)
                .optional();
    }

    Optional<Due> next(String destination, Instant now) {
        return jdbc.sql(NEXT)
                .params(destination, Timestamp.from(now))
                .query((row, n) -> due(row))
                .optional();
    }

    /** One that cannot be opened shall not hold up those behind it. */
    private Due due(ResultSet row) throws SQLException {
        byte[] raw = null;
        HubFailure failure = null;
        try {
            raw = raw(vault, row);
        } catch (HubFailure e) {
            failure = e;
        }
        return new Due(row.getLong("id"), row.getString("control_id"), raw, row.getInt("attempts"), failure);
    }

    /** Says before the first byte leaves that a try is under way. */
    void begin(Due due, Instant now) {
        settleOpen(due.id(), now);
        jdbc.sql(
                        "insert into yh_delivery_attempt (delivery_id, attempt, at, outcome, actor) values (?, ?, ?, ?, 'hub')")
                .params(due.id(), nextAttempt(due.id()), Timestamp.from(now), Outcome.Word.OPEN.name())
                .update();
        jdbc.sql("update yh_delivery set attempts = attempts + 1 where id = ?")
                .param(due.id())
                .update();
    }

    /** A try that the process did not survive: nobody knows whether it arrived. */
    private void settleOpen(long id, Instant now) {
        jdbc.sql("update yh_delivery_attempt set outcome = ?, error_code = 'HUB-0747', ended_at = ?"
                        + " where delivery_id = ? and outcome = ?")
                .params(Outcome.Word.NO_ANSWER.name(), Timestamp.from(now), id, Outcome.Word.OPEN.name())
                .update();
    }

    /** Ends the try that is under way. A message that an operator decided about meanwhile keeps that decision. */
    void end(long id, Outcome outcome, DeliveryState state, Instant nextAt, Instant now) {
        jdbc.sql("update yh_delivery_attempt set outcome = ?, ack_code = ?, error_code = ?, ended_at = ?"
                        + " where delivery_id = ? and outcome = ?")
                .params(
                        outcome.word().name(),
                        outcome.ackCode(),
                        outcome.errorCode(),
                        Timestamp.from(now),
                        id,
                        Outcome.Word.OPEN.name())
                .update();
        jdbc.sql("update yh_delivery set state = ?, ack_code = ?, error_code = ?, next_at = ?, finished_at = ?"
                        + " where id = ? and (state = 'WAITING' or state = 'SKIPPED' and ? = 'DELIVERED')")
                .params(
                        state.name(),
                        outcome.ackCode(),
                        outcome.errorCode(),
                        Timestamp.from(nextAt),
                        state == DeliveryState.WAITING ? null : Timestamp.from(now),
                        id,
                        state.name())
                .update();
    }

    /** An operator's decision. */
    void decide(long id, DeliveryState state, String actor, String reason, Instant now) {
        jdbc.sql("insert into yh_delivery_attempt (delivery_id, attempt, at, ended_at, outcome, actor, reason)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        nextAttempt(id),
                        Timestamp.from(now),
                        Timestamp.from(now),
                        Outcome.Word.DECIDED.name(),
                        actor,
                        reason)
                .update();
        jdbc.sql("update yh_delivery set state = ?, next_at = ?, finished_at = ?, reason = ?,"
                        + " error_code = case when ? = 'WAITING' then null else error_code end where id = ?")
                .params(
                        state.name(),
                        Timestamp.from(now),
                        state == DeliveryState.WAITING ? null : Timestamp.from(now),
                        reason,
                        state.name(),
                        id)
                .update();
    }

    private int nextAttempt(long id) {
        return jdbc.sql("select coalesce(max(attempt), 0) + 1 from yh_delivery_attempt where delivery_id = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }

    void remember(String report, Collection<String> observations) {
        jdbc.sql("delete from yh_delivery_result where report = ?")
                .param(report)
                .update();
        for (String observation : observations) {
            jdbc.sql("insert into yh_delivery_result (observation, report) values (?, ?)")
                    .params(observation, report)
                    .update();
        }
    }

    /** Reports that went out with one of these results. */
    List<String> reportsWith(Collection<String> observations) {
        return observations.isEmpty()
                ? List.of()
                : jdbc.sql("select distinct report from yh_delivery_result where observation in (:ids) order by report")
                        .param("ids", observations)
                        .query(String.class)
                        .list();
    }
}
