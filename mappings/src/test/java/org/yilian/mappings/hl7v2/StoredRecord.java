package org.yilian.mappings.hl7v2;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.yilian.mappings.ResourceMerge;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.ResourceWrite.Mode;
import org.yilian.mappings.Translation;
import org.yilian.mappings.change.Inheritance;
import org.yilian.mappings.change.Sweep;

/** A record in memory: what a store makes of writes. The hub's own one is tested against the same stories. */
public final class StoredRecord {
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final Map<String, Instant> asOf = new LinkedHashMap<>();

    public Map<String, Resource> resources() {
        return resources;
    }

    public void take(Translation translation) {
        translation.writes().forEach(this::take);
    }

    private void take(ResourceWrite write) {
        Resource before = resources.get(write.key());
        if (before != null && write.mode() == Mode.STUB) {
            return;
        }
        boolean advance = write.mode() == Mode.ADVANCE;
        if (before != null && !advance && write.asOf().isBefore(asOf.get(write.key()))) {
            ResourceMerge.late(before, write).ifPresent(late -> resources.put(write.key(), late));
            return;
        }
        resources.put(write.key(), result(before, write).copy());
        if (before == null || !advance) {
            asOf.put(write.key(), write.asOf());
        }
        write.changes(Sweep.class).forEach(this::sweep);
    }

    private Resource result(Resource before, ResourceWrite write) {
        if (write.mode() == Mode.REPLACE) {
            return write.resource();
        }
        if (before != null) {
            return ResourceMerge.merge(before, write);
        }
        List<Inheritance> from = write.changes(Inheritance.class);
        return from.isEmpty() || !resources.containsKey(from.get(0).from())
                ? write.resource()
                : ResourceMerge.inherit(resources.get(from.get(0).from()), write);
    }

    private void sweep(Sweep sweep) {
        new TreeMap<>(resources).forEach((key, resource) -> {
            if (sweep.includes(resource.fhirType(), key) && refers(resource, sweep.target())) {
                sweep.effect().on(resource);
            }
        });
    }

    private static boolean refers(Resource resource, String target) {
        return FhirContext.forR4Cached()
                .newTerser()
                .getAllPopulatedChildElementsOfType(resource, Reference.class)
                .stream()
                .anyMatch(reference -> target.equals(reference.getReference()));
    }
}
