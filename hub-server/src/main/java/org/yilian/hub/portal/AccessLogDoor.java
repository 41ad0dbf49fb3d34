package org.yilian.hub.portal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.audit.Access;
import org.yilian.hub.audit.AccessLog;
import org.yilian.hub.audit.AuditTrail;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.identity.PersonSearch;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.CallerDirectory;
import org.yilian.hub.security.Door;

/**
 * {@code GET /api/people/{person}/accesses}: who looked at this person's records, in Chinese, for the person who asks at the
 * desk. What one caller did through one door within an hour is one line with a count: a study is a hundred requests. Asking
 * is an access, too, and stands in the next answer.
 */
@RestController
class AccessLogDoor {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int LONGEST_DAYS = 366;

    private final PersonSearch people;
    private final AccessLog log;
    private final AccessPolicy policy;
    private final AuditTrail audit;
    private final CallerDirectory callers;
    private final Region region;
    private final Clock clock;

    AccessLogDoor(
            PersonSearch people,
            AccessLog log,
            AccessPolicy policy,
            AuditTrail audit,
            CallerDirectory callers,
            Region region,
            Clock clock) {
        this.people = people;
        this.log = log;
        this.policy = policy;
        this.audit = audit;
        this.callers = callers;
        this.region = region;
        this.clock = clock;
    }

    /** @param who name as the region knows it, {@code through} and {@code did} in Chinese */
    record Line(
            String first,
            String last,
            String who,
            String facility,
            String through,
            String did,
            int times,
            String outcome) {}

    record Answer(String zone, String from, String to, List<Line> accesses) {}

    @GetMapping("/api/people/{person}/accesses")
    Answer accesses(
            @PathVariable long person,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to) {
        policy.requireRead(Door.ACCESS_LOG, "AuditEvent");
        ZoneId zone = region.zone();
        LocalDate last = to == null ? LocalDate.ofInstant(clock.instant(), zone) : to;
        LocalDate first = from == null ? last.minusDays(LONGEST_DAYS / 2) : from;
        if (first.isAfter(last) || ChronoUnit.DAYS.between(first, last) > LONGEST_DAYS) {
            throw new HubFailure(FailureCategory.INCORRECT, "HUB-0792", "from is not after to, at most a year");
        }
        List<String> patients = people
                // Whoever looked, wherever: the person asks, and nothing of a record is shown.
                .person(person, records -> records)
                .orElseThrow(() -> new HubFailure(FailureCategory.NOT_FOUND, "HUB-0793", "no such person"))
                .records()
                .stream()
                .map(record -> "Patient/" + record.patient())
                .toList();
        List<AccessLog.Seen> seen = log.of(
                patients,
                first.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant());
        audit.record(Access.read(Door.ACCESS_LOG, "AuditEvent", List.of(), patients));
        return new Answer(zone.getId(), first.toString(), last.toString(), lines(seen, zone));
    }

    /** For printing: a sheet that opens in Excel as it is. */
    @GetMapping(path = "/api/people/{person}/accesses.csv")
    ResponseEntity<byte[]> sheet(
            @PathVariable long person,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to) {
        StringBuilder sheet = new StringBuilder("\uFEFF起,止,何人,机构,途径,操作,次数,结果\r\n");
        for (Line line : accesses(person, from, to).accesses()) {
            sheet.append(java.util.stream.Stream.of(
                                    line.first(),
                                    line.last(),
                                    line.who(),
                                    line.facility(),
                                    line.through(),
                                    line.did(),
                                    String.valueOf(line.times()),
                                    line.outcome())
                            .map(AccessLogDoor::cell)
                            .collect(Collectors.joining(",")))
                    .append("\r\n");
        }
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"accesses.csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(sheet.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Quoted, and no formula: a name may begin with anything. */
    private static String cell(String text) {
        String value = Objects.toString(text, "");
        String plain = value.matches("(?s)[=+@\\t\\r-].*") ? "'" + value : value;
        return '"' + plain.replace("\"", "\"\"") + '"';
    }

    private record Same(String agent, boolean user, String app, Door door, String did, boolean allowed, Instant hour) {}

    private List<Line> lines(List<AccessLog.Seen> newestFirst, ZoneId zone) {
        Map<String, String> names = callers.users().stream()
                .filter(user -> user.display() != null)
                .collect(Collectors.toMap(CallerDirectory.User::name, CallerDirectory.User::display));
        Map<Same, List<AccessLog.Seen>> grouped = new LinkedHashMap<>();
        for (AccessLog.Seen each : newestFirst) {
            Same same = new Same(
                    each.agent(),
                    each.user(),
                    each.app(),
                    each.door(),
                    AccessWords.did(each),
                    each.allowed(),
                    each.at().truncatedTo(ChronoUnit.HOURS));
            grouped.computeIfAbsent(same, key -> new ArrayList<>()).add(each);
        }
        return grouped.entrySet().stream()
                .map(group -> line(group.getKey(), group.getValue(), names, zone))
                .toList();
    }

    private Line line(Same same, List<AccessLog.Seen> seen, Map<String, String> names, ZoneId zone) {
        AccessLog.Seen newest = seen.get(0);
        return new Line(
                TIME.format(seen.get(seen.size() - 1).at().atZone(zone)),
                TIME.format(newest.at().atZone(zone)),
                who(same, names),
                facility(newest.facility()),
                AccessWords.through(same.door()),
                same.did(),
                seen.size(),
                same.allowed() ? "成功" : "未成功");
    }

    private String who(Same same, Map<String, String> names) {
        if (same.agent().isEmpty()) {
            return "未登录者";
        }
        String who = same.user() ? names.getOrDefault(same.agent(), same.agent()) : "信息系统 " + same.agent();
        return same.app() == null ? who : who + "（经应用 " + app(same.app()) + "）";
    }

    private String app(String id) {
        return callers.apps().stream()
                .filter(app -> app.id().equals(id))
                .map(CallerDirectory.App::nameZh)
                .findFirst()
                .orElse(id);
    }

    private String facility(String code) {
        return code == null
                ? "区域平台"
                : region.facility(code).map(Facility::nameZh).orElse(code);
    }
}
