package org.yilian.hub.intake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
import org.yilian.mappings.Remark;
import org.yilian.mappings.hl7v2.MessageCharset;

/** Table {@code yh_inbox}, as operators see it. Lists never show content: that is the detail's, and audited. */
@Component
class MessageQueries {
    private static final int MOST_REPLAYED = 10_000;
    static final int MOST_COUNTED = 10_000;
    private static final List<InboxState> COUNTED =
            List.of(InboxState.FAILED, InboxState.QUARANTINED, InboxState.RECEIVED);
    static final String COUNT =
            "select count(*) from (select id from yh_inbox where state = ?%s limit " + MOST_COUNTED + ") counted";
    static final String ITEM = "select id, facility, message_type, control_id, state, received_at, processed_at,"
            + " ack_code, remark_count, attempts, error_code, charset, repairs, profile, repeats from yh_inbox";

    private final JdbcClient jdbc;
    private final RemarkText remarkText;
    private final IdsByTime ids;
    private final SealedMessages sealed;

    MessageQueries(JdbcClient jdbc, RemarkText remarkText, IdsByTime ids, SealedMessages sealed) {
        this.sealed = sealed;
        this.jdbc = jdbc;
        this.ids = ids;
        this.remarkText = remarkText;
    }

    record Item(
            long id,
            String facility,
            String type,
            String controlId,
            InboxState state,
            Instant receivedAt,
            Instant processedAt,
            String ackCode,
            int remarks,
            int attempts,
            String errorCode,
            String charset,
            Long repairs,
            String profile,
            int repeats) {}

    /** @param counts of what may need somebody, by state; each at most {@value #MOST_COUNTED} */
    record Page(List<Item> items, Long next, Map<String, Long> counts) {}

    record Attempt(int attempt, Instant at, String actor, String state, String errorCode, String reason) {}

    record Detail(
            Item item,
            String raw,
            String charset,
            List<Remark> remarkList,
            List<String> resources,
            List<Attempt> attemptList,
            String patient) {}

    @Transactional(readOnly = true)
    public Page list(MessageFilter filter) {
        MessageFilter.Where where = filter.where(ids);
        List<Item> items = jdbc.sql(ITEM + where.sql() + " order by id desc limit " + (filter.limit() + 1))
                .params(where.values())
                .query((row, n) -> item(row))
                .list();
        boolean more = items.size() > filter.limit();
        List<Item> page = more ? items.subList(0, filter.limit()) : items;
        return new Page(List.copyOf(page), more ? page.get(page.size() - 1).id() : null, counts(filter.facility()));
    }

