package org.yilian.mappings.hl7v2.medication;

import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;

/** ORC-5 (HL7 table 0038), and where that is silent the verb in ORC-1 (0119), to MedicationRequest.status. */
final class PrescriptionStatus {
    private PrescriptionStatus() {}

    /** Null when nothing is said that changes it. */
    static MedicationRequestStatus of(MessageContext context, Segment orc) {
        if (orc == null) {
            return MedicationRequestStatus.ACTIVE;
        }
        String verb = orc.get(1);
        String state = orc.get(5);
        if (state != null) {
            MedicationRequestStatus status = ofState(state);
            if (status != null) {
                return status;
            }
            context.remark(RemarkCode.STATUS_UNKNOWN, orc.location(5, 0, 0));
        }
        return verb == null ? MedicationRequestStatus.ACTIVE : ofVerb(verb);
    }

    private static MedicationRequestStatus ofState(String code) {
        return switch (code) {
            case "A", "IP", "SC" -> MedicationRequestStatus.ACTIVE;
            case "CA" -> MedicationRequestStatus.CANCELLED;
            case "CM" -> MedicationRequestStatus.COMPLETED;
            case "DC", "RP" -> MedicationRequestStatus.STOPPED;
            case "ER" -> MedicationRequestStatus.ENTEREDINERROR;
            case "HD" -> MedicationRequestStatus.ONHOLD;
            default -> null;
        };
    }

    private static MedicationRequestStatus ofVerb(String code) {
        return switch (code) {
            case "NW", "RO", "PA", "CH", "PR", "XO", "XX", "XR", "RL", "OE", "OR", "OK", "RF", "AF", "FU", "OF" ->
                MedicationRequestStatus.ACTIVE;
            case "CA", "OC", "CR", "UA" -> MedicationRequestStatus.CANCELLED;
            case "DC", "OD", "DR", "RP", "RQ", "RU" -> MedicationRequestStatus.STOPPED;
            case "HD", "OH", "HR" -> MedicationRequestStatus.ONHOLD;
            case "DE" -> MedicationRequestStatus.ENTEREDINERROR;
            default -> null; // a result, a state, a number: the prescription stays as it is
        };
    }
}
