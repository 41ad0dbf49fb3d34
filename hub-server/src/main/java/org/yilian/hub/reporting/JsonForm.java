package org.yilian.hub.reporting;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report as the portal and other programs read it: definition first, then rows, then totals. */
record JsonForm(Definition definition, List<Map<String, Object>> rows, Map<String, BigDecimal> totals, String asOf) {

    record Definition(
            String id, String version, String title, String titleZh, String titleEn, List<Described> indicators) {}

    record Described(
            String code,
            String zh,
            String en,
            String numerator,
            String denominator,
            String numeratorEn,
            String denominatorEn,
            String source) {}

    static JsonForm of(SharingReport report) {
        return new JsonForm(
                described(),
                report.rows().stream().map(JsonForm::row).toList(),
                named(report.totals()),
                report.asOf().toString());
    }

    private static Definition described() {
        return new Definition(
                Indicator.ID,
                Indicator.VERSION,
                Indicator.TITLE_ZH,
                Indicator.TITLE_ZH,
                Indicator.TITLE_EN,
                Arrays.stream(Indicator.values())
                        .map(each -> new Described(
                                each.code(),
                                each.zh(),
                                each.en(),
                                each.numeratorZh(),
                                each.denominatorZh(),
                                each.numeratorEn(),
                                each.denominatorEn(),
                                each.source()))
                        .toList());
    }

    private static Map<String, Object> row(SharingReport.Row row) {
        Map<String, Object> cells = new LinkedHashMap<>();
        cells.put("facility", row.facility());
        cells.put("month", row.month());
        for (Indicator indicator : Indicator.values()) {
            cells.put(indicator.code(), row.value(indicator));
        }
        return cells;
    }

    private static Map<String, BigDecimal> named(Map<Indicator, BigDecimal> totals) {
        Map<String, BigDecimal> named = new LinkedHashMap<>();
        totals.forEach((indicator, value) -> named.put(indicator.code(), value));
        return named;
    }
}
