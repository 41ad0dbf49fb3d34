package org.yilian.mappings.change;

import java.util.SortedSet;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Resource;

/**
 * A Patient and another one are two again: the link goes, and with it the other one's numbers. A Patient that nothing
 * replaces any more is what it was before.
 *
 * @param other {@code Patient/id}
 * @param numbers {@code system|value} of the other one's numbers
 */
public record Unlink(String other, SortedSet<String> numbers) implements Amendment {
    public Unlink {
        numbers = new TreeSet<>(numbers);
    }

    @Override
    public void amend(Resource stored, Resource said, Resource merged) {
        Patient patient = (Patient) merged;
        patient.getLink().removeIf(link -> other.equals(link.getOther().getReference()));
        patient.getIdentifier().removeIf(this::isOthers);
        boolean replaced = patient.getLink().stream().anyMatch(link -> link.getType() == LinkType.REPLACEDBY);
        if (!replaced && patient.hasActive() && !patient.getActive()) {
            patient.setActiveElement(null);
        }
    }

    private boolean isOthers(Identifier identifier) {
        return identifier.getUse() == Identifier.IdentifierUse.OLD
                && numbers.contains(identifier.getSystem() + "|" + identifier.getValue());
    }
}
