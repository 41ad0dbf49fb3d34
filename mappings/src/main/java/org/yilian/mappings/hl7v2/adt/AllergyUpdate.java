package org.yilian.mappings.hl7v2.adt;

import java.util.List;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.segment.Subject;

/**
 * ADT^A60 (HL7 v2.8 section 3.3.60): the sender's list of adverse reactions changes, IAM by IAM. Patient and visit are
 * repeated only.
 */
public final class AllergyUpdate {
    private AllergyUpdate() {}

    public static void translate(MessageContext context) {
        EventTimes times = EventTimes.of(context);
        List<Group> patients = AdtGrammar.patients(context);
        if (patients.isEmpty()) {
            context.remark(RemarkCode.NO_PATIENT, "PID");
            return;
        }
        Group patient = patients.get(0);
        Segment pv1 =
                patient.group("VISIT") == null ? null : patient.group("VISIT").first("PV1");
        Subject subject = Subject.repeated(context, patient.first("PID"), pv1);
        if (subject != null) {
            new Attachments(context, patient, subject.patientId(), times.asOf()).allergies();
        }
    }
}
