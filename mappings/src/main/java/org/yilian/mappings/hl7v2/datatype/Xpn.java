package org.yilian.mappings.hl7v2.datatype;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.HumanName;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;

/**
 * XPN and PN (HL7 v2.8 section 2A.3.88) to HumanName. {@code text} is always there: 张三 for 张^三. A whole Han name in
 * XPN-1 alone is not taken for a family name. XPN-8 becomes the extension iso21090-EN-representation.
 */
public final class Xpn {
    private static final String REPRESENTATION = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation";

    private Xpn() {}

    /** The name; null when it has no part. */
    public static HumanName name(MessageContext context, Field field) {
        String family = field.get(1, 1);
        String given = field.get(2);
        String middle = field.get(3);
        String suffix = field.get(4);
        String prefix = field.get(5);
        String text = Names.text(prefix, family, given, middle, suffix);
        if (text.isEmpty()) {
            return null;
        }
        HumanName name = new HumanName().setText(text);
        boolean wholeInOne = given == null && Names.isHan(family);
        if (family != null && !wholeInOne) {
            name.setFamily(family);
        }
        if (given != null) {
            name.addGiven(given);
        }
        if (middle != null) {
            name.addGiven(middle);
        }
        addSuffixes(field, name, prefix, suffix);
        use(context, field, name);
        representation(context, field, name);
        Dtm from = Dtm.of(context, field, 12);
        Dtm to = Dtm.of(context, field, 13);
        if (from != null || to != null) {
            name.setPeriod(Cx.period(from, to));
        }
        return name;
    }

    private static void addSuffixes(Field field, HumanName name, String prefix, String suffix) {
        if (prefix != null) {
            name.addPrefix(prefix);
        }
        for (String part : new String[] {suffix, field.get(6), field.get(14)}) {
            if (part != null) {
                name.addSuffix(part);
            }
        }
    }

    /** HL7 table 0200, as the guide maps it. */
    private static void use(MessageContext context, Field field, HumanName name) {
        String type = field.get(7);
        if (type == null) {
            return;
        }
        HumanName.NameUse use =
                switch (type) {
                    case "L", "C" -> HumanName.NameUse.OFFICIAL;
                    case "D" -> HumanName.NameUse.USUAL;
                    case "M" -> HumanName.NameUse.MAIDEN;
                    case "N" -> HumanName.NameUse.NICKNAME;
                    case "S" -> HumanName.NameUse.ANONYMOUS;
                    case "T", "NB", "TEMP" -> HumanName.NameUse.TEMP;
                    case "BAD", "NOUSE" -> HumanName.NameUse.OLD;
                    default -> null;
                };
        if (use != null) {
            name.setUse(use);
        } else if (!type.equals("U")) {
            context.remark(RemarkCode.TABLE_CODE_UNKNOWN, field.location(7));
        }
    }

    private static void representation(MessageContext context, Field field, HumanName name) {
        String code = field.get(8);
        if (code == null) {
            return;
        }
        String representation =
                switch (code) {
                    case "I" -> "IDE";
                    case "A" -> "ABC";
                    case "P" -> "SYL";
                    default -> null;
                };
        if (representation == null) {
            context.remark(RemarkCode.TABLE_CODE_UNKNOWN, field.location(8));
        } else {
            name.addExtension(REPRESENTATION, new CodeType(representation));
        }
    }
}
