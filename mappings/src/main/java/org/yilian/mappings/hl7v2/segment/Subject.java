package org.yilian.mappings.hl7v2.segment;

import org.hl7.fhir.r4.model.Encounter;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.group.Group;

/**
 * Whom and which visit a message of a department's system is about.
 *
 * @param encounterId null when the message names no visit
 */
public record Subject(String patientId, String encounterId) {
    /**
     * Reads PID and PV1 of systems that only repeat what the registration told them: Patient and Encounter are created
     * when absent and otherwise left alone.
     *
     * @param pid null when the message has none
     * @param pv1 null when the message names no visit
     * @return null when the patient has no usable number, which is remarked
     */
    public static Subject repeated(MessageContext context, Segment pid, Segment pv1) {
        return repeated(context, pid, pv1, null);
    }

    /**
     * The same from a group that begins with PID and may have PV1 and PV2.
     *
     * @param patient null when the message has none
     */
    public static Subject repeated(MessageContext context, Group patient) {
        return patient == null
                ? repeated(context, null, null, null)
                : repeated(context, patient.first("PID"), patient.first("PV1"), patient.first("PV2"));
    }

    /** The same with PV2, null when the message has none; without a visit it is left unread. */
    public static Subject repeated(MessageContext context, Segment pid, Segment pv1, Segment pv2) {
        if (pid == null) {
            context.remark(RemarkCode.NO_PATIENT, "PID");
            return null;
        }
        PatientNumber number = PatientNumber.ofPid(context, pid);
        if (number == null) {
            context.remark(RemarkCode.NO_PATIENT_NUMBER, pid.location(3, 0, 0));
            return null;
        }
        context.patientKey(number.logicalId());
        context.stub(PidPatient.stub(context, pid, number));
        return new Subject(number.logicalId(), encounter(context, pid, pv1, pv2, number.logicalId()));
    }

    private static String encounter(MessageContext context, Segment pid, Segment pv1, Segment pv2, String patientId) {
        if (pv1 == null) {
            return null;
        }
        pv1.skip(1);
        Visit visit = Visit.of(context, pid, pv1);
        if (visit == null) {
            return null;
        }
        Encounter encounter = Pv1Encounter.stub(context, pv1, visit, patientId);
        if (pv2 != null) {
            Pv2Encounter.fill(context, pv2, encounter);
        }
        context.stub(encounter);
        return visit.logicalId();
    }
}
