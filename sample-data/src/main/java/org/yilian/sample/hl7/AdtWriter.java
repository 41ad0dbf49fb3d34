package org.yilian.sample.hl7;

import java.time.Instant;
import java.util.List;
import org.yilian.sample.cast.Registration;
import org.yilian.sample.history.Visit;

/** ADT messages (HL7 v2.5.1 chapter 3), without MSH. */
final class AdtWriter {
    private AdtWriter() {}

    /** A01, A03, A04 and A08: patient, visit and diagnosis. */
    static List<SegmentText> visit(String event, Visit visit, Instant at) {
        return List.of(
                evn(event, visit.registration(), at),
                PatientSegments.pid(visit.registration(), visit.patientNumber()),
                PatientSegments.pv1(visit, event.equals("A03")),
                PatientSegments.dg1(visit));
    }

    /** A40: the former number is merged into the current one. */
    static List<SegmentText> merge(Registration registration, Instant at) {
        return List.of(
                evn("A40", registration, at),
                PatientSegments.pid(registration, registration.number()),
                new SegmentText("MRG")
                        .encoded(1, PatientSegments.number(registration.hospital(), registration.formerNumber())));
    }

    private static SegmentText evn(String event, Registration registration, Instant at) {
        String time = Times.write(registration.hospital(), at);
        return new SegmentText("EVN").set(1, event).set(2, time).set(6, time);
    }
}
