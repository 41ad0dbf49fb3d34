package org.yilian.mappings.hl7v2.immunization;

import java.util.List;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.group.Grammar;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.result.AccompanyingObservations;
import org.yilian.mappings.hl7v2.segment.Subject;

/** VXU^V04 and VXU^V03 (HL7 v2.8 section 4A.7.4): an Immunization per RXA. */
public final class VxuMessage {
    private static final Grammar GRAMMAR = Grammar.of("""
            MSH SFT UAC NTE
            PATIENT(PID): PD1 NK1 ARV GT1 PRT NTE PV1 PV2 IN1 IN2 IN3
              PERSON_OBSERVATION(OBX): PRT NTE
              ORDER(ORC RXA): PRT TQ1 TQ2 RXR
                OBSERVATION(OBX): PRT NTE
            """);

    private VxuMessage() {}

    public static void translate(MessageContext context) {
        Group message = GRAMMAR.bind(context.segments());
        List<Group> patients = message.groups("PATIENT");
        if (patients.isEmpty()) {
            context.remark(RemarkCode.NO_PATIENT, "PID");
        }
        for (Group patient : patients) {
            Subject subject = Subject.repeated(context, patient);
            if (subject != null) {
                patient(context, subject, patient);
            }
        }
    }

    private static void patient(MessageContext context, Subject subject, Group patient) {
        List<Group> about = patient.groups("PERSON_OBSERVATION");
        if (!about.isEmpty()) {
            AccompanyingObservations.write(
                    context, subject, about, "person:" + subject.patientId(), context.asOf(null));
        }
        for (Group order : patient.groups("ORDER")) {
            if (order.has("RXA")) {
                new RxaImmunization(context, subject, order).write();
            }
        }
    }
}
