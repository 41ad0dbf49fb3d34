package org.yilian.mappings.dicom;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.HumanName;
import org.yilian.mappings.hl7v2.datatype.Names;

/**
 * PN (DICOM PS3.5 section 6.2.1): up to three groups, alphabetic, ideographic and phonetic. Each group becomes a name;
 * the ideographic one comes first, as it is the one people here are called by.
 */
final class PersonName {
    private static final String REPRESENTATION = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation";
    private static final String[] CODES = {"ABC", "IDE", "SYL"};

    private final List<HumanName> names = new ArrayList<>();

    private PersonName() {}

    static PersonName of(String value) {
        PersonName result = new PersonName();
        String[] groups = value.split("=", 3);
        for (int i = 0; i < groups.length; i++) {
            HumanName name = name(groups[i]);
            if (name == null) {
                continue;
            }
            boolean han = Names.isHan(name.getText());
            name.addExtension(REPRESENTATION, new CodeType(han ? "IDE" : i == 1 ? "SYL" : CODES[i]));
            result.names.add(han && i == 1 ? 0 : result.names.size(), name);
        }
        return result;
    }

    List<HumanName> names() {
        return names;
    }

    /** The first name as one text; null when there is none. */
    String text() {
        return names.isEmpty() ? null : names.get(0).getText();
    }

    private static HumanName name(String group) {
        String[] parts = group.split("\\^", -1);
        String family = part(parts, 0);
        String given = part(parts, 1);
        String middle = part(parts, 2);
        String prefix = part(parts, 3);
        String suffix = part(parts, 4);
        if (family == null && given == null) {
            return null;
        }
        boolean han = Names.isHan(family) || Names.isHan(given);
        HumanName name = new HumanName().setText(Names.text(prefix, family, given, middle, suffix));
        if (!(han && given == null)) {
            name.setFamily(family);
        }
        add(name.getGiven(), given);
        add(name.getGiven(), middle);
        add(name.getPrefix(), prefix);
        add(name.getSuffix(), suffix);
        return name;
    }

    private static void add(List<org.hl7.fhir.r4.model.StringType> all, String part) {
        if (part != null) {
            all.add(new org.hl7.fhir.r4.model.StringType(part));
        }
    }

    private static String part(String[] parts, int index) {
        String part = index < parts.length ? parts[index].strip() : "";
        return part.isEmpty() ? null : part;
    }
}
