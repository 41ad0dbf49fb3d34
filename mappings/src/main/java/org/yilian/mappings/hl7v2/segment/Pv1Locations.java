package org.yilian.mappings.hl7v2.segment;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationComponent;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.change.Whereabouts;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cx;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Pl;

/**
 * PV1-3, 6, 11, 42 and 43 to Encounter.location, after the guide's map: the places this message knows of, with the times
 * that the event gives them. What becomes of those stored is the business of {@link Whereabouts}.
 */
final class Pv1Locations {
    /** As the guide writes it. */
    private static final String SUBJECT_LOCATION = "http://hl7.org/fhir/ValueSet/subject-location";

    private final MessageContext context;
    private final Segment pv1;
    private final Whereabouts.Event event;
    private final Dtm time;
    private final Encounter encounter;

    Pv1Locations(MessageContext context, Segment pv1, Whereabouts.Event event, Dtm time, Encounter encounter) {
        this.context = context;
        this.pv1 = pv1;
        this.event = event;
        this.time = time;
        this.encounter = encounter;
    }

    /** Left places first, so that the list of a visit not known before is in order. */
    void fill() {
        boolean planned = "P".equals(pv1.get(2));
        boolean moves = event == Whereabouts.Event.MOVED
                || event == Whereabouts.Event.ARRIVED
                || event == Whereabouts.Event.DEPARTED;
        if (event == Whereabouts.Event.MOVE_CANCELLED) {
            pv1.skip(6); // the place that the patient never went to
        } else {
            place(6, EncounterLocationStatus.COMPLETED, false, null, moves ? time : null);
        }
        place(43, EncounterLocationStatus.COMPLETED, true, null, moves ? time : null);
        Dtm since = event == Whereabouts.Event.ADMITTED ? admitted() : moves ? time : null;
        place(
                3,
                planned ? EncounterLocationStatus.PLANNED : EncounterLocationStatus.ACTIVE,
                false,
                event == Whereabouts.Event.DEPARTED ? null : since,
                null);
        place(11, EncounterLocationStatus.ACTIVE, true, since, null);
        place(42, EncounterLocationStatus.RESERVED, false, null, null);
        boolean over = event == Whereabouts.Event.LEFT;
        if (over) {
            encounter.getLocation().stream()
                    .filter(place -> place.getStatus() == EncounterLocationStatus.ACTIVE)
                    .forEach(place -> left(place, left()));
        }
    }

    /** PV1-44, else when the event occurred. */
    private Dtm admitted() {
        Dtm said = Dtm.of(context, pv1.field(44));
        return said == null ? time : said;
    }

    private Dtm left() {
        Dtm said = Dtm.of(context, pv1.field(45));
        return said == null ? time : said;
    }

    private static void left(EncounterLocationComponent place, Dtm when) {
        place.setStatus(EncounterLocationStatus.COMPLETED);
        if (when != null) {
            place.getPeriod().setEndElement(when.toDateTime());
        }
    }

    private void place(int n, EncounterLocationStatus status, boolean temporary, Dtm from, Dtm to) {
        Reference where = pv1.has(n) && !pv1.isNull(n) ? Pl.location(context, pv1.field(n)) : null;
        if (where == null) {
            return;
        }
        EncounterLocationComponent place =
                encounter.addLocation().setLocation(where).setStatus(status);
        if (from != null || to != null) {
            place.setPeriod(Cx.period(from, to));
        }
        if (temporary) {
            CodeableConcept kind = new CodeableConcept();
            kind.addCoding().setSystem(SUBJECT_LOCATION).setCode("temporary");
            place.addExtension(Whereabouts.CLASSIFICATION, kind);
        }
    }
}
