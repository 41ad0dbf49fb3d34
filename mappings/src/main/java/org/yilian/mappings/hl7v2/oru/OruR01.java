package org.yilian.mappings.hl7v2.oru;

import java.util.List;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.segment.Subject;

/**
 * ORU^R01 (HL7 v2.8 section 7.3.1): a DiagnosticReport per OBR, an Observation per OBX. Patient and Encounter only
 * repeat what the registration told the sender, so that they are created when absent and otherwise left alone.
 */
public final class OruR01 {
    private OruR01() {}

    public static void translate(MessageContext context) {
        List<Segment> segments = context.segments();
        int from = next(segments, 0, "PID");
        if (from == segments.size()) {
            context.remark(RemarkCode.NO_PATIENT, "PID");
            return;
        }
        while (from < segments.size()) {
            int to = next(segments, from + 1, "PID");
            patient(context, segments.subList(from, to));
            from = to;
        }
    }

    private static int next(List<Segment> segments, int from, String name) {
        int i = from;
        while (i < segments.size() && !segments.get(i).is(name)) {
            i++;
        }
        return i;
    }

    private static void patient(MessageContext context, List<Segment> segments) {
        int pv1 = next(segments, 0, "PV1");
        Subject subject = Subject.repeated(context, segments.get(0), pv1 == segments.size() ? null : segments.get(pv1));
        if (subject == null) {
            return;
        }
        for (OrderGroup group : OrderGroup.of(segments)) {
            for (ResourceWrite write : new ReportMapper(context, subject, group).writes()) {
                context.write(write);
            }
        }
    }
}
