package org.yilian.mappings.hl7v2.datatype;

import java.util.Map;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;

/** RXR-1: the route as sent, with the guide's code for it (its map RouteOfAdministration of HL7 table 0162) behind it. */
public final class Routes {
    private static final String ROUTES = "http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration";
    /** IV is left out: the guide's IVINJ is an injection, and IV is said of infusions. */
    private static final Map<String, String> KNOWN =
            Map.of("ID", "IDINJ", "IM", "IM", "PO", "PO", "SC", "SQ", "TD", "TRNSDERM");

    private Routes() {}

    /** Null when RXR-1 is empty. */
    public static CodeableConcept of(MessageContext context, Segment rxr) {
        CodeableConcept route = rxr.has(1) ? Cwe.concept(context, rxr.field(1), "route") : null;
        if (route != null && route.hasCoding()) {
            Coding sent = route.getCodingFirstRep();
            String known = Cwe.table("0162").equals(sent.getSystem()) ? KNOWN.get(sent.getCode()) : null;
            if (known != null) {
                route.addCoding(new Coding(ROUTES, known, null));
            }
        }
        return route;
    }
}
