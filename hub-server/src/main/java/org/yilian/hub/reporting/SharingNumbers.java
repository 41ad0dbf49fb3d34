package org.yilian.hub.reporting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.facility.Region;

/** The one place that computes the sharing report. Each statement is the definition of its {@link Indicator} in SQL. */
@Component
class SharingNumbers {
    private static final String RESULTS = "select facility, report_month, count(*) from yh_result"
            + " where latest = true and kind = 'LAB' and status in ('final', 'amended', 'corrected')"
            + " and report_status not in ('cancelled', 'entered-in-error')"
            + " and report_month between ? and ? group by facility, report_month";
    private static final String STUDIES = "select facility, report_month, count(*), sum(instances) from yh_imaging_fact"
            + " where available = true and report_month between ? and ? group by facility, report_month";
    private static final String MESSAGES = "select facility, count(*) from yh_inbox where ack_code in ('AA', 'CA')"
            + " and repairs is null and facility <> '' and received_at >= ? and received_at < ? group by facility";
    private static final String CHECKS = "select org, report_month, count(*) from yh_check"
            + " where report_month between ? and ? group by org, report_month";
    private static final String LINES = "select c.org, c.report_month, count(*),"
            + " sum(case when l.outcome in ('RECOGNISABLE', 'RECOGNISABLE_WITH_ALERT') then 1 else 0 end)"
            + " from yh_check c join yh_check_line l on l.check_ref = c.id"
            + " where c.report_month between ? and ? group by c.org, c.report_month";
    private static final String DECISIONS = "select org, report_month,"
            + " sum(case when event = 'ACCEPTED' and voluntary = false then 1 else 0 end),"
            + " sum(case when event = 'ACCEPTED' and voluntary = true then 1 else 0 end),"
            + " sum(case when event = 'OVERRIDDEN' and counted = true then 1 else 0 end),"
            + " sum(case when event = 'ACCEPTED' then saving else 0 end)"
            + " from yh_check_event where decides = 'D' and report_month between ? and ? group by org, report_month";

    private final JdbcClient jdbc;
    private final ZoneId zone;
    private final Clock clock;

    SharingNumbers(JdbcClient jdbc, Region region, Clock clock) {
        this.jdbc = jdbc;
        this.zone = region.zone();
        this.clock = clock;
    }

    /** Months from and to are both included. */
    @Transactional(readOnly = true)
    public SharingReport report(YearMonth from, YearMonth to) {
        Table table = new Table(from, to);
        table.fill(RESULTS, Indicator.SHARED_RESULTS);
        table.fill(STUDIES, Indicator.SHARED_STUDIES, Indicator.SHARED_IMAGES);
        table.messages();
        table.fill(CHECKS, Indicator.CHECKS);
        table.fill(LINES, Indicator.LINES, Indicator.RECOGNISABLE);
        table.fill(DECISIONS, Indicator.ACCEPTED, Indicator.VOLUNTARY, Indicator.OVERRIDDEN, Indicator.SAVING);
        return new SharingReport(from, to, table.rows(), clock.instant());
    }

    private final class Table {
        private final YearMonth from;
        private final YearMonth to;
        /** By hospital, then by month. */
        private final Map<String, Map<String, Map<Indicator, BigDecimal>>> cells = new TreeMap<>();

        Table(YearMonth from, YearMonth to) {
            this.from = from;
            this.to = to;
        }

        /** A statement whose first columns are hospital and month, then one for each indicator. */
        void fill(String sql, Indicator... indicators) {
            jdbc.sql(sql).params(from.toString(), to.toString()).query(row -> {
                for (int i = 0; i < indicators.length; i++) {
                    put(row.getString(1), row.getString(2), indicators[i], row.getBigDecimal(3 + i));
                }
            });
        }

        /** The inbox keeps instants, not months. */
        void messages() {
            for (YearMonth month = from; !month.isAfter(to); month = month.plusMonths(1)) {
                String name = month.toString();
                jdbc.sql(MESSAGES)
                        .params(start(month), start(month.plusMonths(1)))
                        .query(row -> {
                            put(row.getString(1), name, Indicator.MESSAGES, row.getBigDecimal(2));
                        });
            }
        }

        private Timestamp start(YearMonth month) {
            return Timestamp.from(month.atDay(1).atStartOfDay(zone).toInstant());
        }

        private void put(String facility, String month, Indicator indicator, BigDecimal value) {
            if (value != null && value.signum() != 0) {
                cells.computeIfAbsent(facility, key -> new TreeMap<>())
                        .computeIfAbsent(month, key -> new EnumMap<>(Indicator.class))
                        .put(indicator, value.setScale(indicator.isMoney() ? 2 : 0, RoundingMode.UNNECESSARY));
            }
        }

        List<SharingReport.Row> rows() {
            return cells.entrySet().stream()
                    .flatMap(facility -> facility.getValue().entrySet().stream()
                            .map(month -> new SharingReport.Row(facility.getKey(), month.getKey(), month.getValue())))
                    .toList();
        }
    }
}
