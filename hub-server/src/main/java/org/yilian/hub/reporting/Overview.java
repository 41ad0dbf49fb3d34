package org.yilian.hub.reporting;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;

/**
 * What the region holds now, by hospital, counted as the sharing report counts but over all months. Many pages ask every
 * few seconds; the numbers are at most {@link #FRESH} old.
 */
@Component
public class Overview {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final String RESULTS = "select facility, count(*) from yh_result where latest = true"
            + " and kind = 'LAB' and status in ('final', 'amended', 'corrected')"
            + " and report_status not in ('cancelled', 'entered-in-error') group by facility";
    private static final String STUDIES =
            "select facility, count(*), sum(instances) from yh_imaging_fact where available = true group by facility";
    private static final String MESSAGES = "select facility, count(*), max(received_at) from yh_inbox"
            + " where ack_code in ('AA', 'CA') and repairs is null group by facility";
    private static final String FAILED = "select count(*) from yh_inbox where state in ('FAILED', 'QUARANTINED')";
    private static final String PEOPLE = "select count(distinct person_id) from yh_person_link";

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final Region region;
    private final Clock clock;
    private Holdings last;
    private Instant lastAt = Instant.EPOCH;

    Overview(JdbcClient jdbc, PlatformTransactionManager transactions, Region region, Clock clock) {
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.region = region;
        this.clock = clock;
    }

    /** @param lastMessageAt null if there was none */
    public record Member(
            String code,
            String nameZh,
            String nameEn,
            String level,
            long messages,
            long results,
            long studies,
            Instant lastMessageAt) {}

    public record Holdings(List<Member> facilities, Map<String, Long> totals) {}

    public synchronized Holdings holdings() {
        Instant now = clock.instant();
        if (last == null || now.isAfter(lastAt.plus(FRESH))) {
            last = reading.execute(status -> count());
            lastAt = now;
        }
        return last;
    }

    private record Inbox(long messages, Instant lastAt) {}

    private Holdings count() {
        Map<String, Long> results = new LinkedHashMap<>();
        jdbc.sql(RESULTS).query(row -> {
            results.put(row.getString(1), row.getLong(2));
        });
        Map<String, Long> studies = new LinkedHashMap<>();
        long[] instances = {0};
        jdbc.sql(STUDIES).query(row -> {
            studies.put(row.getString(1), row.getLong(2));
            instances[0] += row.getLong(3);
        });
        Map<String, Inbox> inboxes = new LinkedHashMap<>();
        jdbc.sql(MESSAGES).query(row -> {
            Timestamp at = row.getTimestamp(3);
            inboxes.put(row.getString(1), new Inbox(row.getLong(2), at == null ? null : at.toInstant()));
        });
        List<Member> members = region.facilities().stream()
                .map(facility -> member(
                        facility,
                        inboxes.getOrDefault(facility.code(), new Inbox(0, null)),
                        results.getOrDefault(facility.code(), 0L),
                        studies.getOrDefault(facility.code(), 0L)))
                .toList();
        Map<String, Long> totals = new LinkedHashMap<>();
        totals.put("facilities", (long) members.size());
        totals.put("people", jdbc.sql(PEOPLE).query(Long.class).single());
        totals.put("messages", members.stream().mapToLong(Member::messages).sum());
        totals.put("results", members.stream().mapToLong(Member::results).sum());
        totals.put("studies", members.stream().mapToLong(Member::studies).sum());
        totals.put("instances", instances[0]);
        totals.put("failed", jdbc.sql(FAILED).query(Long.class).single());
        return new Holdings(members, totals);
    }

    private static Member member(Facility facility, Inbox inbox, long results, long studies) {
        return new Member(
                facility.code(),
                facility.nameZh(),
                facility.nameEn(),
                facility.level().name(),
                inbox.messages(),
                results,
                studies,
                inbox.lastAt());
    }
}
