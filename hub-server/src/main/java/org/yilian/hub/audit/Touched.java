package org.yilian.hub.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** What an answer or a write touched: logical ids of resources, and of the patients they are about. */
final class Touched {
    private static final List<String> POINT_TO_PATIENT = List.of("subject", "patient", "beneficiary", "for");

    private final Set<String> resources = new LinkedHashSet<>();
    private final Set<String> patients = new LinkedHashSet<>();

    List<String> resources() {
        return List.copyOf(resources);
    }

    List<String> patients() {
        return List.copyOf(patients);
    }

    void add(IBaseResource resource) {
        if (resource instanceof Bundle bundle) {
            bundle.getEntry().forEach(this::add);
        } else if (resource instanceof Resource r4 && r4.getIdElement().hasIdPart()) {
            String reference = r4.fhirType() + "/" + r4.getIdElement().getIdPart();
            if (r4.fhirType().equals("Patient")) {
                patients.add(reference);
            } else {
                resources.add(reference);
                patientsOf(r4);
            }
        }
    }

    private void add(Bundle.BundleEntryComponent entry) {
        if (entry.hasResource()) {
            add(entry.getResource());
        } else if (entry.hasResponse() && entry.getResponse().hasLocation()) {
            add(new IdType(entry.getResponse().getLocation()));
        }
    }

    /** A resource of which only the id is known. */
    void add(IdType id) {
        if (id.hasResourceType() && id.hasIdPart()) {
            String reference = id.getResourceType() + "/" + id.getIdPart();
            (id.getResourceType().equals("Patient") ? patients : resources).add(reference);
        }
    }

    private void patientsOf(Resource resource) {
        for (String name : POINT_TO_PATIENT) {
            for (Reference reference : references(resource, name)) {
                IdType id = new IdType(reference.getReference());
                if ("Patient".equals(id.getResourceType()) && id.hasIdPart()) {
                    patients.add("Patient/" + id.getIdPart());
                }
            }
        }
    }

    private static List<Reference> references(Resource resource, String name) {
        List<Reference> references = new ArrayList<>();
        Property property = resource.getNamedProperty(name);
        if (property != null) {
            for (Base value : property.getValues()) {
                if (value instanceof Reference reference && reference.hasReference()) {
                    references.add(reference);
                }
            }
        }
        return references;
    }
}
