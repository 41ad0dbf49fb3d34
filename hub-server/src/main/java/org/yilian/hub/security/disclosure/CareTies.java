package org.yilian.hub.security.disclosure;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;

/** Visits, orders, referrals and appointments: what makes a hospital one that treats a patient, and until when. */
final class CareTies {
    private static final Set<String> VOID = Set.of("cancelled", "entered-in-error", "revoked", "noshow");

    private final Members members;
    private final Duration lasts;

    CareTies(Set<String> facilities, int days) {
        members = new Members(facilities);
        lasts = Duration.ofDays(days);
    }

    record Tie(String facility, String patient, Instant until) {}

    static boolean mayTie(Resource resource) {
        return resource instanceof Encounter || resource instanceof ServiceRequest || resource instanceof Appointment;
    }

    List<Tie> of(Resource resource, String facility, Instant now) {
        if (resource instanceof Encounter visit) {
            boolean over = visit.hasStatus() && VOID.contains(visit.getStatus().toCode());
            Date at = visit.getPeriod().hasEnd()
                    ? visit.getPeriod().getEnd()
                    : visit.getPeriod().getStart();
            boolean going = !visit.getPeriod().hasEnd() && visit.getStatus() == Encounter.EncounterStatus.INPROGRESS;
            return ties(over, visit.getSubject(), List.of(facility), going ? now : at(at, now));
        }
        if (resource instanceof ServiceRequest order) {
            boolean over = order.hasStatus() && VOID.contains(order.getStatus().toCode());
            List<String> facilities = new ArrayList<>(List.of(facility));
            order.getPerformer().forEach(performer -> members.named(performer).ifPresent(facilities::add));
            return ties(over, order.getSubject(), facilities, at(order.getAuthoredOn(), now));
        }
        if (resource instanceof Appointment appointment) {
            boolean over = appointment.hasStatus()
                    && VOID.contains(appointment.getStatus().toCode());
            return appointment.getParticipant().stream()
                    .map(Appointment.AppointmentParticipantComponent::getActor)
                    .flatMap(actor -> ties(over, actor, List.of(facility), at(appointment.getStart(), now)).stream())
                    .toList();
        }
        return List.of();
    }

    private List<Tie> ties(boolean over, Reference subject, List<String> facilities, Instant at) {
        boolean patient = "Patient".equals(subject.getReferenceElement().getResourceType());
        if (over || !patient || !subject.getReferenceElement().hasIdPart()) {
            return List.of();
        }
        String id = subject.getReferenceElement().getIdPart();
        return facilities.stream()
                .distinct()
                .map(each -> new Tie(each, id, at.plus(lasts)))
                .toList();
    }

    private static Instant at(Date date, Instant now) {
        return date == null ? now : date.toInstant();
    }
}
