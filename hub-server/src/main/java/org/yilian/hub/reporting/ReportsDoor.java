package org.yilian.hub.reporting;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.audit.Access;
import org.yilian.hub.audit.AuditTrail;
import org.yilian.hub.facility.Region;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Door;

/** {@code GET /api/reports/sharing?from=2026-01&to=2026-11&format=json|csv|measurereport}. */
@RestController
class ReportsDoor {
    private static final long MOST_MONTHS = 120;
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final MediaType FHIR = MediaType.parseMediaType("application/fhir+json;charset=UTF-8");

    private final SharingNumbers numbers;
    private final Disclosure disclosure;
    private final Region region;
    private final AccessPolicy policy;
    private final AuditTrail audit;
    private final FhirContext fhir;

    ReportsDoor(
            SharingNumbers numbers,
            Disclosure disclosure,
            Region region,
            AccessPolicy policy,
            AuditTrail audit,
            FhirContext fhir) {
        this.numbers = numbers;
        this.disclosure = disclosure;
        this.region = region;
        this.policy = policy;
        this.audit = audit;
        this.fhir = fhir;
    }

    @GetMapping("/api/reports/sharing")
    ResponseEntity<?> sharing(
            @RequestParam String from, @RequestParam String to, @RequestParam(defaultValue = "json") String format) {
        policy.requireRead(Door.REPORTS, "MeasureReport");
        SharingReport report = report(from, to);
        audit.record(Access.query(
                Door.REPORTS, "MeasureReport", from + "/" + to + "/" + format, List.of("Measure/sharing"), List.of()));
        return switch (format) {
            case "json" ->
                ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(JsonForm.of(report));
            case "csv" -> file(CSV, report, "csv", CsvForm.of(report, region));
            case "measurereport" ->
                file(
                        FHIR,
                        report,
                        "json",
                        fhir.newJsonParser()
                                .encodeResourceToString(MeasureForm.report(report, region.code(), region.zone())));
            default ->
                throw new HubFailure(FailureCategory.INCORRECT, "HUB-1001", "format is json, csv or measurereport");
        };
    }

    /** The numbers as they may leave. */
    SharingReport report(String from, String to) {
        YearMonth first = month(from);
        YearMonth last = month(to);
        if (last.isBefore(first) || first.until(last, ChronoUnit.MONTHS) >= MOST_MONTHS) {
            throw new HubFailure(FailureCategory.INCORRECT, "HUB-1002", "from is not after to, and at most 120 months");
        }
        return disclosure.release(numbers.report(first, last));
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw new HubFailure(FailureCategory.INCORRECT, "HUB-1003", "a month looks like 2026-03");
        }
    }

    private static ResponseEntity<byte[]> file(MediaType type, SharingReport report, String ending, String content) {
        String name = "sharing-" + report.from() + "-" + report.to() + "." + ending;
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(content.getBytes(StandardCharsets.UTF_8));
    }
}
