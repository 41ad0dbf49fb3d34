package org.yilian.mappings.change;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.util.Objects;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * References to one resource become references to another. What the resource says is as old as before: a result that was
 * on its way meanwhile still counts.
 */
record Repoint(String from, String to) implements Sweep.Effect {
    Repoint {
        Objects.requireNonNull(from);
        Objects.requireNonNull(to);
    }

    @Override
    public boolean on(Resource resource) {
        FhirTerser terser = FhirContext.forR4Cached().newTerser();
        boolean changed = false;
        for (Reference reference : terser.getAllPopulatedChildElementsOfType(resource, Reference.class)) {
            if (from.equals(reference.getReference())) {
                reference.setReference(to);
                changed = true;
            }
        }
        return changed;
    }

    @Override
    public boolean renews() {
        return false;
    }
}
