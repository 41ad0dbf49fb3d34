package org.yilian.mappings.hl7v2.segment;

import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;

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
        return new Subject(number.logicalId(), encounter(context, pid, pv1, number.logicalId()));
    }

    private static String encounter(MessageContext context, Segment pid, Segment pv1, String patientId) {
        if (pv1 == null) {
            return null;
        }
        pv1.skip(1);
        Visit visit = Visit.of(context, pid, pv1);
        if (visit == null) {
            return null;
        }
        context.stub(Pv1Encounter.stub(context, pv1, visit, patientId));
        return visit.logicalId();
    }
}
