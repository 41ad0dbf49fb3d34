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
            return "urn:oid:2.16.840.1.113883.12." + stripZeros(name.substring(3));
        }
        if (Uri.isOid(name)) {
            return "urn:oid:" + name;
        }
        return Uris.codes(profile.facility(), Uri.segment(name));
    }

    /** HL7 tables under their OID: FHIR's own name of a table allows no code that the table does not have. */
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
