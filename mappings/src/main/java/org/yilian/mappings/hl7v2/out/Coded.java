package org.yilian.mappings.hl7v2.out;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.datatype.Tables;

/**
 * CodeableConcept as CWE (HL7 v2.8 section 2A.3.13). The hospital's own coding comes first, as it was sent; behind it the one
 * that most receivers understand (LOINC, else another standard, else the regional item); CWE-9 has the text.
 */
final class Coded {
    /** HL7 table 0396 asks for 99zzz where a system is not in it. */
    static final String REGIONAL = "99YILIAN";

    private static final Map<String, String> NAMES = names();

    private Coded() {}

    /** Null when the concept says nothing. */
    static Composite cwe(CodeableConcept concept) {
        if (concept == null || concept.isEmpty()) {
            return null;
        }
        List<Coding> codings =
                concept.getCoding().stream().filter(Coding::hasCode).toList();
        if (codings.isEmpty()) {
            return Composite.of(null, concept.getText());
        }
        Coding first = codings.get(0);
        Composite cwe = Composite.of(first.getCode(), display(first, concept), name(first.getSystem()));
        Coding second = second(codings);
        if (second != null) {
            cwe.with(4, second.getCode()).with(5, second.getDisplay()).with(6, name(second.getSystem()));
        }
        if (concept.hasText() && !concept.getText().equals(display(first, concept))) {
            cwe.with(9, concept.getText());
        }
        return cwe;
    }

    /** The first code; null when there is none. Unlike HAPI's getters it adds nothing to what it reads. */
    static String first(CodeableConcept concept) {
        return concept.hasCoding() ? concept.getCoding().get(0).getCode() : null;
    }

    private static String display(Coding coding, CodeableConcept concept) {
        return coding.hasDisplay() ? coding.getDisplay() : concept.getText();
    }

    private static Coding second(List<Coding> codings) {
        List<Coding> rest = codings.subList(1, codings.size());
        return rest.stream()
                .filter(coding -> Uris.LOINC.equals(coding.getSystem()))
                .findFirst()
                .or(() -> rest.stream()
                        .filter(coding -> NAMES.containsKey(String.valueOf(coding.getSystem())))
                        .findFirst())
                .or(() -> rest.stream().findFirst())
                .orElse(null);
    }

    /** CWE-3 for a system; a hospital's own system goes by the hospital's code. */
    static String name(String system) {
        if (system == null) {
            return null;
        }
        String known = NAMES.get(system);
        if (known != null) {
            return known;
        }
        if (system.startsWith("http://terminology.hl7.org/CodeSystem/v2-")) {
            return "HL7" + system.substring(system.length() - 4);
        }
        if (system.equals(Uris.REGIONAL_ITEM)) {
            return REGIONAL;
        }
        if (system.startsWith(Uris.BASE + "/CodeSystem/")) {
            String own = system.substring(Uris.BASE.length() + 12);
            int dash = own.indexOf('-');
            return "99" + (dash < 0 ? own : own.substring(0, dash)).toUpperCase(java.util.Locale.ROOT);
        }
        return system.startsWith("urn:oid:") ? system.substring(8) : "99ZZZ";
    }

    /** The names of HL7 table 0396 alone: of several names of one system the shortest. */
    private static Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        Tables.SYSTEMS.forEach((name, system) -> names.merge(
                system,
                name,
                (a, b) -> b.length() < a.length() || b.length() == a.length() && b.compareTo(a) < 0 ? b : a));
        return names;
    }
}
