package org.yilian.hub.notification;

import java.nio.charset.Charset;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.platform.vault.Vault;

/** The outbound queues as operators see them. Lists never show content: that is the detail's, and audited. */
@Component
class DeliveryQueries {
    private static final String ITEM =
            "select id, destination, facility, message_type, control_id, subject, author, origin,"
                    + " created_at, state, attempts, next_at, finished_at, ack_code, error_code, reason from yh_delivery";

    private final JdbcClient jdbc;
    private final Vault vault;

    DeliveryQueries(JdbcClient jdbc, Vault vault) {
        this.vault = vault;
        this.jdbc = jdbc;
    }

    /** Null parts do not filter. */
    record Filter(String destination, String facility, DeliveryState state, Long before, int limit) {}

    record Item(
            long id,
            String destination,
            String facility,
            String type,
            String controlId,
            String subject,
            String author,
            String origin,
            Instant createdAt,
            DeliveryState state,
            int attempts,
            Instant nextAt,
            Instant finishedAt,
            String ackCode,
            String errorCode,
            String reason) {}

    record Page(List<Item> items, Long next) {}

    record Attempt(
            int attempt,
            Instant at,
            Instant endedAt,
            String outcome,
            String ackCode,
            String errorCode,
            String actor,
            String reason) {}

    /** @param raw null while the message is held */
    record Detail(Item item, String raw, String charset, List<Attempt> ledger, String patient) {}

    record Count(String destination, DeliveryState state, long count, Instant oldest) {}

    @Transactional(readOnly = true)
    public Page list(Filter filter) {
        Map<String, Object> conditions = new LinkedHashMap<>();
        conditions.put("destination = ?", filter.destination());
        conditions.put("facility = ?", filter.facility());
        conditions.put(
                "state = ?", filter.state() == null ? null : filter.state().name());
        conditions.put("id < ?", filter.before());
        conditions.values().removeIf(java.util.Objects::isNull);
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions.keySet());
        List<Item> items = jdbc.sql(ITEM + where + " order by id desc limit " + (filter.limit() + 1))
                .params(new ArrayList<>(conditions.values()))
                .query((row, n) -> item(row))
                .list();
        boolean more = items.size() > filter.limit();
        List<Item> page = more ? items.subList(0, filter.limit()) : items;
        return new Page(List.copyOf(page), more ? page.get(page.size() - 1).id() : null);
    }

    /** @param facility null for all */
    @Transactional(readOnly = true)
    public List<Count> counts(String facility) {
        return jdbc.sql("select destination, state, count(*), min(created_at) from yh_delivery"
                        + " where facility = coalesce(cast(? as varchar(16)), facility)"
                        + " group by destination, state order by destination, state")
                .param(facility)
                .query((row, n) -> new Count(
                        row.getString(1), DeliveryState.valueOf(row.getString(2)), row.getLong(3), instant(row, 4)))
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Detail> detail(long id) {
        return jdbc.sql(ITEM.replace(" from ", ", raw, raw_key, charset, patient from ") + " where id = ?")
                .param(id)
                .query((row, n) -> {
                    byte[] raw = Deliveries.raw(vault, row);
                    String charset = row.getString("charset");
                    String text = raw == null ? null : new String(raw, Charset.forName(charset));
                    return new Detail(item(row), text, charset, ledger(id), row.getString("patient"));
                })
                .optional();
    }

    private List<Attempt> ledger(long id) {
        return jdbc.sql("select attempt, at, ended_at, outcome, ack_code, error_code, actor, reason"
                        + " from yh_delivery_attempt where delivery_id = ? order by attempt")
                .param(id)
                .query((row, n) -> new Attempt(
                        row.getInt(1),
                        instant(row, 2),
                        instant(row, 3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8)))
                .list();
    }

    /** Whether a later message about the same has reached the destination: this one would bring back what it says. */
    @Transactional(readOnly = true)
    public boolean overtaken(Item item) {
        return jdbc.sql("select count(*) from yh_delivery where subject = ? and destination = ? and id > ?"
                                + " and state = 'DELIVERED'")
                        .params(item.subject(), item.destination(), item.id())
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getLong("id"),
                row.getString("destination"),
                row.getString("facility"),
                row.getString("message_type"),
                row.getString("control_id"),
                row.getString("subject"),
                row.getString("author"),
                row.getString("origin"),
                instant(row, row.findColumn("created_at")),
                DeliveryState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                instant(row, row.findColumn("next_at")),
                instant(row, row.findColumn("finished_at")),
                row.getString("ack_code"),
                row.getString("error_code"),
                row.getString("reason"));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
