package org.yilian.mappings.hl7v2.out;

import java.util.List;
import org.hl7.fhir.r4.model.Patient;
import org.yilian.mappings.hl7v2.Delimiters;

/**
 * Two numbers that a hospital found to be one patient: ADT^A40 (HL7 v2.8 section 3.3.40), where two records became one, and
 * ADT^A47 (3.3.47), where a record got another number.
 */
public final class MergeMessage {
    private MergeMessage() {}

    /**
     * @param event A40 or A47
     * @param surviving numbers that hold from now on
     * @param prior numbers that hold no longer
     */
    public static byte[] write(
            Header header, String event, List<PatientNumber> surviving, Patient patient, List<PatientNumber> prior) {
        Er7Writer out = new Er7Writer(Delimiters.RECOMMENDED);
        header.write(out, "ADT", event, event.equals("A40") ? "ADT_A39" : "ADT_A30");
        out.segment("EVN").add(1, header.atLeast(5) ? null : event).add(2, header.now());
        PidSegment.write(out, 1, surviving, patient);
        Er7Writer.Line mrg = out.segment("MRG");
        prior.forEach(number -> mrg.add(1, number.cx()));
        return out.bytes(header.charset());
    }
}
