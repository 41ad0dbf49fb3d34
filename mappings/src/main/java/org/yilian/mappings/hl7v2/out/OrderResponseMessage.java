package org.yilian.mappings.hl7v2.out;

import java.util.List;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.yilian.mappings.hl7v2.Delimiters;

/**
 * What the filler says about an order that another facility placed, as the answer to the placer's own message: ORL^O22 (HL7
 * v2.8 section 4.4.7) or, for receivers older than 2.5, ORR^O02 (4.4.2).
 */
public final class OrderResponseMessage {
    private OrderResponseMessage() {}

    /**
     * @param answers control id of the message in which the receiver placed the order
     * @param placer the order's number at the receiver
     * @param filler its number at the author's, or null
     */
    public static byte[] write(
            Header header,
            String answers,
            List<PatientNumber> numbers,
            Patient patient,
            OrderNumber placer,
            OrderNumber filler,
            ServiceRequest order) {
        Er7Writer out = new Er7Writer(Delimiters.RECOMMENDED);
        boolean lab = header.atLeast(5);
        header.write(out, lab ? "ORL" : "ORR", lab ? "O22" : "O02", lab ? "ORL_O22" : "ORR_O02");
        out.segment("MSA").add(1, "AA").add(2, answers);
        PidSegment.write(out, 1, numbers, patient);
        Er7Writer.Line orc = out.segment("ORC").add(1, control(order)).add(2, placer.ei());
        Er7Writer.Line obr = out.segment("OBR").add(1, "1").add(2, placer.ei());
        if (filler != null) {
            orc.add(3, filler.ei());
            obr.add(3, filler.ei());
        }
        orc.add(5, status(order));
        obr.add(4, Coded.cwe(order.getCode()));
        return out.bytes(header.charset());
    }

    /** HL7 table 0119. */
    private static String control(ServiceRequest order) {
        return switch (order.getStatus()) {
            case REVOKED, ENTEREDINERROR -> "OC";
            case ONHOLD -> "OH";
            default -> "SC";
        };
    }

    /** HL7 table 0038. */
    private static String status(ServiceRequest order) {
        return switch (order.getStatus()) {
            case ACTIVE -> "IP";
            case COMPLETED -> "CM";
            case REVOKED -> "CA";
            case ENTEREDINERROR -> "ER";
            case ONHOLD -> "HD";
            default -> null;
        };
    }
}
