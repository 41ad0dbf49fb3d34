package org.yilian.mappings.hl7v2.datatype;

import java.util.Set;
import org.hl7.fhir.r4.model.Quantity;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.FacilityProfile.CodeMapping;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;

/**
 * A unit in a field (CE, CWE) to the unit of a Quantity: always the text as sent; a UCUM code only when the sender says it
 * is one or a table says which one it is.
 */
public final class Units {
    private static final Set<String> POWERS = Set.of("10", "x10", "×10");

    private Units() {}

    /** A Quantity without value; null when there is no unit. */
    public static Quantity of(MessageContext context, Field field) {
        return of(context, field, null);
    }

    /**
     * The same for the unit of an item that the profile knows.
     *
     * @param mapping can be null
     */
    public static Quantity of(MessageContext context, Field field, CodeMapping mapping) {
        if (field.isEmpty()) {
            return null;
        }
        String code = whole(field);
        if (code == null) {
            return null;
        }
        if (mapping != null && mapping.ucum() != null && code.equals(mapping.unit())) {
            return new Quantity().setUnit(code).setSystem(Uris.UCUM).setCode(mapping.ucum());
        }
        return unit(context, field, code, field.get(2), field.get(3));
    }

    /** The same for a unit that stands in a component, its subcomponents being code, text and system. */
    public static Quantity ofComponent(MessageContext context, Field field, int n) {
        return ofSubcomponents(context, field, n, 1);
    }

    /** The same where code, text and system begin with subcomponent {@code m} of component {@code n}. */
    public static Quantity ofSubcomponents(MessageContext context, Field field, int n, int m) {
        String code = field.get(n, m);
        return code == null ? null : unit(context, field, code, field.get(n, m + 1), field.get(n, m + 2));
    }

    /** A bare {@code 10^9/L} has the component separator in it: then what looks like a text is the rest of the unit. */
    private static String whole(Field field) {
        String code = field.get(1);
        String rest = field.get(2);
        boolean power = code != null && POWERS.contains(code) && rest != null && Character.isDigit(rest.charAt(0));
        return power ? code + "^" + rest : code == null ? rest : code;
    }

    static Quantity unit(MessageContext context, Field field, String code, String text, String system) {
        boolean power = code.indexOf('^') > 0;
        Quantity unit = new Quantity().setUnit(text == null || power ? code : text);
        String ucum = "UCUM".equals(system) && Ucum.isValid(code)
                ? code
                : context.profile().units().get(code);
        if (ucum == null && text != null) {
            ucum = context.profile().units().get(text);
        }
        if (ucum == null) {
            context.remark(RemarkCode.UNIT_NOT_MAPPED, field);
            return unit;
        }
        return unit.setSystem(Uris.UCUM).setCode(ucum);
    }
}
