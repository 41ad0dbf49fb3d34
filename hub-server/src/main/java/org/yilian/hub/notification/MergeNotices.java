package org.yilian.hub.notification;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Destination;
import org.yilian.hub.facility.Region;
import org.yilian.hub.record.RecordWritten;
import org.yilian.mappings.LogicalIds;
import org.yilian.mappings.hl7v2.out.PatientNumber;

/**
 * Tells a hospital's other systems which of its own numbers have become one: A40 when a record replaced another, A47 when a
 * record has a number that holds no longer. Each once: the same links come with every later update.
 */
@Component
class MergeNotices implements Notices {
    private final Region region;
    private final Addressees addressees;
    private final Composer composer;
    private final Outbox outbox;

    MergeNotices(Region region, Addressees addressees, Composer composer, Outbox outbox) {
        this.region = region;
        this.addressees = addressees;
        this.composer = composer;
        this.outbox = outbox;
    }

    @Override
    public boolean notice(RecordWritten written, Content content, Predicate<Destination> wanted) {
        boolean sent = false;
        for (Destination to : region.destinations()) {
            boolean own = to.facility().equals(written.facility());
            if (own && to.receives().contains(Destination.Kind.MERGES) && wanted.test(to)) {
                for (Patient patient : content.changed(Patient.class)) {
                    sent |= notice(written, to, patient, content);
                }
            }
        }
        return sent;
    }

    private boolean notice(RecordWritten written, Destination to, Patient patient, Content content) {
        Optional<Patient> survivor = replacedBy(patient).flatMap(id -> content.get(Patient.class, id));
        if (survivor.isPresent()) {
            String subject =
                    subject(patient) + ">" + survivor.get().getIdElement().getIdPart();
            return put(written, to, "A40", subject, survivor.get(), numbers(written, patient, false));
        }
        boolean sent = false;
        for (Identifier old : patient.getIdentifier()) {
            sent |= renumbered(written, to, patient, old);
        }
        return sent;
    }

    private static Optional<String> replacedBy(Patient patient) {
        return patient.getLink().stream()
                .filter(each -> each.getType() == Patient.LinkType.REPLACEDBY)
                .map(each -> each.getOther().getReferenceElement().getIdPart())
                .findFirst();
    }

    /** A number out of use that was never a record of its own. */
    private boolean renumbered(RecordWritten written, Destination to, Patient patient, Identifier old) {
        if (old.getUse() != Identifier.IdentifierUse.OLD || !old.hasSystem() || !old.hasValue()) {
            return false;
        }
        String number = LogicalIds.patient(written.facility(), old.getSystem(), old.getValue());
        boolean replaced = patient.getLink().stream()
                .anyMatch(each ->
                        number.equals(each.getOther().getReferenceElement().getIdPart()));
        Optional<PatientNumber> prior = addressees.own(written.facility(), old.getSystem(), old.getValue());
        return !replaced
                && prior.isPresent()
                && put(written, to, "A47", subject(patient) + "<" + number, patient, List.of(prior.get()));
    }

    private boolean put(
            RecordWritten written,
            Destination to,
            String event,
            String subject,
            Patient survivor,
            List<PatientNumber> prior) {
        List<PatientNumber> surviving = numbers(written, survivor, true);
        if (surviving.isEmpty() || prior.isEmpty() || outbox.knows(to, subject)) {
            return false;
        }
        Outbox.Notice notice = Outbox.Notice.of(
                written, to, "ADT^" + event, subject, survivor.getIdElement().getIdPart());
        return outbox.put(notice, true, id -> composer.merge(to, id, event, surviving, survivor, prior));
    }

    private List<PatientNumber> numbers(RecordWritten written, Patient patient, boolean inUse) {
        return patient.getIdentifier().stream()
                .filter(each -> each.hasSystem() && each.hasValue())
                .filter(each -> !inUse || each.getUse() != Identifier.IdentifierUse.OLD)
                .flatMap(each -> addressees.own(written.facility(), each.getSystem(), each.getValue()).stream())
                .toList();
    }

    private static String subject(Patient patient) {
        return "Patient/" + patient.getIdElement().getIdPart();
    }
}
