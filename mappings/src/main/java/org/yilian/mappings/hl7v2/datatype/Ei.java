package org.yilian.mappings.hl7v2.datatype;

import org.hl7.fhir.r4.model.Identifier;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;

/**
 * EI (HL7 v2.8 section 2A.3.28): entity identifier, namespace, universal id and its type. The number stands under the
 * facility's own system, because the namespaces of one hospital's systems vary between messages and its numbers do not;
 * what the namespace says is kept as the assigner.
 */
public final class Ei {
    private Ei() {}

    /**
     * The identifier under the facility's system of {@code kind}.
     *
     * @param type code of HL7 table 0203 such as PLAC, or null
     * @return null when EI-1 is empty
     */
    public static Identifier identifier(MessageContext context, Field field, String kind, String type) {
        String value = field.isEmpty() ? null : field.get(1);
        Hd assigner = value == null ? null : Hd.of(field.get(2), field.get(3), field.get(4));
        return identifier(context, value, assigner, kind, type);
    }

    /** The same for an EI in component {@code n}, its parts being subcomponents. */
    public static Identifier identifier(MessageContext context, Field field, int n, String kind, String type) {
        String value = field.isEmpty() ? null : field.get(n, 1);
        Hd assigner = value == null ? null : Hd.of(field.get(n, 2), field.get(n, 3), field.get(n, 4));
        return identifier(context, value, assigner, kind, type);
    }

    private static Identifier identifier(MessageContext context, String value, Hd assigner, String kind, String type) {
        if (value == null) {
            return null;
        }
        Identifier identifier = new Identifier()
                .setSystem(Uris.id(context.profile().facility(), kind))
                .setValue(value);
        Cx.type(context, identifier, type);
        assigner(context, identifier, assigner);
        return identifier;
    }

    /** Names the assigner unless it is the facility, whose number it is anyway. */
    static void assigner(MessageContext context, Identifier identifier, Hd assigner) {
        if (assigner == null || assigner.name().equals(context.profile().facility())) {
            return;
        }
        identifier.getAssigner().setDisplay(assigner.name());
        String uri = assigner.uri();
        if (uri != null) {
            identifier
                    .getAssigner()
                    .getIdentifier()
                    .setSystem("urn:ietf:rfc:3986")
                    .setValue(uri);
        } else if (assigner.universal() != null && assigner.namespace() != null) {
            Identifier local = identifier.getAssigner().getIdentifier().setValue(assigner.universal());
            if (assigner.type() != null) {
                local.getType().setText(assigner.type());
            }
        }
    }

    /** EI-1 alone, for where the rest says nothing that a resource could hold. */
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
