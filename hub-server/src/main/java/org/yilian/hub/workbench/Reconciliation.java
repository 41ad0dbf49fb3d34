package org.yilian.hub.workbench;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.intake.MessageRanges;

/**
 * What arrived from a hospital, day by day of its own zone, in numbers that add up: every message that came by wire is
 * counted once, in exactly one state; what came again is counted beside it; copies that operators made are none of the
 * hospital's.
 */
@Component
class Reconciliation {
    static final int MOST_DAYS = 31;
    private static final int MOST_LISTED = 1000;
    static final String COUNTS =
            "select message_type, state, count(*) as messages, sum(repeats) as repeats from yh_inbox"
                    + " where facility = ? and id > ? and id < ? and received_at >= ? and received_at < ?"
                    + " and repairs is null group by message_type, state";
    static final String CONTROL_IDS =
            "select id, control_id, message_type, state from yh_inbox where facility = ? and id > ? and id < ?"
                    + " and received_at >= ? and received_at < ? and repairs is null order by id";

    private final JdbcClient jdbc;
    private final MessageRanges ranges;

    Reconciliation(JdbcClient jdbc, MessageRanges ranges) {
        this.jdbc = jdbc;
        this.ranges = ranges;
    }

    /**
     * One day and type.
     *
     * @param received all messages by wire: done + failed + refused + waiting + parked + superseded
     * @param repeats how often one of them came again and got its first answer again
     */
    record Row(
            LocalDate day,
            String type,
            long received,
            long done,
            long failed,
            long refused,
            long waiting,
            long parked,
            long superseded,
            long repeats) {}

    /** A message of ours that the hospital does not list. */
    record Extra(long id, String controlId, String type, String state) {}

    /**
     * Control ids against control ids; lists are cut at 1,000, the numbers are whole.
     *
     * @param told distinct ids in the hospital's list
     */
    record Compared(
            int told,
            int matched,
            int missingHereCount,
            int extraHereCount,
            List<String> missingHere,
            List<Extra> extraHere) {}

    @Transactional(readOnly = true)
    public List<Row> rows(String facility, LocalDate from, LocalDate to, ZoneId zone) {
        List<Row> rows = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            rows.addAll(rows(facility, day, zone));
        }
        return rows;
    }

    private List<Row> rows(String facility, LocalDate day, ZoneId zone) {
        Map<String, Map<String, Long>> types = new TreeMap<>();
        jdbc.sql(COUNTS).params(values(facility, day, day, zone)).query(row -> {
            Map<String, Long> states = types.computeIfAbsent(row.getString(1), type -> new LinkedHashMap<>());
            states.put(row.getString(2), row.getLong(3));
            states.merge("repeats", row.getLong(4), Long::sum);
        });
        return types.entrySet().stream()
                .map(each -> row(day, each.getKey(), each.getValue()))
                .toList();
    }

    private static Row row(LocalDate day, String type, Map<String, Long> states) {
        long repeats = states.getOrDefault("repeats", 0L);
        long all = states.values().stream().mapToLong(Long::longValue).sum() - repeats;
        return new Row(
                day,
                type,
                all,
                states.getOrDefault("DONE", 0L),
                states.getOrDefault("FAILED", 0L),
                states.getOrDefault("QUARANTINED", 0L),
                states.getOrDefault("RECEIVED", 0L),
                states.getOrDefault("PARKED", 0L),
                states.getOrDefault("SUPERSEDED", 0L),
                repeats);
    }

    @Transactional(readOnly = true)
    public Compared compare(String facility, LocalDate from, LocalDate to, ZoneId zone, List<String> controlIds) {
        Set<String> told = new LinkedHashSet<>();
        controlIds.forEach(id -> told.add(id.strip()));
        told.remove("");
        Set<String> missing = new LinkedHashSet<>(told);
        List<Extra> extra = new ArrayList<>();
        int[] extras = {0};
        jdbc.sql(CONTROL_IDS).params(values(facility, from, to, zone)).query(row -> {
            String controlId = row.getString(2);
            missing.remove(controlId);
            if (!told.contains(controlId) && extras[0]++ < MOST_LISTED) {
                extra.add(new Extra(row.getLong(1), controlId, row.getString(3), row.getString(4)));
            }
        });
        return new Compared(
                told.size(),
                told.size() - missing.size(),
                missing.size(),
                extras[0],
                missing.stream().limit(MOST_LISTED).toList(),
                extra);
    }

    private List<Object> values(String facility, LocalDate from, LocalDate to, ZoneId zone) {
        Instant begin = from.atStartOfDay(zone).toInstant();
        Instant end = to.plusDays(1).atStartOfDay(zone).toInstant();
        MessageRanges.Range range = ranges.between(begin, end);
        return List.of(facility, range.after(), range.before(), Timestamp.from(begin), Timestamp.from(end));
    }
}
