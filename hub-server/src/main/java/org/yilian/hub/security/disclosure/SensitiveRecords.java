package org.yilian.hub.security.disclosure;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.yilian.hub.record.RecordWritten.Written;

/** Sensitivity classes of what was written together: a report tells its results, and a visit what was done at it. */
final class SensitiveRecords {
    private final Labels labels;

    SensitiveRecords(Labels labels) {
        this.labels = labels;
    }

    /** By {@code Type/id}; what is of no class is not in it. */
    Map<String, Set<String>> of(List<Written> written) {
        Map<String, Set<String>> found = new HashMap<>();
        for (Written each : written) {
            Set<String> own = labels.of(each.resource());
            if (!own.isEmpty()) {
                found.computeIfAbsent(key(each.resource()), key -> new HashSet<>())
                        .addAll(own);
            }
        }
        if (found.isEmpty()) {
            return found;
        }
        for (Written each : written) {
            references(each.resource(), "encounter").forEach(visit -> pass(visit, key(each.resource()), found));
            references(each.resource(), "result").forEach(result -> pass(result, key(each.resource()), found));
        }
        for (Written each : written) {
            if (each.resource() instanceof DiagnosticReport) {
                references(each.resource(), "result").forEach(result -> pass(key(each.resource()), result, found));
            }
        }
        return found;
    }

    private static void pass(String from, String to, Map<String, Set<String>> found) {
        Set<String> given = found.getOrDefault(from, Set.of());
        if (!given.isEmpty()) {
            found.computeIfAbsent(to, key -> new HashSet<>()).addAll(List.copyOf(given));
        }
    }

    /** A study is known by its UID, too: images are asked for by that. */
    static Collection<String> keys(Resource resource) {
        Set<String> keys = new HashSet<>(Set.of(key(resource)));
        if (resource instanceof ImagingStudy study) {
            study.getIdentifier().stream()
                    .map(Identifier::getValue)
                    .filter(value -> value != null && value.startsWith("urn:oid:"))
                    .forEach(keys::add);
        }
        return keys;
    }

    /** The patient it is about, null if none. */
    static String patient(Resource resource) {
        if (resource instanceof Patient) {
            return resource.getIdElement().getIdPart();
        }
        for (String name : List.of("subject", "patient", "for", "securityContext")) {
            for (String reference : references(resource, name)) {
                if (reference.startsWith("Patient/")) {
                    return reference.substring("Patient/".length());
                }
            }
        }
        return null;
    }

    private static List<String> references(Resource resource, String name) {
        Property property = resource.getNamedProperty(name);
        return property == null
                ? List.of()
                : property.getValues().stream()
                        .filter(Reference.class::isInstance)
                        .map(value -> ((Reference) value).getReferenceElement())
                        .filter(id -> id.hasResourceType() && id.hasIdPart())
                        .map(id -> id.getResourceType() + "/" + id.getIdPart())
                        .toList();
    }

    private static String key(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}
