package org.yilian.mappings.hl7v2.result;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.yilian.mappings.Uris;

/** HL7 tables 0085 (OBX-11) and 0123 (OBR-25) to FHIR's statuses. */
final class ResultStatus {
    private ResultStatus() {}

    /** OBX-11; null when the code is not in the table. O (order detail, no result) has no Observation at all. */
    static ObservationStatus ofObservation(String code) {
        return switch (code) {
            case "P", "R", "S" -> ObservationStatus.PRELIMINARY;
            case "I" -> ObservationStatus.REGISTERED;
            case "F", "U", "V", "N" -> ObservationStatus.FINAL;
            case "A", "B" -> ObservationStatus.AMENDED;
            case "C" -> ObservationStatus.CORRECTED;
            case "D", "W" -> ObservationStatus.ENTEREDINERROR;
            case "X" -> ObservationStatus.CANCELLED;
            default -> null;
        };
    }

    /** X: results cannot be obtained, which a cancelled Observation need not mean. */
    static CodeableConcept cannotBeObtained() {
        return new CodeableConcept(new Coding(Uris.v2Table("0085"), "X", null));
    }

    /** OBR-25; null when the code is not in the table. */
    static DiagnosticReportStatus ofReport(String code) {
        return switch (code) {
            case "O", "I", "S" -> DiagnosticReportStatus.REGISTERED;
            case "A", "R" -> DiagnosticReportStatus.PARTIAL;
            case "P", "M" -> DiagnosticReportStatus.PRELIMINARY;
            case "F" -> DiagnosticReportStatus.FINAL;
            case "C" -> DiagnosticReportStatus.CORRECTED;
            case "X" -> DiagnosticReportStatus.CANCELLED;
            default -> null;
        };
    }

    /** An OBX without a status is what its report is. */
    static ObservationStatus inherited(DiagnosticReportStatus report) {
        return switch (report) {
            case REGISTERED -> ObservationStatus.REGISTERED;
            case PARTIAL, PRELIMINARY -> ObservationStatus.PRELIMINARY;
            case FINAL -> ObservationStatus.FINAL;
            case CORRECTED -> ObservationStatus.CORRECTED;
            case CANCELLED -> ObservationStatus.CANCELLED;
            default -> ObservationStatus.UNKNOWN;
        };
    }
}
