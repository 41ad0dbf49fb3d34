package org.yilian.mappings.hl7v2.scheduling;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Schedule;
import org.hl7.fhir.r4.model.Slot;
import org.hl7.fhir.r4.model.Slot.SlotStatus;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.group.Group;

/**
 * The time that an appointment takes from a schedule (SCH-5), or that is blocked (S23) and opened again (S24): Slot and the
 * Schedule it belongs to. R4 allows no Slot without start, end and schedule, so that one that lacks them is not made.
 */
final class AppointmentSlot {
    private AppointmentSlot() {}

    /** Adds the Slot to the appointment when the message names a schedule; a blocked one has none. */
    static void of(
            MessageContext context,
            Segment sch,
            Group message,
            AppointmentResources resources,
            Appointment appointment,
            String key,
            Instant asOf) {
        String code = sch.has(25) ? String.valueOf(sch.get(25)) : "";
        boolean whole = appointment.hasStart() && appointment.hasEnd();
        if (!sch.has(5) || !whole || resources.actors().isEmpty() || code.equalsIgnoreCase("Blocked")) {
            return;
        }
        Slot slot = slot(context, sch, resources, appointment, key);
        slot.setStatus(appointment.hasStatus() ? status(appointment) : SlotStatus.BUSY);
        if (code.equalsIgnoreCase("Overbook")) {
            slot.setOverbooked(true);
        }
        context.write(ResourceWrite.merge(slot, Set.of(), asOf));
        appointment.addSlot(new Reference(slot.getId()));
    }

    /** S23 and S24. */
    static void time(
            MessageContext context,
            ScheduleEvent event,
            Segment sch,
            Group message,
            AppointmentResources resources,
            Instant asOf) {
        sch.skip(25); // blocked or not is what the event says
        Appointment about = new Appointment();
        resources.participants(about, null);
        resources.services(about);
        AppointmentTimes.fill(context, message, sch, resources, about);
        if (!about.hasStart() || !about.hasEnd() || resources.actors().isEmpty()) {
            context.remark(RemarkCode.NO_SLOT, "SCH");
            return;
        }
        Slot slot = slot(context, sch, resources, about, SchAppointment.key(context, sch));
        slot.setStatus(event == ScheduleEvent.S23 ? SlotStatus.BUSYUNAVAILABLE : SlotStatus.FREE);
        if (sch.has(6)) {
            CodeableConcept reason = Cwe.concept(context, sch.field(6), "event-reason");
            slot.setComment(
                    reason == null
                            ? null
                            : reason.hasText()
                                    ? reason.getText()
                                    : reason.getCodingFirstRep().getCode());
        }
        context.write(ResourceWrite.merge(slot, Set.of(), asOf));
    }

    private static SlotStatus status(Appointment appointment) {
        return switch (appointment.getStatus()) {
            case PENDING, PROPOSED -> SlotStatus.BUSYTENTATIVE;
            case CANCELLED, WAITLIST -> SlotStatus.FREE;
            case ENTEREDINERROR -> SlotStatus.ENTEREDINERROR;
            default -> SlotStatus.BUSY;
        };
    }

    private static Slot slot(
            MessageContext context, Segment sch, AppointmentResources resources, Appointment appointment, String key) {
        Slot slot = context.own(new Slot(), context.id("Slot", context.profile().system("appointment"), key));
        slot.addIdentifier().setSystem(context.profile().system("slot")).setValue(key);
        slot.setSchedule(schedule(context, sch, resources.actors()));
        appointment.getServiceType().forEach(service -> slot.addServiceType(service.copy()));
        slot.setStartElement(appointment.getStartElement().copy());
        slot.setEndElement(appointment.getEndElement().copy());
        return slot;
    }

    /** Known by SCH-5, else by whose time it is. */
    private static Reference schedule(MessageContext context, Segment sch, List<Reference> actors) {
        CodeableConcept named = sch.has(5) ? Cwe.concept(context, sch.field(5), "schedule") : null;
        StringBuilder who = new StringBuilder();
        for (Reference actor : actors) {
            who.append('|').append(actor.hasReference() ? actor.getReference() : actor.getDisplay());
        }
        String system = context.profile().system("schedule");
        String key = named == null
                ? who.toString()
                : named.hasCoding() ? named.getCodingFirstRep().getCode() : named.getText();
        Schedule schedule = context.own(new Schedule(), context.id("Schedule", system, key));
        if (named != null) {
            schedule.addIdentifier(new Identifier().setSystem(system).setValue(key));
            schedule.setComment(named.getText());
        }
        actors.forEach(actor -> schedule.addActor(actor.copy()));
        context.stub(schedule);
        return new Reference(schedule.getId());
    }
}
