package org.yilian.mappings.hl7v2.segment;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.StringType;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Actions;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.datatype.Xcn;
import org.yilian.mappings.hl7v2.datatype.Xpn;

/**
 * IAM (HL7 v2.8 section 3.4.7) to AllergyIntolerance, after the guide's map, with its action code: D means it was never
 * so. Known by IAM-7 if there, else by patient and allergen as AL1 is.
 */
public final class IamAllergyIntolerance {
    private IamAllergyIntolerance() {}

    /**
     * A REPLACE; null when the segment names no allergen.
     *
     * @param notes NTE behind it
     */
    public static ResourceWrite write(
            MessageContext context, Segment iam, List<Segment> notes, String patientId, Instant asOf) {
        iam.skip(1);
        AllergyIntolerance allergy = Allergies.of(context, iam, patientId);
        if (allergy == null) {
            return null;
        }
        Identifier number = Ei.identifier(context, iam.field(7), "allergy", null);
        if (number != null) {
            allergy.addIdentifier(number);
            allergy.setId(
                    "AllergyIntolerance/" + context.id("AllergyIntolerance", number.getSystem(), number.getValue()));
        }
        onset(context, iam, allergy);
        allergy.setRecordedDateElement(Dtm.dateTime(context, iam.field(13)));
        reporter(context, iam, allergy, patientId);
        status(context, iam, allergy);
        clinicianCode(context, iam, allergy);
        if (Actions.deletes(context, iam, 6)) {
            Allergies.enteredInError(allergy);
        }
        iam.skip(6); // the action's name says what its code says
        String reason = iam.get(8);
        if (reason != null) {
            allergy.addNote().setText(reason);
        }
        NteAnnotation.all(context, notes).forEach(allergy::addNote);
        return ResourceWrite.replace(allergy, asOf);
    }

    private static void onset(MessageContext context, Segment iam, AllergyIntolerance allergy) {
        DateTimeType onset = Dtm.dateTime(context, iam.field(11));
        String text = iam.get(12);
        if (onset != null) {
            allergy.setOnset(onset);
        } else if (text != null) {
            allergy.setOnset(new StringType(text));
        }
    }

    /** IAM-14 and IAM-15: the patient, somebody related, or somebody by name; else who recorded it first (IAM-23). */
    private static void reporter(MessageContext context, Segment iam, AllergyIntolerance allergy, String patientId) {
        HumanName name = iam.has(14) ? Xpn.name(context, iam.field(14)) : null;
        CodeableConcept relationship = iam.has(15) ? Cwe.concept(context, iam.field(15), "relationship") : null;
        boolean self = relationship != null
                && "SEL".equals(relationship.getCodingFirstRep().getCode());
        if (self) {
            allergy.setRecorder(MessageContext.reference("Patient", patientId));
        } else if (name != null && relationship != null) {
            RelatedPerson person = new RelatedPerson();
            person.addName(name);
            allergy.setRecorder(Gt1Guarantor.known(context, person, relationship, patientId));
        } else if (name != null) {
            allergy.setRecorder(new Reference().setType("Practitioner").setDisplay(name.getText()));
        }
        List<Reference> first = Xcn.practitioners(context, iam, 23);
        if (!allergy.hasRecorder() && !first.isEmpty()) {
            allergy.setRecorder(first.get(0));
        }
    }

    /** IAM-17; codes of table 0438 (active, inactive, resolved) under their first letters or in full. */
    private static void status(MessageContext context, Segment iam, AllergyIntolerance allergy) {
        CodeableConcept sent = iam.has(17) ? Cwe.concept(context, iam.field(17), "allergy-status") : null;
        if (sent == null) {
            return;
        }
        String code = sent.hasCoding() ? sent.getCodingFirstRep().getCode() : "";
        switch (code.toUpperCase(java.util.Locale.ROOT)) {
            case "I", "INACTIVE" -> Allergies.clinical(allergy, "inactive");
            case "R", "RESOLVED" -> Allergies.clinical(allergy, "resolved");
            case "E", "ERRONEOUS" -> Allergies.enteredInError(allergy);
            default -> {}
        }
        if (allergy.hasClinicalStatus()) {
            // FHIR allows no other coding beside its own: the word sent is kept as text.
            allergy.getClinicalStatus().setText(sent.hasText() ? sent.getText() : code);
        }
    }

    /** IAM-27: the clinician's own code for the agent, beside the one that was reported. */
    private static void clinicianCode(MessageContext context, Segment iam, AllergyIntolerance allergy) {
        CodeableConcept code = iam.has(27) ? Cwe.concept(context, iam.field(27), "allergen") : null;
        if (code != null) {
            code.getCoding().forEach(allergy.getCode()::addCoding);
        }
    }
}
