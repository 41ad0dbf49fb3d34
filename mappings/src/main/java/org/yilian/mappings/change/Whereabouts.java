package org.yilian.mappings.change;

import java.util.List;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationComponent;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationStatus;
import org.hl7.fhir.r4.model.Resource;

/**
 * Where the patient is, was and will be: a message knows one or two places of a visit, the record knows them all.
 *
 * @param time of the event, a FHIR dateTime; null when the message does not say
 */
public record Whereabouts(Event event, String time) implements Amendment {
    /** Marks a place that is not the patient's own one, such as an operating room (PV1-11). */
    public static final String CLASSIFICATION =
            "http://hl7.org/fhir/StructureDefinition/subject-locationClassification";

    /** What has happened. */
    public enum Event {
        /** Nothing: the message repeats where the patient is, or puts right what was said. */
        STATED,
        /** The first place of the visit. */
        ADMITTED,
        /** From one place to another. */
        MOVED,
        /** On the way to a temporary place (tracking); the patient's own place stays. */
        DEPARTED,
        /** At a place (tracking), which ends the stay at a temporary one. */
        ARRIVED,
        /** The last move is taken back. */
        MOVE_CANCELLED,
        /** The last step of tracking is taken back. */
        TRACKING_CANCELLED,
        /** The patient left the last place. */
        LEFT,
        /** That is taken back. */
        LEAVING_CANCELLED,
        /** A place that was reserved is no longer. */
        PENDING_CANCELLED
    }

    @Override
    public void amend(Resource stored, Resource said, Resource merged) {
        Encounter before = (Encounter) stored;
        List<EncounterLocationComponent> heard = ((Encounter) said).getLocation();
        LocationHistory history = new LocationHistory(before.getLocation());
        pending(history, heard);
        Places own = Places.of(heard, false);
        Places temporary = Places.of(heard, true);
        DateTimeType when = time == null ? null : new DateTimeType(time);
        switch (event) {
            case ADMITTED, MOVED -> {
                history.move(own, false);
                history.move(temporary, true);
            }
            case DEPARTED -> {
                history.state(own, false);
                history.move(temporary, true);
            }
            case ARRIVED -> {
                history.move(own, false);
                if (temporary.now() == null) {
                    history.close(true, when);
                } else {
                    history.move(temporary, true);
                }
            }
            case MOVE_CANCELLED -> history.takeBack(own, when, false);
            case TRACKING_CANCELLED -> history.takeBack(history.isAway() ? temporary : own, when, history.isAway());
            case LEFT -> {
                history.state(own, false);
                history.close(false, when);
                history.close(true, when);
            }
            case LEAVING_CANCELLED -> {
                history.reopen(false);
                history.state(own, false);
            }
            case STATED, PENDING_CANCELLED -> {
                history.state(own, false);
                history.state(temporary, true);
            }
        }
        ((Encounter) merged).setLocation(history.entries());
    }

    /** Places not taken yet: those of the message replace those known; a move makes them pointless. */
    private void pending(LocationHistory history, List<EncounterLocationComponent> heard) {
        if (event == Event.PENDING_CANCELLED) {
            history.forget(EncounterLocationStatus.RESERVED);
            return;
        }
        if (event == Event.ADMITTED || event == Event.MOVED || event == Event.ARRIVED || event == Event.LEFT) {
            history.forget(EncounterLocationStatus.PLANNED);
            history.forget(EncounterLocationStatus.RESERVED);
        }
        for (EncounterLocationComponent place : heard) {
            if (place.getStatus() == EncounterLocationStatus.PLANNED
                    || place.getStatus() == EncounterLocationStatus.RESERVED) {
                history.forget(place.getStatus());
            }
        }
        heard.stream()
                .filter(place -> place.getStatus() == EncounterLocationStatus.PLANNED
                        || place.getStatus() == EncounterLocationStatus.RESERVED)
                .forEach(history::add);
    }

    @Override
    public void amendLate(Resource said, Resource merged) {
        if (event != Event.ADMITTED && event != Event.MOVED && event != Event.ARRIVED) {
            return;
        }
        Encounter encounter = (Encounter) merged;
        LocationHistory history = new LocationHistory(encounter.getLocation());
        history.insert(Places.of(((Encounter) said).getLocation(), false));
        encounter.setLocation(history.entries());
    }
}
