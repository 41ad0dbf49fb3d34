package org.yilian.mappings.hl7v2.datatype;

import org.hl7.fhir.r4.model.Identifier;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;

/** PLN (HL7 v2.8 section 2A.3.56), a number somebody practises under: number, type, the state it is for, expiration. */
public final class Pln {
    private Pln() {}

    /** Under the facility's system of staff, with the state of PLN-3 in a system of its own; null without a number. */
    public static Identifier identifier(MessageContext context, Field field) {
        String number = field.isEmpty() ? null : field.get(1);
        if (number == null) {
            return null;
        }
        String state = field.get(3);
        String system = context.profile().system("staff");
        Identifier identifier = new Identifier()
                .setSystem(state == null ? system : system + "-" + Uri.segment(state))
                .setValue(number);
        Cx.type(context, identifier, field.get(2));
        Dtm until = Dtm.of(context, field, 4);
        if (until != null) {
            identifier.setPeriod(Cx.period(null, until));
        }
        return identifier;
    }
}
