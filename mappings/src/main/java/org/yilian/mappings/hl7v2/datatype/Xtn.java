package org.yilian.mappings.hl7v2.datatype;

import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;

/** XTN and TN (HL7 v2.8 section 2A.3.89) to ContactPoint. */
public final class Xtn {
    private Xtn() {}

    /**
     * The contact point; null when it has no number or address.
     *
     * @param otherwise the use when XTN-2 does not say one, can be null
     */
    public static ContactPoint contact(MessageContext context, Field field, ContactPointUse otherwise) {
        String email = field.get(4);
        String equipment = field.get(3);
        String value = email == null ? number(field) : email;
        if (value == null) {
            return null;
        }
        ContactPoint contact = new ContactPoint().setValue(value);
        boolean internet = email != null || "NET".equals(field.get(2)) || value.indexOf('@') > 0;
        contact.setSystem(internet ? ContactPointSystem.EMAIL : system(context, field, equipment));
        contact.setUse(use(context, field, equipment, otherwise));
        return contact;
    }

    private static String number(Field field) {
        String whole = field.get(12) == null ? field.get(1) : field.get(12);
        String local = field.get(7);
        if (local == null) {
            return whole;
        }
        StringBuilder number = new StringBuilder();
        append(number, "+", field.get(5));
        append(number, number.length() == 0 ? "" : " ", field.get(6));
        append(number, number.length() == 0 ? "" : " ", local);
        append(number, " ext. ", field.get(8));
        // A number given both ways is kept as it was written as a whole.
        return whole == null ? number.toString() : whole;
    }

    private static void append(StringBuilder number, String before, String part) {
        if (part != null) {
            number.append(before.equals("+") && part.startsWith("+") ? "" : before)
                    .append(part);
        }
    }

    private static ContactPointSystem system(MessageContext context, Field field, String equipment) {
        if (equipment == null) {
            return ContactPointSystem.PHONE;
        }
        return switch (equipment) {
            case "PH", "CP", "SAT", "TDD", "TTY", "MD" -> ContactPointSystem.PHONE;
            case "FX" -> ContactPointSystem.FAX;
            case "BP" -> ContactPointSystem.PAGER;
            case "Internet", "X.400" -> ContactPointSystem.EMAIL;
            default -> {
                context.remark(RemarkCode.TABLE_CODE_UNKNOWN, field.location(3));
                yield ContactPointSystem.OTHER;
            }
        };
    }

    private static ContactPointUse use(
            MessageContext context, Field field, String equipment, ContactPointUse otherwise) {
        String use = field.get(2);
        if ("CP".equals(equipment)) {
            return ContactPointUse.MOBILE;
        }
        if (use == null) {
            return otherwise;
        }
        return switch (use) {
            case "PRN", "VHN" -> ContactPointUse.HOME;
            case "WPN" -> ContactPointUse.WORK;
            case "PRS", "CP" -> ContactPointUse.MOBILE;
            case "ORN", "EMR", "NET", "ASN", "BPN" -> otherwise;
            default -> {
                context.remark(RemarkCode.TABLE_CODE_UNKNOWN, field.location(2));
                yield otherwise;
            }
        };
    }
}
