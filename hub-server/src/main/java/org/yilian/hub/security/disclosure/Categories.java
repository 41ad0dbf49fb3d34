package org.yilian.hub.security.disclosure;

import static java.util.Map.entry;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.yilian.hub.facility.DataCategory;

/** Which category FHIR resources are of. */
final class Categories {
    private static final Set<String> IMAGING =
            Set.of("imaging", "RAD", "CT", "MRI", "NMR", "US", "XRC", "RUS", "NMS", "IMG");
    private static final Map<String, DataCategory> TYPES = Map.ofEntries(
            entry("Patient", DataCategory.DEMOGRAPHICS),
            entry("Person", DataCategory.DEMOGRAPHICS),
            entry("RelatedPerson", DataCategory.DEMOGRAPHICS),
            entry("Encounter", DataCategory.VISITS),
            entry("EpisodeOfCare", DataCategory.VISITS),
            entry("Appointment", DataCategory.VISITS),
            entry("AppointmentResponse", DataCategory.VISITS),
            entry("Account", DataCategory.VISITS),
            entry("Coverage", DataCategory.DEMOGRAPHICS),
            entry("Specimen", DataCategory.LAB),
            entry("ImagingStudy", DataCategory.IMAGING),
            entry("Media", DataCategory.IMAGING),
            entry("MedicationRequest", DataCategory.MEDICATION),
            entry("MedicationStatement", DataCategory.MEDICATION),
            entry("MedicationDispense", DataCategory.MEDICATION),
            entry("MedicationAdministration", DataCategory.MEDICATION),
            entry("Immunization", DataCategory.MEDICATION),
            entry("Binary", DataCategory.DOCUMENTS),
            entry("Composition", DataCategory.DOCUMENTS),
            entry("DocumentReference", DataCategory.DOCUMENTS),
            entry("DocumentManifest", DataCategory.DOCUMENTS),
            entry("Consent", DataCategory.CONSENT));
    private static final Set<String> RESULTS = Set.of("Observation", "DiagnosticReport");

    private Categories() {}

    /** All that resources of this type may be of; everything for the hub's word for all types. */
    static Set<DataCategory> ofType(String type) {
        if (type == null || type.equals("*")) {
            return EnumSet.allOf(DataCategory.class);
        }
        if (RESULTS.contains(type)) {
            return EnumSet.of(DataCategory.LAB, DataCategory.IMAGING);
        }
        return Set.of(TYPES.getOrDefault(type, DataCategory.OTHER));
    }

    static DataCategory of(Resource resource) {
        if (resource instanceof Observation observation) {
            return result(observation.getCategory());
        }
        if (resource instanceof DiagnosticReport report) {
            return result(report.getCategory());
        }
        return ofType(resource.fhirType()).iterator().next();
    }

    private static DataCategory result(List<CodeableConcept> categories) {
        boolean imaging = categories.stream()
                .flatMap(each -> each.getCoding().stream())
                .anyMatch(coding -> IMAGING.contains(coding.getCode()));
        return imaging ? DataCategory.IMAGING : DataCategory.LAB;
    }
}
