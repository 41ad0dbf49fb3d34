package org.yilian.mappings.hl7v2.segment;

import java.util.List;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;

/** What whoever orders tells of the patient beside PID and PV1, as the filler has to know it. */
public final class RepeatedDetails {
    private RepeatedDetails() {}

    /** AL1: what the patient must not be given. */
    public static void allergies(MessageContext context, Subject subject, List<Segment> al1s) {
        for (Segment al1 : al1s) {
            ResourceWrite allergy = Al1AllergyIntolerance.write(context, al1, subject.patientId(), context.asOf(null));
            if (allergy != null) {
                context.write(allergy);
            }
        }
    }

    /** IN1: who pays is the registration's word, made when it is not there and otherwise left alone. */
    public static void insurance(MessageContext context, Subject subject, List<Segment> in1s) {
        for (Segment in1 : in1s) {
            ResourceWrite coverage = In1Coverage.write(context, in1, subject.patientId(), context.asOf(null));
            if (coverage != null) {
                context.stub(coverage.resource());
            }
        }
    }
}
