package org.yilian.mappings.hl7v2.segment;

import java.time.Instant;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceCategory;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceCriticality;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;

/**
 * AL1 (HL7 v2.8 section 3.4.6) to AllergyIntolerance, after the guide's map. Known by patient and allergen, as AL1 has no
 * number of its own.
 */
public final class Al1AllergyIntolerance {
    private Al1AllergyIntolerance() {}

    /** A REPLACE; null when the segment names no allergen. */
    public static ResourceWrite write(MessageContext context, Segment al1, String patientId, Instant asOf) {
        al1.skip(1);
        CodeableConcept allergen = Cwe.concept(context, al1.field(3), "allergen");
        if (allergen == null) {
            return null;
        }
        String key = allergen.hasCoding()
                ? allergen.getCodingFirstRep().getSystem() + "|"
                        + allergen.getCodingFirstRep().getCode()
                : allergen.getText();
        AllergyIntolerance allergy = context.own(
                new AllergyIntolerance(), context.id("AllergyIntolerance", "patient", patientId + "|" + key));
        allergy.setPatient(MessageContext.reference("Patient", patientId));
        allergy.setCode(allergen);
        allergy.getClinicalStatus()
                .addCoding()
                .setSystem("http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical")
                .setCode("active");
        if (al1.has(2)) {
            category(context, al1.field(2), allergy);
        }
        if (al1.has(4)) {
            criticality(context, al1.field(4), allergy);
        }
        for (Field field : al1.repetitions(5)) {
            String text = field.text();
            if (text != null) {
                allergy.addReaction().addManifestation().setText(text);
            }
        }
        DateTimeType onset = Dtm.dateTime(context, al1.field(6));
        if (onset != null) {
            allergy.setOnset(onset);
        }
        return ResourceWrite.replace(allergy, asOf);
    }

    /** HL7 table 0127. */
    private static void category(MessageContext context, Field field, AllergyIntolerance allergy) {
        String code = field.get(1);
        AllergyIntoleranceCategory category = code == null
                ? null
                : switch (code) {
                    case "DA" -> AllergyIntoleranceCategory.MEDICATION;
                    case "FA" -> AllergyIntoleranceCategory.FOOD;
                    case "EA", "LA", "PA" -> AllergyIntoleranceCategory.ENVIRONMENT;
                    case "AA" -> AllergyIntoleranceCategory.BIOLOGIC;
                    case "MA", "MC" -> null;
                    default -> {
                        context.remark(RemarkCode.TABLE_CODE_UNKNOWN, field);
                        yield null;
                    }
                };
        if (category != null) {
            allergy.addCategory(category);
            allergy.setType(AllergyIntoleranceType.ALLERGY);
        } else if ("MA".equals(code)) {
            allergy.setType(AllergyIntoleranceType.ALLERGY);
        }
    }

    /** HL7 table 0128; "moderate" has no criticality, it is the severity of the reaction. */
    private static void criticality(MessageContext context, Field field, AllergyIntolerance allergy) {
        String code = field.get(1);
        if (code == null) {
            return;
        }
        switch (code) {
            case "SV" -> allergy.setCriticality(AllergyIntoleranceCriticality.HIGH);
            case "MI" -> allergy.setCriticality(AllergyIntoleranceCriticality.LOW);
            case "MO", "U" -> allergy.setCriticality(AllergyIntoleranceCriticality.UNABLETOASSESS);
            default -> context.remark(RemarkCode.TABLE_CODE_UNKNOWN, field);
        }
    }
}
