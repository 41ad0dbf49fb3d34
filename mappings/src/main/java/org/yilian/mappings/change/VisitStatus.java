package org.yilian.mappings.change;

import java.util.List;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Encounter.StatusHistoryComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Resource;

/**
 * The status of the visit changes: what it was until then goes to the history, unless the message takes back what made it
 * so.
 *
 * @param time of the change, a FHIR dateTime; null when the message does not say
 * @param takesBack whether the stored status should never have been
 */
public record VisitStatus(String time, boolean takesBack) implements Amendment {
    @Override
    public void amend(Resource stored, Resource said, Resource merged) {
        Encounter before = (Encounter) stored;
        Encounter encounter = (Encounter) merged;
        EncounterStatus was = before.getStatus();
        if (was == null || was == EncounterStatus.UNKNOWN || was == encounter.getStatus()) {
            return;
        }
        List<StatusHistoryComponent> history = encounter.getStatusHistory();
        if (takesBack) {
            if (!history.isEmpty() && history.get(history.size() - 1).getStatus() == encounter.getStatus()) {
                history.remove(history.size() - 1);
            }
            return;
        }
        Period period = Histories.next(
                history.stream().map(StatusHistoryComponent::getPeriod).toList(), before.getPeriod(), time);
        if (!period.isEmpty()) {
            encounter.addStatusHistory().setStatus(was).setPeriod(period);
        }
    }

    /** A visit that was first heard of by an update or a result learns what kind it is and when it began. */
    @Override
    public void amendLate(Resource said, Resource merged) {
        Encounter first = (Encounter) said;
        Encounter encounter = (Encounter) merged;
        if (encounter.getStatus() == EncounterStatus.UNKNOWN) {
            encounter.setStatus(first.getStatus());
        }
        boolean unknown = "http://terminology.hl7.org/CodeSystem/v3-NullFlavor"
                .equals(encounter.getClass_().getSystem());
        if (unknown && first.hasClass_()) {
            encounter.setClass_(first.getClass_().copy());
        }
        if (!encounter.getPeriod().hasStart() && first.getPeriod().hasStart()) {
            encounter
                    .getPeriod()
                    .setStartElement(first.getPeriod().getStartElement().copy());
        }
    }
}
