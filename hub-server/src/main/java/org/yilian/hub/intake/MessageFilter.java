package org.yilian.hub.intake;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;

/**
 * What an operator looks for; null parts do not filter.
 *
 * @param errorCode as {@code HUB-0111}
 * @param remark code of a remark the message has; needs {@code from}, or a message range
 * @param patients logical ids of patients, empty for all
 * @param fromId first message
 * @param before messages before this one: the next page
 */
record MessageFilter(
        InboxState state,
        String facility,
        String type,
        String controlId,
        String errorCode,
        String remark,
        Instant from,
        Instant to,
        List<String> patients,
        Long fromId,
        Long before,
        int limit) {

    static MessageFilter of(InboxState state, String facility, Instant from, Instant to) {
        return new MessageFilter(state, facility, null, null, null, null, from, to, List.of(), null, null, 0);
    }

    /** The condition and its values, in order. Times are turned into ranges of ids, which every index can follow. */
    record Where(String sql, List<Object> values) {}

    /** @throws HubFailure HUB-0150 for a question that only a look at all messages could answer */
    void check() {
        if (remark != null && from == null && fromId == null) {
            throw new HubFailure(FailureCategory.INCORRECT, "HUB-0150", "a search by remark needs a time to begin at");
        }
    }

    Where where(IdsByTime ids) {
        check();
        StringBuilder sql = new StringBuilder(" where 1 = 1");
        List<Object> values = new ArrayList<>();
        and(sql, values, "state = ?", state == null ? null : state.name());
        if (state == null && errorCode != null) {
            sql.append(" and state in ('FAILED', 'QUARANTINED', 'SUPERSEDED')");
        }
        and(sql, values, "facility = ?", facility);
        and(sql, values, "message_type = ?", type);
        and(sql, values, "control_id = ?", controlId);
        and(sql, values, "error_code = ?", errorCode);
        and(sql, values, "remark_codes like ?", remark == null ? null : "% " + remark + " %");
        and(sql, values, "id > ?", from == null ? null : ids.before(from));
        and(sql, values, "received_at >= ?", from == null ? null : Timestamp.from(from));
        and(sql, values, "id < ?", to == null ? null : ids.after(to));
        and(sql, values, "received_at < ?", to == null ? null : Timestamp.from(to));
        and(sql, values, "id >= ?", fromId);
        and(sql, values, "id < ?", before);
        if (!patients.isEmpty()) {
            sql.append(" and patient in (?")
                    .append(", ?".repeat(patients.size() - 1))
                    .append(')');
            values.addAll(patients);
        }
        return new Where(sql.toString(), values);
    }

    private static void and(StringBuilder sql, List<Object> values, String condition, Object value) {
        if (value != null) {
            sql.append(" and ").append(condition);
            values.add(value);
        }
    }
}
