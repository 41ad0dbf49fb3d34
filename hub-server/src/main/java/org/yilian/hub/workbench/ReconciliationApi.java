package org.yilian.hub.workbench;

import java.time.LocalDate;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.intake.MessageAccess;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;

/** {@code /api/messages/reconciliation}: what arrived from a hospital, against what it says it sent. */
@RestController
@RequestMapping("/api/messages/reconciliation")
class ReconciliationApi {
    private static final int MOST_TOLD = 500_000;

    private final Reconciliation reconciliation;
    private final Region region;
    private final MessageAccess access;

    ReconciliationApi(Reconciliation reconciliation, Region region, MessageAccess access) {
        this.reconciliation = reconciliation;
        this.region = region;
        this.access = access;
    }

    /** @param zone in which the days are counted: the hospital's own */
    record Answer(String facility, LocalDate from, LocalDate to, String zone, List<Reconciliation.Row> rows) {}

    /** What a hospital says it sent. */
    record Told(String facility, LocalDate from, LocalDate to, List<String> controlIds) {}

    @GetMapping
    ResponseEntity<Object> counts(
            @RequestParam(required = false) String facility,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(defaultValue = "json") String format) {
        Facility member = member(facility, from, to);
        List<Reconciliation.Row> rows = reconciliation.rows(member.code(), from, to, member.zone());
        if (format.equals("csv")) {
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                    .header(
                            "Content-Disposition",
                            "attachment; filename=\"" + member.code() + "-" + from + "-" + to + ".csv\"")
                    .body(csv(member.code(), rows));
        }
        return ResponseEntity.ok(
                new Answer(member.code(), from, to, member.zone().getId(), rows));
    }

    @PostMapping
    Reconciliation.Compared compare(@RequestBody Told told) {
        Facility member = member(told.facility(), told.from(), told.to());
        if (told.controlIds() == null || told.controlIds().size() > MOST_TOLD) {
            throw new HubFailure(FailureCategory.INCORRECT, "HUB-0156", "1 to 500,000 control ids are needed");
        }
        return reconciliation.compare(member.code(), told.from(), told.to(), member.zone(), told.controlIds());
    }

    private Facility member(String facility, LocalDate from, LocalDate to) {
        String visible = access.list(facility == null || facility.isBlank() ? null : facility);
        boolean days = from != null
                && to != null
                && !to.isBefore(from)
                && from.plusDays(Reconciliation.MOST_DAYS).isAfter(to);
        Facility member = region.facility(visible == null ? "" : visible).orElse(null);
        if (member == null || !days) {
            throw new HubFailure(FailureCategory.INCORRECT, "HUB-0155", "a facility and 1 to 31 days are needed");
        }
        return member;
    }

    /** With a byte order mark: the spreadsheets of the hospitals want one. */
    private static String csv(String facility, List<Reconciliation.Row> rows) {
        StringBuilder text = new StringBuilder(
                "\uFEFFfacility,day,type,received,done,failed,refused,waiting,parked,superseded,repeats\r\n");
        for (Reconciliation.Row row : rows) {
            text.append(String.join(
                            ",",
                            facility,
                            row.day().toString(),
                            cell(row.type()),
                            Long.toString(row.received()),
                            Long.toString(row.done()),
                            Long.toString(row.failed()),
                            Long.toString(row.refused()),
                            Long.toString(row.waiting()),
                            Long.toString(row.parked()),
                            Long.toString(row.superseded()),
                            Long.toString(row.repeats())))
                    .append("\r\n");
        }
        return text.toString();
    }

    /** A type is what a sender wrote: no spreadsheet shall take it for a formula. */
    private static String cell(String type) {
        String quoted = type.replace("\"", "\"\"");
        return "\"" + ("=+-@\t\r".indexOf(type.isEmpty() ? ' ' : type.charAt(0)) < 0 ? "" : "'") + quoted + "\"";
    }
}
