package org.yilian.mappings.hl7v2.datatype;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.FacilityProfile;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;

/**
 * CWE, CE, CNE and CF (HL7 v2.8 section 2A.3.13) to CodeableConcept: all codings in the order sent, CWE-9 as text. A code
 * without a system, or with {@code L} or {@code 99...}, is one of the hospital's own.
 */
public final class Cwe {
    private static final String TABLE = "HL7";
    /** HL7 tables under their OID: FHIR's own name of a table allows no code that the table does not have. */
    private static final String TABLES = "urn:oid:2.16.840.1.113883.12.";

    private Cwe() {}

    /**
     * The concept; null when the field holds nothing.
     *
     * @param kind which of the hospital's own code systems a code without a system belongs to, see {@link Uris#codes}
     */
    public static CodeableConcept concept(MessageContext context, Field field, String kind) {
        if (field.isEmpty()) {
            return null;
        }
        CodeableConcept concept = new CodeableConcept();
        String text = coding(context, concept, field, 1, 2, 3, 7, 14, kind);
        String second = coding(context, concept, field, 4, 5, 6, 8, 17, kind);
        String third = coding(context, concept, field, 10, 11, 12, 13, 20, kind);
        String original = field.get(9);
        if (original != null) {
            concept.setText(original);
        } else if (concept.getCoding().isEmpty() || text != null || second != null) {
            concept.setText(text != null ? text : second != null ? second : third);
        }
        return concept.isEmpty() ? null : concept;
    }

    /** Adds the coding if there is a code; returns its text. */
    private static String coding(
            MessageContext context,
            CodeableConcept concept,
            Field field,
            int code,
            int display,
            int system,
            int version,
            int oid,
            String kind) {
        String value = code(field.get(code));
        String text = field.get(display);
        if (value == null) {
            return text;
        }
        Coding coding = concept.addCoding();
        coding.setSystem(system(context.profile(), field.get(system), field.get(oid), kind));
        coding.setVersion(field.get(version));
        coding.setCode(value);
        coding.setDisplay(text);
        return text;
    }

    /** For elements that are text: CWE-9, else CWE-2, CWE-1, CWE-5 or CWE-4; null when there is none of them. */
    public static String text(Field field) {
        String text = field.get(9);
        for (int n : new int[] {2, 1, 5, 4}) {
            String part = field.get(n);
            text = text == null ? part : text;
        }
        return text;
    }

    /** The same for a CWE in component {@code n}, its parts being subcomponents. */
    public static String text(Field field, int n) {
        String text = field.get(n, 9);
        text = text == null ? field.get(n, 2) : text;
        return text == null ? field.get(n, 1) : text;
    }

    /** The concept of a CWE in component {@code n}, its parts being subcomponents; null when it holds nothing. */
    public static CodeableConcept concept(MessageContext context, Field field, int n, String kind) {
        String code = code(field.get(n, 1));
        String text = field.get(n, 2);
        if (code == null && text == null) {
            return null;
        }
        CodeableConcept concept = new CodeableConcept().setText(text);
        if (code != null) {
            concept.addCoding()
                    .setSystem(system(context.profile(), field.get(n, 3), null, kind))
                    .setCode(code)
                    .setDisplay(text);
        }
        return concept;
    }

    /** ID and IS (sections 2A.3.37 and 2A.3.38): a code of an HL7 table, given by its four figures; null when empty. */
    public static CodeableConcept ofTable(MessageContext context, Field field, String table) {
        CodeableConcept concept = concept(context, field, "table-" + table);
        if (concept == null) {
            return null;
        }
        Coding coding = concept.getCodingFirstRep();
        if (field.get(3) == null && coding.hasCode()) {
            coding.setSystem(table(table));
        }
        return concept;
    }

    /** The system of an HL7 table by its four figures. */
    public static String table(String figures) {
        return TABLES + stripZeros(figures);
    }

    /** A code as FHIR allows it: no space at the ends and none twice. */
    public static String code(String text) {
        if (text == null || text.indexOf(' ') < 0 && text.indexOf('\n') < 0 && text.indexOf('\t') < 0) {
            return text;
        }
        return text.strip().replaceAll("\\s+", " ");
    }

    /** The URI for what CWE-3 and CWE-14 say. */
    public static String system(FacilityProfile profile, String name, String oid, String kind) {
        String known = name == null ? null : Tables.SYSTEMS.get(name);
        if (known != null) {
            return known;
        }
        if (oid != null && Uri.isOid(oid)) {
            return "urn:oid:" + oid;
        }
        if (name == null || name.equals("L") || name.startsWith("99") || name.equals(profile.facility())) {
            return kind.equals("lab") ? profile.codeSystem() : Uris.codes(profile.facility(), kind);
        }
        if (name.startsWith(TABLE) && name.length() == 7) {
            return table(name.substring(3));
        }
        if (Uri.isOid(name)) {
            return "urn:oid:" + name;
        }
        return Uris.codes(profile.facility(), Uri.segment(name));
    }

    private static String stripZeros(String number) {
        int i = 0;
        while (i < number.length() - 1 && number.charAt(i) == '0') {
            i++;
        }
        for (int j = i; j < number.length(); j++) {
            if (!Character.isDigit(number.charAt(j))) {
                return "0";
            }
        }
        return number.substring(i);
    }
}
