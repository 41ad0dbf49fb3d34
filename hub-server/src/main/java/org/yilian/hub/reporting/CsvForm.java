package org.yilian.hub.reporting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;

/** The report for a spreadsheet: UTF-8 with a byte order mark, CRLF (RFC 4180); header, rows, totals, then the 口径. */
final class CsvForm {
    private final StringBuilder csv = new StringBuilder("\uFEFF");
    private final Region region;

    private CsvForm(Region region) {
        this.region = region;
    }

    static String of(SharingReport report, Region region) {
        CsvForm form = new CsvForm(region);
        form.header();
        report.rows().forEach(form::row);
        form.totals(report);
        form.definitions(report);
        return form.csv.toString();
    }

    private void header() {
        List<String> codes = new ArrayList<>(List.of("facility", "facilityName", "month"));
        List<String> names = new ArrayList<>(List.of("机构代码", "机构名称", "月份"));
        for (Indicator indicator : Indicator.values()) {
            codes.add(indicator.code());
            names.add(indicator.zh());
        }
        line(codes);
        line(names);
    }

    private void row(SharingReport.Row row) {
        List<String> cells = new ArrayList<>(List.of(
                row.facility(),
                region.facility(row.facility()).map(Facility::nameZh).orElse(""),
                row.month()));
        Arrays.stream(Indicator.values())
                .forEach(indicator -> cells.add(row.value(indicator).toPlainString()));
        line(cells);
    }

    private void totals(SharingReport report) {
        List<String> cells = new ArrayList<>(List.of("合计", "", report.from() + "/" + report.to()));
        report.totals().values().forEach(value -> cells.add(value.toPlainString()));
        line(cells);
    }

    private void definitions(SharingReport report) {
        line(List.of());
        line(List.of(
                "口径",
                Indicator.TITLE_ZH,
                Indicator.ID + " " + Indicator.VERSION,
                "统计时点 " + report.asOf(),
                "时区 " + region.zone()));
        line(List.of("code", "指标", "indicator", "分子", "分母", "numerator", "denominator", "source"));
        for (Indicator each : Indicator.values()) {
            line(List.of(
                    each.code(),
                    each.zh(),
                    each.en(),
                    each.numeratorZh(),
                    each.denominatorZh(),
                    each.numeratorEn(),
                    each.denominatorEn(),
                    each.source()));
        }
    }

    private void line(List<String> cells) {
        csv.append(String.join(",", cells.stream().map(CsvForm::cell).toList())).append("\r\n");
    }

    /** Quoted where RFC 4180 asks for it; a leading formula sign is disarmed. */
    private static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quotes = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quotes ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
