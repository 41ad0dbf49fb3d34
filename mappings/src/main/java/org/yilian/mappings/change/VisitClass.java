package org.yilian.mappings.change;

import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.ClassHistoryComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Resource;

/**
 * The class of the visit changes: what it was until then goes to the history.
 *
 * @param time of the change, a FHIR dateTime; null when the message does not say
 */
public record VisitClass(String time) implements Amendment {
    @Override
    public void amend(Resource stored, Resource said, Resource merged) {
        Encounter before = (Encounter) stored;
        Coding now = ((Encounter) said).getClass_();
        boolean unknown = !before.hasClass_() || before.getClass_().getSystem().endsWith("v3-NullFlavor");
        if (unknown || now.isEmpty() || now.getCode().equals(before.getClass_().getCode())) {
            return;
        }
        Encounter encounter = (Encounter) merged;
        Period period = Histories.next(
                encounter.getClassHistory().stream()
                        .map(ClassHistoryComponent::getPeriod)
                        .toList(),
                before.getPeriod(),
                time);
        if (!period.isEmpty()) {
            encounter.addClassHistory().setClass_(before.getClass_().copy()).setPeriod(period);
        }
    }
}
