package org.yilian.mappings.hl7v2.adt;

import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.group.Group;

/**
 * ADT^A17 (HL7 v2.8 section 3.3.17): two patients change beds. A move of each, in one message and therefore in one
 * transaction.
 */
public final class BedSwap {
    private BedSwap() {}

    public static void translate(MessageContext context) {
        EventTimes times = EventTimes.of(context);
        int patients = 0;
        for (Group patient : AdtGrammar.patients(context)) {
            new PersonMessage(context, VisitEvent.A02, patient, times).write();
            patients++;
        }
        if (patients != 2) {
            context.remark(patients == 0 ? RemarkCode.NO_PATIENT : RemarkCode.NO_OTHER_PATIENT, "PID");
        }
    }
}
