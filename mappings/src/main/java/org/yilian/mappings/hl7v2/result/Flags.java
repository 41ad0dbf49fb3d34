package org.yilian.mappings.hl7v2.result;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.datatype.Tables;

/** OBX-8 to v3-ObservationInterpretation: the profile's table first, then HL7 table 0078, which has the same codes. */
final class Flags {
    private static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";

    private Flags() {}

    /** Null when the field holds nothing. */
    static CodeableConcept of(MessageContext context, Field field) {
        String flag = field.get(1);
        String text = field.get(2);
        if (flag == null && text == null) {
            return null;
        }
        field.text();
        CodeableConcept concept = new CodeableConcept();
        String code = flag == null ? null : code(context, flag);
        if (code == null && text != null) {
            code = context.profile().flags().get(text);
        }
        if (code != null) {
            concept.addCoding().setSystem(SYSTEM).setCode(code);
        } else {
            context.remark(RemarkCode.FLAG_NOT_MAPPED, field);
        }
        if (text != null || code == null || !code.equals(flag)) {
            concept.setText(text == null ? flag : text);
        }
        return concept;
    }

    private static String code(MessageContext context, String flag) {
        String own = context.profile().flags().get(flag);
        return own != null ? own : Tables.INTERPRETATIONS.contains(flag) ? flag : null;
    }
}
