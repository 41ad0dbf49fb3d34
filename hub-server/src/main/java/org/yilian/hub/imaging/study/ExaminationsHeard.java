package org.yilian.hub.imaging.study;

import java.time.Clock;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yilian.hub.record.RecordWritten;
import org.yilian.hub.record.RecordWritten.Change;
import org.yilian.mappings.dicom.ExaminationNumbers;

/** Notes the numbers of orders and reports, and has the studies of these numbers linked with them. */
@Component
class ExaminationsHeard {
    /** What images themselves make of the record says nothing new about numbers. */
    private static final String OWN = "dicom:";

    private final Examinations examinations;
    private final Clock clock;

    ExaminationsHeard(Examinations examinations, Clock clock) {
        this.examinations = examinations;
        this.clock = clock;
    }

    @EventListener
    void on(RecordWritten written) {
        if (written.origin().startsWith(OWN)) {
            return;
        }
        for (RecordWritten.Written each : written.changes()) {
            String type = each.resource().fhirType();
            if (type.equals("ServiceRequest") || type.equals("DiagnosticReport")) {
                on(written.facility(), type, each.resource(), each.change());
            }
        }
    }

    private void on(String facility, String type, Resource resource, Change change) {
        String id = resource.getIdElement().getIdPart();
        if (change == Change.DELETED) {
            examinations.remove(type, id);
            return;
        }
        ExaminationNumbers numbers = resource instanceof ServiceRequest order
                ? ExaminationNumbers.of(order, facility)
                : ExaminationNumbers.of((DiagnosticReport) resource, facility);
        Reference subject = resource instanceof ServiceRequest order
                ? order.getSubject()
                : ((DiagnosticReport) resource).getSubject();
        String patient = subject.getReferenceElement().getIdPart();
        if (numbers.isEmpty() || patient == null) {
            return;
        }
        examinations.put(type, id, facility, patient, numbers);
        examinations.revisit(facility, numbers, clock.instant());
    }
}
