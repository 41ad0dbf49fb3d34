package org.yilian.mappings.hl7v2.segment;

import org.hl7.fhir.r4.model.Identifier;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cx;

/** The visit a message is about: its number stands where the profile says, and nowhere else. */
public record Visit(Identifier identifier, String logicalId) {

    /** The visit of PV1 (and PID); null when there is no number. */
    public static Visit of(MessageContext context, Segment pid, Segment pv1) {
        Field field =
                switch (context.profile().visitNumber()) {
                    case PV1_19 -> pv1 == null ? null : pv1.field(19);
                    case PV1_50 -> pv1 == null ? null : pv1.field(50);
                    case PID_18 -> pid == null ? null : pid.field(18);
                };
        return field == null ? null : numbered(context, field);
    }

    /** The visit whose number a field holds (PV1-19, MRG-5); null when there is none. */
    public static Visit numbered(MessageContext context, Field field) {
        String value = field.isEmpty() ? null : field.get(1);
        if (value == null) {
            return null;
        }
        // A hospital's visit numbers are one series whatever it writes as their authority.
        field.get(4);
        field.get(5);
        String system = Uris.id(context.profile().facility(), "visit");
        Identifier identifier = new Identifier().setSystem(system).setValue(value);
        identifier.getType().addCoding().setSystem(Uris.v2Table("0203")).setCode("VN");
        return new Visit(identifier, context.id("Encounter", system, value));
    }

    /** Another identifier of the visit, or null. */
    static Identifier other(MessageContext context, Field field, String kind) {
        return field.isEmpty()
                ? null
                : Cx.identifier(
                        context,
                        field,
                        new org.yilian.mappings.hl7v2.FacilityProfile.Authority(
                                Uris.id(context.profile().facility(), kind), null));
    }
}
