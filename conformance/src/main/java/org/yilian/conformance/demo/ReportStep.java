package org.yilian.conformance.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yilian.sample.Hospital;
import org.yilian.sample.RegionPlan;
import org.yilian.sample.simulator.ExpectedResult;
import org.yilian.sample.simulator.Ledger;
import org.yilian.sample.simulator.SentMessage;

/** The planners' report says what the simulator counted by itself, hospital by hospital and month by month. */
final class ReportStep implements Step {
    private static final Set<String> SETTLED = Set.of("F", "C");

    @Override
    public List<Finding> check(Played played) {
        Ledger ledger = played.ledger();
        YearMonth to = YearMonth.from(Instant.now().atZone(RegionPlan.ZONE));
        YearMonth from = to.minusMonths(24);
        JsonNode report = played.user("planner").json("/api/reports/sharing?from=" + from + "&to=" + to);
        List<Finding> findings = new ArrayList<>();
        findings.add(compare("shared results", "sharedResults", report, results(ledger)));
        findings.add(compare("shared studies", "sharedStudies", report, named(ledger.studiesByMonth())));
        findings.add(compare("shared images", "sharedImages", report, named(ledger.instancesByMonth())));
        Map<String, Long> byHospital = ledger.messages().stream()
                .filter(SentMessage::accepted)
                .filter(each -> !each.message().repeat())
                .collect(Collectors.groupingBy(
                        each -> each.message().hospital().name(), TreeMap::new, Collectors.counting()));
        Map<String, Long> told = new TreeMap<>();
        report.path("rows")
                .forEach(row -> told.merge(
                        row.path("facility").asText(), row.path("messages").asLong(), Long::sum));
        told.values().removeIf(count -> count == 0);
        findings.add(Finding.of(
                "report: messages by hospital",
                told.equals(byHospital),
                told + (told.equals(byHospital) ? "" : " expected " + byHospital)));
        boolean defined = report.path("definition").path("indicators").size() > 0;
        for (JsonNode indicator : report.path("definition").path("indicators")) {
            defined &= !indicator.path("numerator").asText().isBlank()
                    && !indicator.path("denominator").asText().isBlank();
        }
        findings.add(Finding.of(
                "report: every number has its definition",
                defined,
                report.path("definition").path("indicators").size() + " indicators"));
        return findings;
    }

    /** Final and corrected laboratory results by month of sampling. */
    private static Map<String, Long> results(Ledger ledger) {
        return ledger.results().stream()
                .filter(result -> !result.text() && SETTLED.contains(result.status()))
                .collect(Collectors.groupingBy(ReportStep::month, TreeMap::new, Collectors.counting()));
    }

    private static String month(ExpectedResult result) {
        return result.hospital() + " " + YearMonth.from(result.sampled().atZone(RegionPlan.ZONE));
    }

    private static Map<String, Long> named(Map<Ledger.HospitalMonth, Long> counts) {
        Map<String, Long> named = new TreeMap<>();
        counts.forEach((at, count) -> named.put(at.hospital() + " " + at.month(), count));
        return named;
    }

    private static Finding compare(String what, String indicator, JsonNode report, Map<String, Long> expected) {
        Map<String, Long> told = new TreeMap<>();
        for (JsonNode row : report.path("rows")) {
            long value = row.path(indicator).asLong();
            if (value != 0 && isHospital(row.path("facility").asText())) {
                told.put(row.path("facility").asText() + " " + row.path("month").asText(), value);
            }
        }
        long total = expected.values().stream().mapToLong(Long::longValue).sum();
        boolean same = told.equals(expected);
        String difference = "";
        if (!same) {
            Map<String, String> differences = new TreeMap<>();
            expected.forEach((at, count) -> {
                if (!count.equals(told.get(at))) {
                    differences.put(at, told.getOrDefault(at, 0L) + " for " + count);
                }
            });
            told.forEach((at, count) -> {
                if (!expected.containsKey(at)) {
                    differences.put(at, count + " for 0");
                }
            });
            difference = ", wrong: " + differences;
        }
        return Finding.of(
                "report: " + what + " by hospital and month",
                same && total > 0,
                total + " in " + expected.size() + " cells" + difference);
    }

    private static boolean isHospital(String code) {
        return java.util.Arrays.stream(Hospital.values())
                .anyMatch(each -> each.name().equals(code));
    }
}
