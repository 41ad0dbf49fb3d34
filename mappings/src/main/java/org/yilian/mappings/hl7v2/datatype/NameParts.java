package org.yilian.mappings.hl7v2.datatype;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.StringType;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;

/**
 * Where the parts of a name stand in the types that have one, and how they become a HumanName. {@code text} is always
 * there: 张三 for 张^三. A whole Han name in the family's place alone is not taken for a family name.
 *
 * @param family FN, with the prefixes and names of section 2A.3.30 in its subcomponents
 * @param degree 0 where the degree is no part of the name
 * @param type HL7 table 0200; 0 where there is no such component, as for all that follow
 */
record NameParts(
        int family,
        int given,
        int middle,
        int suffix,
        int prefix,
        int degree,
        int type,
        int representation,
        int range,
        int order,
        int from,
        int to,
        int professional) {
    /** HL7 v2.8 section 2A.3.88; PN has the first six. */
    static final NameParts XPN = new NameParts(1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14);
    /** HL7 v2.8 section 2A.3.86; the degree is a qualification of the person. */
    static final NameParts XCN = new NameParts(2, 3, 4, 5, 6, 0, 10, 15, 17, 18, 19, 20, 21);
    /** HL7 v2.8 section 2A.3.54: like XCN, but with the time in component 15. */
    static final NameParts PPN = new NameParts(2, 3, 4, 5, 6, 0, 10, 16, 18, 19, 20, 21, 22);

    private static final String CORE = "http://hl7.org/fhir/StructureDefinition/";
    private static final String[] OF_FAMILY = {
        "humanname-own-prefix", "humanname-own-name", "humanname-partner-prefix", "humanname-partner-name"
    };

    /** The name; without text when no part of it is there. */
    HumanName read(MessageContext context, Field field) {
        String surname = field.get(family, 1);
        String first = field.get(given);
        String second = field.get(middle);
        String after = field.get(suffix);
        String before = field.get(prefix);
        String text = Names.text(before, surname, first, second, after);
        HumanName name = new HumanName();
        if (text.isEmpty()) {
            return name;
        }
        name.setText(text);
        boolean wholeInOne = first == null && Names.isHan(surname);
        if (surname != null && !wholeInOne) {
            name.setFamily(surname);
            partsOfFamily(field, name);
        }
        given(name, first);
        given(name, second);
        if (before != null) {
            name.addPrefix(before);
        }
        suffix(name, after);
        suffix(name, optional(field, degree));
        suffix(name, optional(field, professional));
        details(context, field, name);
        return name;
    }

    private void partsOfFamily(Field field, HumanName name) {
        for (int i = 0; field.has(family) && i < OF_FAMILY.length; i++) {
            String part = field.get(family, i + 2);
            if (part != null) {
                name.getFamilyElement().addExtension(CORE + OF_FAMILY[i], new StringType(part));
            }
        }
    }

    private void details(MessageContext context, Field field, HumanName name) {
        use(context, field, name);
        representation(context, field, name);
        if (order > 0) {
            assemblyOrder(context, field, name);
        }
        Period period = from > 0 ? Dr.effective(context, field, range, from, to) : null;
        if (period != null) {
            name.setPeriod(period);
        }
    }

    private static void given(HumanName name, String part) {
        if (part != null) {
            name.addGiven(part);
        }
    }

    private static void suffix(HumanName name, String part) {
        if (part != null) {
            name.addSuffix(part);
        }
    }

    private static String optional(Field field, int n) {
        return n == 0 ? null : field.get(n);
    }

    /** HL7 table 0200, as the guide maps it; what it leaves out only says where the name comes from. */
    private void use(MessageContext context, Field field, HumanName name) {
        String code = optional(field, type);
        if (code == null) {
            return;
        }
        HumanName.NameUse use =
                switch (code) {
                    case "L", "C", "R" -> HumanName.NameUse.OFFICIAL;
                    case "D" -> HumanName.NameUse.USUAL;
                    case "M" -> HumanName.NameUse.MAIDEN;
                    case "N" -> HumanName.NameUse.NICKNAME;
                    case "S", "MSK" -> HumanName.NameUse.ANONYMOUS;
                    case "T", "NB", "TEMP", "NAV" -> HumanName.NameUse.TEMP;
                    case "BAD", "NOUSE" -> HumanName.NameUse.OLD;
                    default -> null;
                };
        if (use != null) {
            name.setUse(use);
        } else if (!code.equals("U")) {
            context.remark(RemarkCode.TABLE_CODE_UNKNOWN, field.location(type));
        }
    }

    /** HL7 table 0465 to iso21090-EN-representation: 张三 and Zhang San are one name written twice. */
    private void representation(MessageContext context, Field field, HumanName name) {
        String code = optional(field, representation);
        if (code == null) {
            return;
        }
        String known =
                switch (code) {
                    case "I" -> "IDE";
                    case "A" -> "ABC";
                    case "P" -> "SYL";
                    default -> null;
                };
        if (known == null) {
            context.remark(RemarkCode.TABLE_CODE_UNKNOWN, field.location(representation));
        } else {
            name.addExtension(CORE + "iso21090-EN-representation", new CodeType(known));
        }
    }

    /** HL7 table 0444 to humanname-assembly-order: G given name first, F family name first. */
    private void assemblyOrder(MessageContext context, Field field, HumanName name) {
        String code = field.get(order);
        if (code == null) {
            return;
        }
        if (!code.equals("G") && !code.equals("F")) {
            context.remark(RemarkCode.TABLE_CODE_UNKNOWN, field.location(order));
        } else {
            name.addExtension(CORE + "humanname-assembly-order", new CodeType(code));
        }
    }
}
