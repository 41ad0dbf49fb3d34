package org.yilian.hub.reporting;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of a period. Hospitals and months of which nothing is known have no row.
 *
 * @param asOf when the numbers were taken
 */
record SharingReport(YearMonth from, YearMonth to, List<Row> rows, Instant asOf) {

    /** Counts have no decimals, money has two. */
    record Row(String facility, String month, Map<Indicator, BigDecimal> values) {
        BigDecimal value(Indicator indicator) {
            return values.getOrDefault(indicator, zero(indicator));
        }
    }

    static BigDecimal zero(Indicator indicator) {
        return indicator.isMoney() ? BigDecimal.ZERO.setScale(2) : BigDecimal.ZERO;
    }

    Map<Indicator, BigDecimal> totals() {
        Map<Indicator, BigDecimal> totals = new EnumMap<>(Indicator.class);
        for (Indicator indicator : Indicator.values()) {
            totals.put(indicator, total(indicator, rows));
        }
        return totals;
    }

    static BigDecimal total(Indicator indicator, List<Row> some) {
        return some.stream().map(row -> row.value(indicator)).reduce(zero(indicator), BigDecimal::add);
    }
}
