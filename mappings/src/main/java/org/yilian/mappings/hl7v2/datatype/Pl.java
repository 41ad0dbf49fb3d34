package org.yilian.mappings.hl7v2.datatype;

import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;

/**
 * PL (HL7 v2.8 section 2A.3.53) to a reference to a Location by identifier and display; wards and beds do not become
 * resources of their own.
 */
public final class Pl {
    private Pl() {}

    /** The place; null when it has no part. */
    public static Reference location(MessageContext context, Field field) {
        if (field.isEmpty()) {
            return null;
        }
        String facility = field.get(4, 1);
        String description = field.get(9);
        String display = join(" ", field.get(7), field.get(8), field.get(1, 1), field.get(2), field.get(3));
        String value = join("-", field.get(1, 1), field.get(2), field.get(3));
        if (display.isEmpty() && description == null && facility == null) {
            return null;
        }
        Reference reference = new Reference().setType("Location");
        if (!value.isEmpty()) {
            reference
                    .getIdentifier()
                    .setSystem(Uris.id(context.profile().facility(), "location"))
                    .setValue(value);
        }
        return reference.setDisplay(description != null ? description : display.isEmpty() ? facility : display);
    }

    private static String join(String between, String... parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            if (part != null) {
                text.append(text.length() == 0 ? "" : between).append(part);
            }
        }
        return text.toString();
    }
}