    /** Never a count of everything: what is done is found by looking for it, what waits for somebody is counted so far. */
    @Transactional(readOnly = true)
    public Map<String, Long> counts(String facility) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (InboxState state : COUNTED) {
            List<Object> values = new ArrayList<>(List.of(state.name()));
            if (facility != null) {
                values.add(facility);
            }
            long count = jdbc.sql(COUNT.formatted(facility == null ? "" : " and facility = ?"))
                    .params(values)
                    .query(Long.class)
                    .single();
            counts.put(state.name(), count);
        }
        return counts;
    }

    @Transactional(readOnly = true)
    public Optional<Detail> detail(long id) {
        return jdbc.sql(ITEM.replace(", repairs", ", raw, raw_key, content_hash, remarks, resources, patient, repairs")
                        + " where id = ?")
                .param(id)
                .query((row, n) -> {
                    Item item = item(row);
                    byte[] raw = sealed.raw(row);
                    // Nobody has decided yet about what was refused at the door; its sender may be unknown.
                    Charset charset = item.charset().isEmpty()
                            ? MessageCharset.detect(raw, StandardCharsets.UTF_8).charset()
                            : Charset.forName(item.charset());
                    String resources = row.getString("resources");
                    return new Detail(
                            item,
                            new String(raw, charset),
                            charset.name(),
                            remarkText.read(row.getString("remarks")),
                            resources == null || resources.isEmpty() ? List.of() : List.of(resources.split(" ")),
                            attempts(id),
                            row.getString("patient"));
                })
                .optional();
    }

    private List<Attempt> attempts(long id) {
        return jdbc.sql("select attempt, at, actor, state, error_code, reason from yh_inbox_attempt"
                        + " where inbox_id = ? order by attempt")
                .param(id)
                .query((row, n) -> new Attempt(
                        row.getInt(1),
                        row.getTimestamp(2).toInstant(),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)))
                .list();
    }

    /** The next ones that match, oldest first; what waits already or was refused at the door is none of them. */
    List<Long> replayable(MessageFilter filter, long after, int limit) {
        MessageFilter.Where where = filter.where(ids);
        // What was kept for a mapping to come is worked on only if somebody asks for just that.
        String parked = filter.state() == InboxState.PARKED ? ", 'PARKED'" : "";
        List<Object> values = new ArrayList<>(where.values());
        values.add(after);
        return jdbc.sql("select id from yh_inbox" + where.sql() + " and state in ('DONE', 'FAILED'" + parked
                        + ") and facility <> '' and id > ? order by id limit " + limit)
                .params(values)
                .query(Long.class)
                .list();
    }

    List<Long> replayable(InboxState state, String facility, Instant from, Instant to) {
        return replayable(MessageFilter.of(state, facility, from, to), 0, MOST_REPLAYED);
    }

    /** The text of a message, to look for a code in it. */
    String text(long id) {
        return jdbc.sql("select " + SealedMessages.RAW + ", charset from yh_inbox where id = ?")
                .param(id)
                .query((row, n) -> {
                    String charset = row.getString("charset");
                    return new String(
                            sealed.raw(row), charset.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(charset));
                })
                .single();
    }

    /** Back to RECEIVED; what it was goes to the attempts. */
    void replay(long id, String actor, String reason, Instant at) {
        keepAttempt(id, actor, reason, at);
        jdbc.sql("update yh_inbox set state = 'RECEIVED', error_code = null where id = ?")
                .param(id)
                .update();
    }

    @Transactional
    public void supersede(long id, String actor, String reason, Instant at) {
        keepAttempt(id, actor, reason, at);
        jdbc.sql("update yh_inbox set state = 'SUPERSEDED' where id = ?")
                .param(id)
                .update();
    }

    private void keepAttempt(long id, String actor, String reason, Instant at) {
        jdbc.sql("insert into yh_inbox_attempt (inbox_id, attempt, at, actor, state, error_code, reason)"
                        + " select id, (select count(*) + 1 from yh_inbox_attempt where inbox_id = ?), ?, ?, state,"
                        + " error_code, ? from yh_inbox where id = ?")
                .params(id, Timestamp.from(at), actor, reason, id)
                .update();
    }

    @Transactional(readOnly = true)
    public long idOf(Arrival arrival) {
        return jdbc.sql("select id from yh_inbox where facility = ? and control_id = ? and content_hash = ?")
                .params(arrival.facility(), arrival.controlId(), arrival.hash())
                .query(Long.class)
                .single();
    }

    private static Item item(ResultSet row) throws SQLException {
        Timestamp processed = row.getTimestamp("processed_at");
        long repairs = row.getLong("repairs");
        return new Item(
                row.getLong("id"),
                row.getString("facility"),
                row.getString("message_type"),
                row.getString("control_id"),
                InboxState.valueOf(row.getString("state")),
                row.getTimestamp("received_at").toInstant(),
                processed == null ? null : processed.toInstant(),
                row.getString("ack_code"),
                row.getInt("remark_count"),
                row.getInt("attempts"),
                row.getString("error_code"),
                row.getString("charset"),
                repairs == 0 ? null : repairs,
                row.getString("profile"),
                row.getInt("repeats"));
    }
}
