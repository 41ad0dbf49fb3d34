package org.yilian.mappings.hl7v2.datatype;

import java.util.Set;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.StringType;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;

/** XTN and TN (HL7 v2.8 section 2A.3.89) to ContactPoint. */
public final class Xtn {
    private static final String CORE = "http://hl7.org/fhir/StructureDefinition/contactpoint-";
    private static final Set<String> DIALLED = Set.of("PH", "CP", "FX", "BP", "MD", "SAT", "TDD", "TTY");
    private static final String[] PARTS = {"country", "area", "local", "extension"};

    private Xtn() {}

    /**
     * The contact point; null when it has no number or address.
     *
     * @param otherwise the use when XTN-2 does not say one, can be null
     */
    public static ContactPoint contact(MessageContext context, Field field, ContactPointUse otherwise) {
        String address = isInternet(field) ? field.get(4) : null;
        String value = address == null ? number(field) : address;
        if (value == null) {
            return null; // without reading more, so that what else is there gets listed
        }
        String equipment = field.get(3);
        ContactPoint contact = new ContactPoint().setValue(value);
        boolean internet = address != null || "NET".equals(field.get(2)) || value.indexOf('@') > 0;
        contact.setSystem(internet ? internet(value) : system(context, field, equipment));
        contact.setUse(use(context, field, equipment, otherwise));
        parts(field, contact);
        String text = field.get(9);
        if (text != null) {
            contact.addExtension(Uris.BASE + "/StructureDefinition/contactpoint-comment", new StringType(text));
        }
        Period period = Dr.between(Dtm.of(context, field, 13), Dtm.of(context, field, 14));
        if (period != null) {
            contact.setPeriod(period);
        }
        String rank = field.get(18);
        if (rank != null && rank.matches("[1-9]\\d{0,8}")) {
            contact.setRank(Integer.parseInt(rank));
        } else if (rank != null) {
            context.remark(RemarkCode.NUMBER_NOT_UNDERSTOOD, field.location(18));
        }
        return contact;
    }

    /** XTN-4 is an address, unless XTN-3 says that this is something to dial. */
    private static boolean isInternet(Field field) {
        return field.has(4)
                && (!field.has(3)
                        || !DIALLED.contains(field.component(3))
                        || field.component(4).contains("@"));
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

    /** Country, area, local number and extension where the sender took the number apart; one part alone is the value. */
    private static void parts(Field field, ContactPoint contact) {
        boolean alone = !field.has(5) && !field.has(6) && !field.has(8);
        for (int i = 0; !alone && i < PARTS.length; i++) {
            String part = field.get(5 + i);
            if (part != null) {
                contact.addExtension(CORE + PARTS[i], new StringType(part));
            }
        }
    }

    private static ContactPointSystem internet(String value) {
        return value.indexOf('@') < 0 && value.contains("://") ? ContactPointSystem.URL : ContactPointSystem.EMAIL;
    }

    private static ContactPointSystem system(MessageContext context, Field field, String equipment) {
        if (equipment == null) {
            return ContactPointSystem.PHONE;
        }
        return switch (equipment) {
            case "PH", "CP", "SAT" -> ContactPointSystem.PHONE;
            case "FX" -> ContactPointSystem.FAX;
            case "BP" -> ContactPointSystem.PAGER;
            case "Internet", "X.400" -> ContactPointSystem.EMAIL;
            case "MD", "TDD", "TTY" -> ContactPointSystem.OTHER;
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
