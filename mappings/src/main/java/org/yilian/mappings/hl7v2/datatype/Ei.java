package org.yilian.mappings.hl7v2.datatype;

import org.hl7.fhir.r4.model.Identifier;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;

/** EI (HL7 v2.8 section 2A.3.28): entity identifier, namespace, universal id and its type. */
public final class Ei {
    private Ei() {}

    /**
     * The identifier under the facility's system of {@code kind}.
     *
     * @param type code of HL7 table 0203 such as PLAC, or null
     * @return null when EI-1 is empty
     */
    public static Identifier identifier(MessageContext context, Field field, String kind, String type) {
        String value = value(field);
        if (value == null) {
            return null;
        }
        Identifier identifier = new Identifier()
                .setSystem(Uris.id(context.profile().facility(), kind))
                .setValue(value);
        Cx.type(context, identifier, type);
        return identifier;
    }

    /** EI-1 alone: namespaces of one hospital's systems vary between messages, its numbers do not. */
    public static String value(Field field) {
        String value = field.isEmpty() ? null : field.get(1);
        if (value != null) {
            field.get(2);
            field.get(3);
            field.get(4);
        }
        return value;
    }
}
