package org.yilian.hub.security.disclosure;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.DataCategory;
import org.yilian.hub.platform.Urls;
import org.yilian.hub.security.CallerDirectory;
import org.yilian.hub.security.Piece;

/** Tells of a FHIR resource whose it is and about whom. */
@Component
public class Pieces {
    /** Tell nothing of a patient. Whatever is not among them is decided as a patient's record. */
    private static final Set<String> WITHOUT_PATIENT = Set.of(
            "ActivityDefinition",
            // Has a door of its own: AuditEvent must be named in a scope.
            "AuditEvent",
            "CapabilityStatement",
            "CodeSystem",
            "CompartmentDefinition",
            "ConceptMap",
            "Endpoint",
            "GraphDefinition",
            "HealthcareService",
            "ImplementationGuide",
            "Library",
            "Location",
            "Measure",
            "MeasureReport",
            "Medication",
            "MedicationKnowledge",
            "MessageDefinition",
            "NamingSystem",
            "OperationDefinition",
            "OperationOutcome",
            "Organization",
            "OrganizationAffiliation",
            "Parameters",
            "PlanDefinition",
            "Practitioner",
            "PractitionerRole",
            "Questionnaire",
            "Schedule",
            "SearchParameter",
            "Slot",
            "StructureDefinition",
            "StructureMap",
            "Subscription",
            "Substance",
            "TerminologyCapabilities",
            "ValueSet");

    private static final List<String> ABOUT = List.of("subject", "patient", "for", "beneficiary", "securityContext");

    private final FhirTerser terser;
    private final Labels labels;

    Pieces(FhirContext fhir, CallerDirectory directory) {
        terser = fhir.newTerser();
        labels = new Labels(directory.sharing());
    }

    public boolean isOfPatients(String type) {
        return !WITHOUT_PATIENT.contains(type);
    }

    public Set<DataCategory> categories(String type) {
        return Categories.ofType(type);
    }

    /** One for each patient it is about, all of which have to be seen; empty if it tells nothing of a patient. */
    public List<Piece> of(Resource resource) {
        String type = resource.fhirType();
        if (!isOfPatients(type)) {
            return List.of();
        }
        String key = type + "/" + resource.getIdElement().getIdPart();
        String owner = owner(resource);
        DataCategory category = Categories.of(resource);
        Set<String> shown = labels.of(resource);
        Set<String> patients = patients(resource);
        if (patients.isEmpty()) {
            return List.of(new Piece(key, owner, null, category, shown));
        }
        List<Piece> pieces = new ArrayList<>();
        patients.forEach(patient -> pieces.add(new Piece(key, owner, patient, category, shown)));
        return pieces;
    }

    static String owner(Resource resource) {
        return resource.getMeta().getTag().stream()
                .filter(tag -> Urls.FACILITY_TAG.equals(tag.getSystem()))
                .map(Coding::getCode)
                .findFirst()
                .orElse("");
    }

    /** Those it says it is about; where it says nothing of the kind, all it refers to. */
    private Set<String> patients(Resource resource) {
        Set<String> patients = new LinkedHashSet<>();
        if (resource.fhirType().equals("Patient")) {
            patients.add(resource.getIdElement().getIdPart());
            return patients;
        }
        for (String name : ABOUT) {
            Property property = resource.getNamedProperty(name);
            if (property != null) {
                for (Base value : property.getValues()) {
                    if (value instanceof Reference reference) {
                        add(reference, patients);
                    }
                }
            }
        }
        if (patients.isEmpty()) {
            terser.getAllResourceReferences(resource)
                    .forEach(info -> add((Reference) info.getResourceReference(), patients));
        }
        return patients;
    }

    private static void add(Reference reference, Set<String> patients) {
        if ("Patient".equals(reference.getReferenceElement().getResourceType())
                && reference.getReferenceElement().hasIdPart()) {
            patients.add(reference.getReferenceElement().getIdPart());
        }
    }
}
