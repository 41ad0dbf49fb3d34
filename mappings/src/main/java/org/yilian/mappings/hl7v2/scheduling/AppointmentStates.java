package org.yilian.mappings.hl7v2.scheduling;

import java.util.Locale;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;

/** HL7 table 0278 (filler status), after the guide's map FillerStatusCodes[Appointment] and where it is silent. */
final class AppointmentStates {
    private AppointmentStates() {}

    /** Null when the code is not in the table or says nothing about the appointment, as Blocked. */
    static AppointmentStatus of(String code) {
        return switch (code.toUpperCase(Locale.ROOT)) {
            case "PENDING" -> AppointmentStatus.PENDING;
            case "WAITLIST" -> AppointmentStatus.WAITLIST;
            case "BOOKED", "OVERBOOK" -> AppointmentStatus.BOOKED;
            case "STARTED" -> AppointmentStatus.CHECKEDIN;
            case "COMPLETE" -> AppointmentStatus.FULFILLED;
            case "CANCELLED", "DISCONTINUED", "DC" -> AppointmentStatus.CANCELLED;
            case "DELETED" -> AppointmentStatus.ENTEREDINERROR;
            case "NOSHOW" -> AppointmentStatus.NOSHOW;
            default -> null;
        };
    }

    /** What a resource says about its part; null when the code says nothing about it. */
    static ParticipationStatus ofParticipant(String code) {
        return switch (code.toUpperCase(Locale.ROOT)) {
            case "PENDING", "WAITLIST" -> ParticipationStatus.NEEDSACTION;
            case "BOOKED", "OVERBOOK", "STARTED", "COMPLETE" -> ParticipationStatus.ACCEPTED;
            case "CANCELLED", "DISCONTINUED", "DELETED" -> ParticipationStatus.DECLINED;
            default -> null;
        };
    }

    /** Whoever says nothing has agreed to what is booked, and not yet to what is not. */
    static ParticipationStatus assumed(AppointmentStatus status) {
        return status == AppointmentStatus.PENDING
                        || status == AppointmentStatus.WAITLIST
                        || status == AppointmentStatus.PROPOSED
                ? ParticipationStatus.NEEDSACTION
                : ParticipationStatus.ACCEPTED;
    }
}
