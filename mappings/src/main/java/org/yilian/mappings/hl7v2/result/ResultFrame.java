package org.yilian.mappings.hl7v2.result;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.hl7v2.segment.Subject;

/**
 * What results of one order have in common.
 *
 * @param report null when the results are about a specimen or about the patient
 * @param status of the report, which a result without one of its own has
 * @param key what they are known by together with item and sub-id
 * @param category code of observation-category, null when nobody says
 * @param specimen null when there is none or not one only
 */
record ResultFrame(
        Subject subject,
        DiagnosticReport report,
        DiagnosticReportStatus status,
        String key,
        String category,
        Reference specimen,
        Instant asOf) {

    static ResultFrame ofReport(Subject subject, DiagnosticReport report, String key, String category, Instant asOf) {
        Reference specimen = report.getSpecimen().size() == 1 ? report.getSpecimenFirstRep() : null;
        return new ResultFrame(subject, report, report.getStatus(), key, category, specimen, asOf);
    }

    static ResultFrame ofSpecimen(Subject subject, String key, Reference specimen, Instant asOf) {
        return new ResultFrame(subject, null, DiagnosticReportStatus.UNKNOWN, key, "laboratory", specimen, asOf);
    }

    static ResultFrame ofPatient(Subject subject, String key, Instant asOf) {
        return new ResultFrame(subject, null, DiagnosticReportStatus.UNKNOWN, key, null, null, asOf);
    }

    /** Results that come with something else, which nobody asked for; without a status they count as final. */
    static ResultFrame beside(Subject subject, String key, Reference specimen, Instant asOf) {
        return new ResultFrame(subject, null, DiagnosticReportStatus.FINAL, key, null, specimen, asOf);
    }

    /** Whether the results come with something else: then an order detail (OBX-11 is O) is one of them. */
    boolean isBeside() {
        return report == null && status == DiagnosticReportStatus.FINAL;
    }

    List<Reference> basedOn() {
        return report == null ? List.of() : report.getBasedOn();
    }
}
