package org.yilian.mappings.hl7v2.datatype;

import org.hl7.fhir.r4.model.Quantity;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;

/** CQ (HL7 v2.8 section 2A.3.16): a number and its unit. */
public final class Cq {
    private Cq() {}

    /** The quantity; null when CQ-1 is no number. The unit is that of {@link Units}. */
    public static Quantity quantity(MessageContext context, Field field) {
        return Numbers.quantity(field.get(1), Units.ofComponent(context, field, 2));
    }

    /** The same for a CQ in component {@code n}, its parts being subcomponents. */
    public static Quantity quantity(MessageContext context, Field field, int n) {
        String unit = field.get(n, 2);
        return Numbers.quantity(field.get(n, 1), unit == null ? null : Units.unit(context, field, unit, null, null));
    }

    /** The same where number and unit stand in fields of their own; null without a number. */
    public static Quantity quantity(MessageContext context, Field number, Field unit) {
        if (number.isEmpty()) {
            return null;
        }
        String code = unit.isEmpty() ? null : unit.get(1);
        return Numbers.quantity(
                number.get(1), code == null ? null : Units.unit(context, unit, code, unit.get(2), unit.get(3)));
    }
}
