package org.yilian.hub.recognition;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Region;
import org.yilian.hub.recognition.ResultFact.ReportPart;
import org.yilian.hub.record.RecordWritten;
import org.yilian.hub.record.RecordWritten.Change;

/**
 * Writes facts while results arrive, in the transaction that writes the resources. On the hot path: a new report costs
 * one batched statement, a corrected one two or three. Versions are appended, never overwritten.
 */
@Component
class ResultFacts {
    private static final String INSERT =
            "insert into yh_result (resource, version, latest, facility, patient, kind, item,"
                    + " status, report, report_version, report_status, report_title, name, result_value, unit, ucum, ref_range,"
                    + " flag, critical, clinical_at, issued_at, report_month, accession, study, recorded_at)"
                    + " values (?, ?, true, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String SUPERSEDE = "update yh_result set latest = false where resource = ? and latest = true";
    private static final String ATTACH = "update yh_result set report = ?, report_version = ?, report_status = ?,"
            + " report_title = ? where resource = ? and latest = true";

    private static final String FORGET = "delete from yh_result where resource = ? and version = ?";
    /** HAPI tells of a write through REST once for the storage and once for the server. */
    private static final String MAYBE_TWICE = "fhir";

    private final JdbcTemplate jdbc;
    private final Region region;
    private final Rulebooks rulebooks;
    private final ImagingFacts imaging;
    private final Clock clock;

    ResultFacts(JdbcTemplate jdbc, Region region, Rulebooks rulebooks, ImagingFacts imaging, Clock clock) {
        this.jdbc = jdbc;
        this.region = region;
        this.rulebooks = rulebooks;
        this.imaging = imaging;
        this.clock = clock;
    }

    @EventListener
    void on(RecordWritten event) {
        FactReader reader = new FactReader(event, rulebooks.current()::isExamination);
        boolean twice = event.origin().equals(MAYBE_TWICE);
        List<ResultFact> facts = new ArrayList<>();
        List<Object[]> superseded = new ArrayList<>();
        List<Object[]> attached = new ArrayList<>();
        for (RecordWritten.Written each : event.changes()) {
            if (each.resource() instanceof ImagingStudy study) {
                imaging.on(
                        event.facility(),
                        study,
                        twice && each.change() == Change.CREATED ? Change.UPDATED : each.change());
                continue;
            }
            if (!(each.resource() instanceof Observation) && !(each.resource() instanceof DiagnosticReport)) {
                continue;
            }
            if (twice || each.change() != Change.CREATED) {
                superseded.add(new Object[] {FactReader.key(each.resource())});
            }
            if (each.change() == Change.DELETED) {
                continue;
            }
            ResultFact fact = each.resource() instanceof Observation observation
                    ? reader.of(observation)
                    : reader.of((DiagnosticReport) each.resource());
            if (fact != null) {
                facts.add(fact);
            }
            if (each.resource() instanceof DiagnosticReport report) {
                attach(report, facts, event, attached);
            }
        }
        if (twice) {
            facts.forEach(fact -> jdbc.update(FORGET, fact.resource(), fact.version()));
        }
        write(superseded, facts, attached);
    }

    /** A report that came after its results, or changed without them, tells them its status now. */
    private static void attach(
            DiagnosticReport report, List<ResultFact> facts, RecordWritten event, List<Object[]> attached) {
        ReportPart part = FactReader.part(report);
        for (Reference result : report.getResult()) {
            String key = "Observation/" + result.getReferenceElement().getIdPart();
            boolean here = event.changes().stream()
                    .anyMatch(each -> each.resource() instanceof Observation
                            && FactReader.key(each.resource()).equals(key));
            if (!here) {
                attached.add(new Object[] {part.id(), part.version(), part.status(), part.title(), key});
            }
        }
    }

    private void write(List<Object[]> superseded, List<ResultFact> facts, List<Object[]> attached) {
        if (!superseded.isEmpty()) {
            jdbc.batchUpdate(SUPERSEDE, superseded);
        }
        if (!facts.isEmpty()) {
            Timestamp now = Timestamp.from(clock.instant());
            jdbc.batchUpdate(INSERT, facts.stream().map(fact -> row(fact, now)).toList());
        }
        if (!attached.isEmpty()) {
            jdbc.batchUpdate(ATTACH, attached);
        }
    }

    private Object[] row(ResultFact fact, Timestamp now) {
        return new Object[] {
            fact.resource(),
            fact.version(),
            fact.facility(),
            fact.patient(),
            fact.kind().name(),
            fact.item(),
            fact.status(),
            fact.report().id(),
            fact.report().version(),
            fact.report().status(),
            fact.report().title(),
            fact.name(),
            fact.value(),
            fact.unit(),
            fact.ucum(),
            fact.range(),
            fact.flag(),
            fact.critical(),
            timestamp(fact.clinical()),
            timestamp(fact.issued()),
            month(fact.time(), region),
            fact.accession(),
            fact.study(),
            now
        };
    }

    static Timestamp timestamp(Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    /** {@code 2026-03} in the region's zone; empty if the time is unknown. */
    static String month(Instant instant, Region region) {
        return instant == null
                ? ""
                : YearMonth.from(instant.atZone(region.zone())).toString();
    }
}
