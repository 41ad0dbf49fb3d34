package org.yilian.mappings.change;

import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;

/**
 * The sender's list is complete and no longer has it (HL7 v2.8 section 2.10.4.1, snapshot mode). Never deleted: inactive
 * where the resource knows that word, cancelled or entered in error where it does not.
 */
record Retire() implements Sweep.Effect {
    private static final String THO = "http://terminology.hl7.org/CodeSystem/";

    @Override
    public boolean on(Resource resource) {
        Resource before = resource.copy();
        if (resource instanceof AllergyIntolerance allergy) {
            if (allergy.hasClinicalStatus()) {
                allergy.setClinicalStatus(inactive("allergyintolerance-clinical"));
            }
        } else if (resource instanceof Condition condition) {
            if (condition.hasClinicalStatus()) {
                condition.setClinicalStatus(inactive("condition-clinical"));
            }
        } else if (resource instanceof RelatedPerson person) {
            person.setActive(false);
        } else if (resource instanceof Coverage coverage) {
            coverage.setStatus(Coverage.CoverageStatus.CANCELLED);
        } else if (resource instanceof Procedure procedure) {
            procedure.setStatus(Procedure.ProcedureStatus.ENTEREDINERROR);
        }
        return !before.equalsDeep(resource);
    }

    @Override
    public boolean renews() {
        return true;
    }

    private static CodeableConcept inactive(String system) {
        CodeableConcept concept = new CodeableConcept();
        concept.addCoding().setSystem(THO + system).setCode("inactive");
        return concept;
    }
}
