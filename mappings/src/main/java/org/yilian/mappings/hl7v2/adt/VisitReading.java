package org.yilian.mappings.hl7v2.adt;

import java.util.TreeSet;
import org.hl7.fhir.r4.model.Encounter;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.change.Sweep;
import org.yilian.mappings.change.VisitClass;
import org.yilian.mappings.change.VisitStatus;
import org.yilian.mappings.change.Whereabouts.Event;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.segment.Participations;
import org.yilian.mappings.hl7v2.segment.Pv1Encounter;
import org.yilian.mappings.hl7v2.segment.Pv2Encounter;
import org.yilian.mappings.hl7v2.segment.Visit;

/** The visit of one message on its way: PV1, PV2 and the people behind them, and what the event makes of it. */
final class VisitReading {
    private final MessageContext context;
    private final VisitEvent event;
    private final EventTimes times;
    private final Pv1Encounter reading;

    private VisitReading(MessageContext context, VisitEvent event, EventTimes times, Pv1Encounter reading) {
        this.context = context;
        this.event = event;
        this.times = times;
        this.reading = reading;
    }

    /** Null when the message names no visit. */
    static VisitReading of(
            MessageContext context, VisitEvent event, Group patient, EventTimes times, Segment pid, String patientId) {
        Group group = patient.group("VISIT");
        Segment pv1 = group == null ? null : group.first("PV1");
        if (pv1 == null || "N".equals(pv1.get(2)) && !pv1.has(19)) {
            if (pv1 != null) {
                pv1.skip(1);
            }
            return null;
        }
        Visit visit = Visit.of(context, pid, pv1);
        if (visit == null) {
            if (!event.isPersonal()) {
                context.remark(RemarkCode.NO_VISIT_NUMBER, place(context));
            }
            return null;
        }
        Dtm moment = moves(event) ? times.moment() : times.occurred();
        VisitReading read = new VisitReading(
                context, event, times, Pv1Encounter.read(context, pv1, visit, patientId, event.whereabouts(), moment));
        read.fill(group, pv1);
        return read;
    }

    /** Events that happen where the patient is when they are recorded. */
    private static boolean moves(VisitEvent event) {
        Event whereabouts = event.whereabouts();
        return whereabouts == Event.MOVED || whereabouts == Event.ARRIVED || whereabouts == Event.DEPARTED;
    }

    private void fill(Group group, Segment pv1) {
        if (event.status() == null || !pv1.has(2)) {
            // What R4 requires and this message does not say must come from somewhere when the visit is new.
            context.stub(reading.stub());
        }
        group.all("PV2").forEach(pv2 -> Pv2Encounter.fill(context, pv2, encounter()));
        Participations.visit(context, group.all("ROL"), reading);
        Participations.visit(context, group.all("PRT"), reading);
        if (event.status() != null) {
            encounter().setStatus(event.status());
        }
        period();
        planned();
    }

    /** What the event itself says about when: EVN-6, where PV1-44 and PV1-45 are silent. */
    private void period() {
        Dtm occurred = times.occurred();
        if (event == VisitEvent.A13) {
            reading.clear("period.end");
            encounter().getPeriod().setEndElement(null);
            if (!encounter().getHospitalization().hasDischargeDisposition()) {
                reading.clear("hospitalization.dischargeDisposition");
            }
        } else if (occurred == null) {
            return;
        } else if (event == VisitEvent.A03 && !encounter().getPeriod().hasEnd()) {
            encounter().getPeriod().setEndElement(occurred.toDateTime());
        } else if (event.whereabouts() == Event.ADMITTED
                && !encounter().getPeriod().hasStart()) {
            encounter().getPeriod().setStartElement(occurred.toDateTime());
        }
    }

    /** EVN-3 of a pending admission or discharge, where PV2-8 and PV2-9 are silent; the cancellation takes it back. */
    private void planned() {
        boolean admission = event == VisitEvent.A05 || event == VisitEvent.A14;
        String url = admission ? Pv2Encounter.PLANNED_START : Pv2Encounter.PLANNED_END;
        if (event == VisitEvent.A25 && !encounter().hasExtension(url)) {
            reading.clear("extension[" + url + "]");
        }
        boolean pending = admission || event == VisitEvent.A16;
        if (pending && times.planned() != null && !encounter().hasExtension(url)) {
            encounter().addExtension(url, times.planned().toDateTime());
        }
    }

    Encounter encounter() {
        return reading.encounter();
    }

    String id() {
        return encounter().getIdElement().getIdPart();
    }

    /** Deletes an element because of what the message means. */
    void clear(String element) {
        reading.clear(element);
    }

    void write(Attachments attachments) {
        var complete = context.profile().snapshot().lists();
        boolean diagnoses = event.lists() && complete.contains("DG1");
        if (diagnoses) {
            reading.clear("diagnosis");
        }
        ResourceWrite write = reading.write(times.asOf());
        String when = time();
        if (event.status() != null) {
            write = write.with(new VisitStatus(when, event.takesBack()));
        }
        if (event.changesClass()) {
            write = write.with(new VisitClass(when));
        }
        String target = encounter().getId();
        if (diagnoses) {
            write = write.with(Sweep.retire(target, "Condition", new TreeSet<>(context.keys("Condition"))));
        }
        if (event.lists() && complete.contains("PR1")) {
            write = write.with(Sweep.retire(target, "Procedure", attachments.procedureKeys(this)));
        }
        context.write(write);
    }

    /** Of what changes the visit: the discharge if it is one, else when the event occurred or was recorded. */
    private String time() {
        if (event == VisitEvent.A03 && encounter().getPeriod().hasEnd()) {
            return encounter().getPeriod().getEndElement().getValueAsString();
        }
        return times.moment() == null ? null : times.moment().fhir();
    }

    private static String place(MessageContext context) {
        return switch (context.profile().visitNumber()) {
            case PV1_19 -> "PV1-19";
            case PV1_50 -> "PV1-50";
            case PID_18 -> "PID-18";
        };
    }
}
