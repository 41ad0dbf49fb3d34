package org.yilian.mappings.hl7v2.out;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** The resources that a message may take from, found by their references. What is missing is left out of the message. */
public final class Sources {
    private final Map<String, Resource> byKey = new HashMap<>();

    public Sources(Collection<? extends Resource> resources) {
        resources.forEach(
                each -> byKey.put(each.fhirType() + "/" + each.getIdElement().getIdPart(), each));
    }

    /** Null when there is none of this type. */
    <T extends Resource> T get(Reference reference, Class<T> type) {
        if (reference == null || !reference.hasReference()) {
            return null;
        }
        var id = reference.getReferenceElement();
        Resource found = byKey.get(id.getResourceType() + "/" + id.getIdPart());
        return type.isInstance(found) ? type.cast(found) : null;
    }

    <T extends Resource> List<T> all(List<Reference> references, Class<T> type) {
        return references.stream()
                .map(each -> get(each, type))
                .filter(java.util.Objects::nonNull)
                .toList();
    }
}
