package org.yilian.mappings.hl7v2.datatype;

import org.hl7.fhir.r4.model.Identifier;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;

/**
 * EIP (HL7 v2.8 section 2A.3.29): the placer's and the filler's number of one thing, each an EI in subcomponents. The
 * types are PLAC and FILL of HL7 table 0203; the guide's PGN and FGN are those of a group.
 */
public final class Eip {
    private Eip() {}

    /** EIP-1 under the facility's system of {@code kind}; null when empty. */
    public static Identifier placer(MessageContext context, Field field, String kind) {
        return Ei.identifier(context, field, 1, kind, "PLAC");
    }

    /** EIP-2 under the facility's system of {@code kind}; null when empty. */
    public static Identifier filler(MessageContext context, Field field, String kind) {
        return Ei.identifier(context, field, 2, kind, "FILL");
    }
}
