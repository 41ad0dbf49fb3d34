package org.yilian.mappings.hl7v2.segment;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Xcn;
import org.yilian.mappings.hl7v2.datatype.Xon;

/** PD1 (HL7 v2.8 section 3.4.10), after the guide's maps PD1[Patient] and PD1[Observation-LivingWill]. */
public final class Pd1Patient {
    private static final String CORE = "http://hl7.org/fhir/StructureDefinition/";
    /** LOINC: Advance directive. */
    private static final String DIRECTIVE = "75320-2";

    private Pd1Patient() {}

    /** Adds what the segment says to the Patient. */
    public static void fill(MessageContext context, Segment pd1, Patient patient) {
        for (Field field : pd1.repetitions(3)) {
            add(patient, Xon.organization(context, field));
        }
        Xcn.practitioners(context, pd1, 4).forEach(person -> add(patient, person));
        CodeableConcept handicap = pd1.has(6) ? Cwe.concept(context, pd1.field(6), "handicap") : null;
        if (handicap != null) {
            patient.addExtension(CORE + "patient-disability", handicap);
        }
        for (Field field : pd1.repetitions(14)) {
            String congregation = field.get(1);
            if (congregation != null) {
                patient.addExtension(CORE + "patient-congregation", new StringType(congregation));
            }
        }
    }

    private static void add(Patient patient, Reference who) {
        if (who != null) {
            patient.addGeneralPractitioner(who);
        }
    }

    /** PD1-7 as an Observation of the patient; null when the field is empty. */
    public static Observation livingWill(MessageContext context, Segment pd1, String patientId) {
        CodeableConcept will = pd1.has(7) ? Cwe.concept(context, pd1.field(7), "living-will") : null;
        if (will == null) {
            return null;
        }
        String system = Uris.id(context.profile().facility(), "result");
        String key = patientId + "|" + DIRECTIVE;
        Observation observation = context.own(new Observation(), context.id("Observation", system, key));
        observation.setStatus(ObservationStatus.FINAL);
        observation.getCode().addCoding().setSystem(Uris.LOINC).setCode(DIRECTIVE);
        observation.setSubject(MessageContext.reference("Patient", patientId));
        observation.setValue(will);
        return observation;
    }
}
