package org.yilian.mappings.hl7v2.segment;

import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceCategory;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceCriticality;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.Extension;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;

/** What AL1 and IAM say in the same words: allergen, its type, severity. */
final class Allergies {
    private static final String THO = "http://terminology.hl7.org/CodeSystem/";
    private static final String ALTERNATE = "http://hl7.org/fhir/StructureDefinition/alternate-codes";

    private Allergies() {}

    /**
     * Known by patient and allergen.
     *
     * @return null when the segment names no allergen
     */
    static AllergyIntolerance of(MessageContext context, Segment segment, String patientId) {
        CodeableConcept allergen = Cwe.concept(context, segment.field(3), "allergen");
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
        clinical(allergy, "active");
        if (segment.has(2)) {
            category(context, segment.field(2), allergy);
        }
        if (segment.has(4)) {
            criticality(context, segment.field(4), allergy);
        }
        for (Field field : segment.repetitions(5)) {
            // AL1-5 is a text (ST), IAM-5 became a code.
            CodeableConcept reaction = segment.is("AL1")
                    ? new CodeableConcept().setText(field.text())
                    : Cwe.concept(context, field, "reaction");
            if (reaction != null && !reaction.isEmpty()) {
                allergy.addReaction().addManifestation(reaction);
            }
        }
        return allergy;
    }

    static void clinical(AllergyIntolerance allergy, String code) {
        CodeableConcept status = new CodeableConcept();
        status.addCoding().setSystem(THO + "allergyintolerance-clinical").setCode(code);
        allergy.setClinicalStatus(status);
    }

    /** It never was: R4 forbids a clinical status then. */
    static void enteredInError(AllergyIntolerance allergy) {
        allergy.setClinicalStatus(null);
        allergy.getVerificationStatus()
                .addCoding()
                .setSystem(THO + "allergyintolerance-verification")
                .setCode("entered-in-error");
    }

    /** HL7 table 0127. The word sent is kept beside. */
    private static void category(MessageContext context, Field field, AllergyIntolerance allergy) {
        CodeableConcept sent = Cwe.concept(context, field, "allergen-type");
        String code =
                sent != null && sent.hasCoding() ? sent.getCodingFirstRep().getCode() : null;
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
            keep(allergy.getCategory().get(0), sent);
            allergy.setType(AllergyIntoleranceType.ALLERGY);
        } else if ("MA".equals(code)) {
            allergy.setType(AllergyIntoleranceType.ALLERGY);
        } else if ("MC".equals(code)) {
            // Contraindication: neither allergy nor intolerance says which.
            allergy.setType(null);
        }
    }

    /** HL7 table 0128 read as criticality; "moderate" has none, it is the severity of the reaction. */
    private static void criticality(MessageContext context, Field field, AllergyIntolerance allergy) {
        CodeableConcept sent = Cwe.concept(context, field, "allergy-severity");
        String code =
                sent != null && sent.hasCoding() ? sent.getCodingFirstRep().getCode() : null;
        if (code == null) {
            return;
        }
        switch (code) {
            case "SV" -> allergy.setCriticality(AllergyIntoleranceCriticality.HIGH);
            case "MI" -> allergy.setCriticality(AllergyIntoleranceCriticality.LOW);
            case "MO", "U" -> allergy.setCriticality(AllergyIntoleranceCriticality.UNABLETOASSESS);
            default -> context.remark(RemarkCode.TABLE_CODE_UNKNOWN, field);
        }
        if (allergy.hasCriticality()) {
            keep(allergy.getCriticalityElement(), sent);
        }
    }

    private static void keep(Enumeration<?> element, CodeableConcept sent) {
        element.addExtension(new Extension(ALTERNATE, sent));
    }
}
