package org.yilian.mappings.hl7v2.oru;

import java.util.List;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.segment.PatientNumber;
import org.yilian.mappings.hl7v2.segment.PidPatient;
import org.yilian.mappings.hl7v2.segment.Pv1Encounter;
import org.yilian.mappings.hl7v2.segment.Visit;

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
        Segment pid = segments.get(0);
        PatientNumber number = PatientNumber.ofPid(context, pid);
        if (number == null) {
            context.remark(RemarkCode.NO_PATIENT_NUMBER, pid.location(3, 0, 0));
            return;
        }
        context.patientKey(number.logicalId());
        context.stub(PidPatient.stub(context, pid, number));
        String encounter = encounter(context, segments, pid, number.logicalId());
        Subject subject = new Subject(number.logicalId(), encounter);
        for (OrderGroup group : OrderGroup.of(segments)) {
            for (ResourceWrite write : new ReportMapper(context, subject, group).writes()) {
                context.write(write);
            }
        }
    }

    private static String encounter(MessageContext context, List<Segment> segments, Segment pid, String patientId) {
        int at = next(segments, 0, "PV1");
        if (at == segments.size()) {
            return null;
        }
        Segment pv1 = segments.get(at);
        pv1.skip(1);
        Visit visit = Visit.of(context, pid, pv1);
        if (visit == null) {
            return null;
        }
        context.stub(Pv1Encounter.stub(context, pv1, visit, patientId));
        return visit.logicalId();
    }
}
