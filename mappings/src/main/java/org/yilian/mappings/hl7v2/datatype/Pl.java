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
        Hd facility = Hd.of(field, 4);
        String ward = field.get(1, 1);
        String room = field.get(2, 1);
        String bed = field.get(3, 1);
        String building = field.get(7, 1);
        String floor = field.get(8, 1);
        String description = field.get(9);
        String place = description == null ? join(" ", ward, room, bed) : description;
        String display = join(" ", building, floor, place.isEmpty() ? null : place);
        if (display.isEmpty() && facility == null && !field.has(10)) {
            return null;
        }
        Reference reference = new Reference().setType("Location");
        String value = join("-", ward, room, bed);
        if (value.isEmpty() && field.has(10)) {
            value = join("", field.get(10, 1));
        }
        if (!value.isEmpty()) {
            reference
                    .getIdentifier()
                    .setSystem(Uris.id(context.profile().facility(), "location"))
                    .setValue(value);
            Ei.assigner(context, reference.getIdentifier(), facility != null ? facility : Hd.of(field, 11));
        }
        return reference.setDisplay(display.isEmpty() ? facility == null ? value : facility.name() : display);
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
