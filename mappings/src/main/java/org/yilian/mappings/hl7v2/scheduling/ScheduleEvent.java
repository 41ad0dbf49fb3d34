package org.yilian.mappings.hl7v2.scheduling;

import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.yilian.mappings.hl7v2.MessageContext;

/**
 * SIU^S12 to S26 (HL7 v2.8 section 10.4): what happened to an appointment. SCH-25 wins over what the event means; an event
 * that only changes something leaves the status as it is.
 */
public enum ScheduleEvent {
    S12(AppointmentStatus.BOOKED),
    S13(AppointmentStatus.BOOKED),
    S14(null),
    S15(AppointmentStatus.CANCELLED),
    S16(AppointmentStatus.CANCELLED),
    S17(AppointmentStatus.ENTEREDINERROR),
    S18(null),
    S19(null),
    S20(null),
    S21(null),
    S22(null),
    S23(null),
    S24(null),
    S26(AppointmentStatus.NOSHOW);

    private final AppointmentStatus status;

    ScheduleEvent(AppointmentStatus status) {
        this.status = status;
    }

    public void translate(MessageContext context) {
        new ScheduleMessage(context, this).translate();
    }

    /** Null leaves the status as it is. */
    AppointmentStatus status() {
        return status;
    }

    /** Whether the message describes the appointment completely. */
    boolean isBooking() {
        return this == S12;
    }

    /** Whether it is about time that nobody can book, or can again, and about no appointment. */
    boolean isAboutTime() {
        return this == S23 || this == S24;
    }
}
