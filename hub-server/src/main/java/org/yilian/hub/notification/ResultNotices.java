package org.yilian.hub.notification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Destination;
import org.yilian.hub.record.RecordWritten;

/** Results and reports to those who ordered them, and to hospitals that have registered the patient: ORU^R01. */
@Component
class ResultNotices implements Notices {
    private final Addressees addressees;
    private final Audience audience;
    private final Composer composer;
    private final Outbox outbox;

    ResultNotices(Addressees addressees, Audience audience, Composer composer, Outbox outbox) {
        this.addressees = addressees;
        this.audience = audience;
        this.composer = composer;
        this.outbox = outbox;
    }

    @Override
    public boolean notice(RecordWritten written, Content content, Predicate<Destination> to) {
        boolean sent = false;
        for (DiagnosticReport report : reports(content)) {
            sent |= notice(written, report, content, to);
        }
        return sent;
    }

    /** Those that changed, and those that went out with a result that changed alone. */
    private List<DiagnosticReport> reports(Content content) {
        Map<String, DiagnosticReport> reports = new LinkedHashMap<>();
        content.changed(DiagnosticReport.class)
                .forEach(report -> reports.put(report.getIdElement().getIdPart(), report));
        List<String> alone = new ArrayList<>();
        content.changed(Observation.class)
                .forEach(each -> alone.add(each.getIdElement().getIdPart()));
        reports.values().forEach(report -> alone.removeAll(results(report)));
        for (String id : outbox.reportsWith(alone)) {
            content.get(DiagnosticReport.class, id).ifPresent(report -> reports.putIfAbsent(id, report));
        }
        return List.copyOf(reports.values());
    }

    private static Set<String> results(DiagnosticReport report) {
        return report.getResult().stream()
                .map(each -> each.getReferenceElement().getIdPart())
                .collect(Collectors.toSet());
    }

    private boolean notice(
            RecordWritten written, DiagnosticReport report, Content content, Predicate<Destination> wanted) {
        List<Addressee> all = addressees.of(
                Destination.Kind.RESULTS,
                written.facility(),
                report.getIdentifier(),
                report.getCode(),
                report.getSubject().getReferenceElement().getIdPart());
        all = audience.ofResult(report, all);
        String id = report.getIdElement().getIdPart();
        boolean sent = false;
        for (Addressee to : all) {
            if (wanted.test(to.destination())) {
                sent |= outbox.put(
                        Outbox.Notice.of(written, to.destination(), "ORU^R01", "DiagnosticReport/" + id, to.patient()),
                        to.certain(),
                        controlId -> composer.result(to, controlId, written.facility(), report, content));
            }
        }
        if (sent) {
            outbox.remember(id, results(report));
        }
        return sent;
    }
}
