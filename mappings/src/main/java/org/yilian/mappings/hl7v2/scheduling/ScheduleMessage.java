package org.yilian.mappings.hl7v2.scheduling;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.group.Grammar;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.result.AccompanyingObservations;
import org.yilian.mappings.hl7v2.segment.Dg1Condition;
import org.yilian.mappings.hl7v2.segment.Subject;

/** SIU (HL7 v2.8 section 10.4) to Appointment and, where a schedule is named, Schedule and Slot. */
final class ScheduleMessage {
    private static final Grammar GRAMMAR = Grammar.of("""
            MSH SFT SCH TQ1 NTE
            PATIENT(PID): PD1 ARV PV1 PV2 DG1
              OBSERVATION(OBX): NTE
            RESOURCES(RGS):
              SERVICE(AIS): NTE
              GENERAL(AIG): NTE
              PLACE(AIL): NTE
              PERSONNEL(AIP): NTE
            SERVICE(AIS): NTE
            GENERAL(AIG): NTE
            PLACE(AIL): NTE
            PERSONNEL(AIP): NTE
            """);

    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    /** What a booking says completely. */
    private static final Set<String> WHOLE = Set.of(
            "serviceType",
            "appointmentType",
            "reasonCode",
            "reasonReference",
            "supportingInformation",
            "cancelationReason",
            "start",
            "end",
            "minutesDuration",
            "comment",
            "extension",
            "basedOn",
            "participant",
            "slot");

    private final MessageContext context;
    private final ScheduleEvent event;

    ScheduleMessage(MessageContext context, ScheduleEvent event) {
        this.context = context;
        this.event = event;
    }

    void translate() {
        Group message = GRAMMAR.bind(context.segments());
        Segment sch = message.first("SCH");
        if (sch == null) {
            context.remark(RemarkCode.NO_APPOINTMENT_NUMBER, "SCH");
            return;
        }
        String key = SchAppointment.key(context, sch);
        if (key == null) {
            context.remark(RemarkCode.NO_APPOINTMENT_NUMBER, sch.location(2, 0, 0));
            return;
        }
        Instant asOf = context.asOf(null);
        AppointmentResources resources = new AppointmentResources(context, message);
        if (event.isAboutTime()) {
            AppointmentSlot.time(context, event, sch, message, resources, asOf);
            return;
        }
        Group patient = message.group("PATIENT");
        Subject subject = patient == null ? null : Subject.repeated(context, patient);
        if (patient != null && subject == null) {
            return;
        }
        appointment(message, sch, key, resources, subject, asOf);
    }

    private void appointment(
            Group message, Segment sch, String key, AppointmentResources resources, Subject subject, Instant asOf) {
        String id = context.id("Appointment", context.profile().system("appointment"), key);
        Appointment appointment = context.own(new Appointment(), id);
        SchAppointment.fill(context, sch, event, appointment);
        resources.services(appointment);
        AppointmentTimes.fill(context, message, sch, resources, appointment);
        if (subject != null) {
            SchAppointment.orders(context, sch, subject, appointment);
            clinical(message.group("PATIENT"), subject, key, asOf, appointment);
        }
        AppointmentComments.fill(context, message, appointment);
        AppointmentStatus status = appointment.getStatus();
        participants(sch, resources, subject, appointment, status);
        AppointmentSlot.of(context, sch, message, resources, appointment, key, asOf);
        write(appointment, resources, asOf);
    }

    private void clinical(Group patient, Subject subject, String key, Instant asOf, Appointment appointment) {
        for (Segment dg1 : patient.all("DG1")) {
            ResourceWrite condition = Dg1Condition.write(context, dg1, subject.patientId(), null, asOf);
            if (condition != null) {
                context.write(condition);
                appointment.addReasonReference(
                        new Reference(condition.resource().getId()));
            }
        }
        AccompanyingObservations.write(context, subject, patient.groups("OBSERVATION"), "appointment:" + key, asOf)
                .forEach(appointment::addSupportingInformation);
    }

    private void participants(
            Segment sch,
            AppointmentResources resources,
            Subject subject,
            Appointment appointment,
            AppointmentStatus status) {
        if (subject != null) {
            appointment
                    .addParticipant()
                    .setActor(MessageContext.reference("Patient", subject.patientId()))
                    .setStatus(AppointmentStates.assumed(status));
        }
        SchAppointment.contacts(context, sch, appointment, status);
        resources.participants(appointment, status);
    }

    /** An event that leaves the status or the resources alone still has to make a whole of what is not there yet. */
    private void write(Appointment appointment, AppointmentResources resources, Instant asOf) {
        Appointment stub = appointment.copy();
        complete(stub);
        boolean whole = event.isBooking();
        if (whole) {
            context.write(ResourceWrite.merge(stub, WHOLE, asOf));
            return;
        }
        boolean patientOnly = !resources.any();
        if (patientOnly || !stub.equalsDeep(appointment)) {
            context.stub(stub);
        }
        if (patientOnly) {
            appointment.getParticipant().clear(); // the patient alone would send all others away
        }
        context.write(ResourceWrite.merge(appointment, Set.of(), asOf));
    }

    /** R4 wants a status, somebody who takes part, and both times of what is booked. */
    private static void complete(Appointment stub) {
        if (!stub.hasStatus()) {
            stub.setStatus(AppointmentStatus.BOOKED);
        }
        if (!stub.hasParticipant()) {
            stub.addParticipant()
                    .setStatus(AppointmentStates.assumed(stub.getStatus()))
                    .getActor()
                    .addExtension(ABSENT, new CodeType("unknown"));
        }
        boolean open = List.of(AppointmentStatus.PROPOSED, AppointmentStatus.CANCELLED, AppointmentStatus.WAITLIST)
                .contains(stub.getStatus());
        if (!open || stub.hasStart() || stub.hasEnd()) {
            stub.setStartElement(stub.hasStart() ? stub.getStartElement() : unknown());
            stub.setEndElement(stub.hasEnd() ? stub.getEndElement() : unknown());
        }
    }

    private static InstantType unknown() {
        InstantType unknown = new InstantType();
        unknown.addExtension(ABSENT, new CodeType("unknown"));
        return unknown;
    }
}
