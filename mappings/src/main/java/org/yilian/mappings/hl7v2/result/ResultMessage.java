package org.yilian.mappings.hl7v2.result;

import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.segment.Subject;

/**
 * Result messages (HL7 v2.8 sections 7.3 and 7.4): a DiagnosticReport per OBR, an Observation per OBX, a Specimen per SPM.
 * Patient and Encounter only repeat what the registration told the sender, so that they are created when absent and
 * otherwise left alone.
 */
public final class ResultMessage {
    private ResultMessage() {}

    /**
     * ORU^R01, R40 and W01, and from the point of care R31 and R32 for an order there is and R30 for one that nobody has
     * placed: as with any result, it is made when it is not there.
     */
    public static void oru(MessageContext context) {
        Group message = ResultGrammar.oru(context.segments());
        boolean any = false;
        for (Group patient : message.groups()) {
            any = true;
            Subject subject = subject(context, patient);
            if (subject != null) {
                new PatientResults(context, subject).read(patient);
            }
        }
        if (!any) {
            context.remark(RemarkCode.NO_PATIENT, "PID");
        }
    }

    /** OUL^R21 to R24, the laboratory's own structures: one patient, orders below their specimens. */
    public static void oul(MessageContext context) {
        Group message = ResultGrammar.oul(context.segments());
        Group patient = message.group("PATIENT");
        Subject subject = subject(context, patient);
        if (subject != null) {
            PatientResults results = new PatientResults(context, subject);
            results.read(patient);
            results.read(message);
        }
    }

    private static Subject subject(MessageContext context, Group patient) {
        return Subject.repeated(context, patient);
    }
}
