package org.yilian.mappings.hl7v2.result;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.FacilityProfile.CodeMapping;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.datatype.Cwe;

/**
 * OBX-3 or OBR-4: the hospital's own coding as sent, and behind it the regional item and LOINC that the profile knows
 * for it.
 *
 * @param mapping null when the profile does not know the code
 */
public record ItemCode(CodeableConcept concept, CodeMapping mapping) {

    /** Null when the field holds nothing. */
    public static ItemCode of(MessageContext context, Field field) {
        CodeableConcept concept = Cwe.concept(context, field, "lab");
        if (concept == null) {
            return null;
        }
        CodeMapping mapping = null;
        for (Coding coding : concept.getCoding()) {
            mapping = mapping == null ? context.profile().codes().get(coding.getCode()) : mapping;
        }
        if (mapping != null) {
            add(concept, Uris.REGIONAL_ITEM, mapping.item(), mapping.itemName());
            add(concept, Uris.LOINC, mapping.loinc(), null);
        }
        if (!hasSystem(concept, Uris.REGIONAL_ITEM)) {
            context.remark(RemarkCode.CODE_NOT_MAPPED, field);
        }
        return new ItemCode(concept, mapping);
    }

    /** What distinguishes it from its neighbours: the code sent first, else the text. */
    public String key() {
        return concept.hasCoding() ? concept.getCodingFirstRep().getCode() : concept.getText();
    }

    boolean has(String system, String code) {
        for (Coding coding : concept.getCoding()) {
            if (code.equals(coding.getCode()) && system.equals(coding.getSystem())) {
                return true;
            }
        }
        return false;
    }

    private static void add(CodeableConcept concept, String system, String code, String display) {
        if (code == null || hasSystem(concept, system)) {
            return;
        }
        concept.addCoding().setSystem(system).setCode(code).setDisplay(display);
    }

    private static boolean hasSystem(CodeableConcept concept, String system) {
        for (Coding coding : concept.getCoding()) {
            if (system.equals(coding.getSystem())) {
                return true;
            }
        }
        return false;
    }
}
