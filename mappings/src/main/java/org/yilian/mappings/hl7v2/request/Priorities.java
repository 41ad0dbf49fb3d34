package org.yilian.mappings.hl7v2.request;

import java.util.Locale;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestPriority;

/** HL7 table 0485 (TQ1-9), which OBR-5, TQ-6 and RF1-2 (table 0280) use too, to request-priority. */
public final class Priorities {
    private Priorities() {}

    /** Null when FHIR has no word for it, as for "timing critical" or "preoperative". */
    public static ServiceRequestPriority of(String code) {
        return switch (code.toUpperCase(Locale.ROOT)) {
            case "S", "STAT" -> ServiceRequestPriority.STAT;
            case "A", "ASAP" -> ServiceRequestPriority.ASAP;
            case "R", "ROUTINE" -> ServiceRequestPriority.ROUTINE;
            case "URGENT" -> ServiceRequestPriority.URGENT;
            default -> null;
        };
    }
}
