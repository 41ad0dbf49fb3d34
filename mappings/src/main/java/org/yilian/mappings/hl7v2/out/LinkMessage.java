package org.yilian.mappings.hl7v2.out;

import java.util.List;
import org.yilian.mappings.hl7v2.Delimiters;

/**
 * PIX update notification, ADT^A31 of IHE ITI-10 (ITI TF-2 3.10.4.1): all numbers that are one person now, and nothing else of
 * the person; PID-5 is a blank because HL7 requires a name.
 */
public final class LinkMessage {
    private LinkMessage() {}

    public static byte[] write(Header header, List<PatientNumber> numbers) {
        Er7Writer out = new Er7Writer(Delimiters.RECOMMENDED);
        header.write(out, "ADT", "A31", "ADT_A05");
        out.segment("EVN").add(1, header.atLeast(5) ? null : "A31").add(2, header.now());
        Er7Writer.Line pid = out.segment("PID");
        numbers.forEach(number -> pid.add(3, number.cx()));
        pid.add(5, " ");
        out.segment("PV1").add(2, "N");
        return out.bytes(header.charset());
    }
}
