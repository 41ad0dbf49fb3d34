package org.yilian.hub.notification;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Destination;
import org.yilian.hub.facility.Region;
import org.yilian.hub.intake.ReceivedMessages;
import org.yilian.hub.platform.Urls;
import org.yilian.hub.record.RecordReader;
import org.yilian.hub.record.RecordWritten;
import org.yilian.mappings.LogicalIds;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.out.OrderNumber;
import org.yilian.mappings.hl7v2.out.PatientNumber;
import org.yilian.mappings.hl7v2.out.ReferralOut;

/**
 * Referrals to the hospital they are for (REF), and what that hospital says of them back to who referred (RRI). A referral is
 * for the facility that it names as performer, or to which its message was addressed (MSH-6).
 */
@Component
class ReferralNotices implements Notices {
    private static final String REFERRAL = "3457005";
    private static final String KIND = "referral";

    private final Region region;
    private final RecordReader record;
    private final ReceivedMessages messages;
    private final Addressees addressees;
    private final Composer composer;
    private final Outbox outbox;

    ReferralNotices(
            Region region,
            RecordReader record,
            ReceivedMessages messages,
            Addressees addressees,
            Composer composer,
            Outbox outbox) {
        this.region = region;
        this.record = record;
        this.messages = messages;
        this.addressees = addressees;
        this.composer = composer;
        this.outbox = outbox;
    }

    @Override
    public boolean notice(RecordWritten written, Content content, Predicate<Destination> wanted) {
        List<Destination> asked = region.destinations().stream()
                .filter(each -> each.receives().contains(Destination.Kind.REFERRALS))
                .filter(each -> !each.facility().equals(written.facility()))
                .filter(wanted)
                .toList();
        boolean sent = false;
        for (Destination to : asked) {
            for (ServiceRequest referral : content.changed(ServiceRequest.class)) {
                sent |= refer(written, to, referral, content);
            }
            for (Task task : content.changed(Task.class)) {
                sent |= answer(written, to, task, content);
            }
        }
        return sent;
    }

    private boolean refer(RecordWritten written, Destination to, ServiceRequest referral, Content content) {
        Optional<OrderNumber> number = number(referral, written.facility(), written.facility());
        boolean ours = number.isPresent() && isReferral(referral) && isFor(to.facility(), referral, written);
        if (!ours || isAnswer(number.get(), to)) {
            return false;
        }
        String subject = "ServiceRequest/" + referral.getIdElement().getIdPart();
        boolean revoked = referral.getStatus() == ServiceRequest.ServiceRequestStatus.REVOKED;
        String event = revoked ? "I14" : outbox.knows(to, subject) ? "I13" : "I12";
        List<PatientNumber> numbers = addressees.known(
                to.facility(), referral.getSubject().getReferenceElement().getIdPart());
        Stream.concat(Stream.of(referral.getRequester()), referral.getPerformer().stream())
                .forEach(each -> content.get(Practitioner.class, each));
        return outbox.put(
                Outbox.Notice.of(written, to, "REF^" + event, subject, null),
                !numbers.isEmpty(),
                id -> composer.referral(
                        to, id, event, referral(number.get(), referral, written.facility(), to, numbers, content)));
    }

    /** The answering hospital keeps the referral under the number of who referred; that one has it under the same. */
    private boolean answer(RecordWritten written, Destination to, Task task, Content content) {
        ServiceRequest ours = content.get(ServiceRequest.class, task.getFocus()).orElse(null);
        if (ours == null || !isReferral(ours)) {
            return false;
        }
        Optional<OrderNumber> number = number(ours, written.facility(), to.facility());
        Optional<ServiceRequest> theirs =
                number.flatMap(each -> record.read(ServiceRequest.class, referralId(to.facility(), each.value())));
        String patient = ours.getSubject().getReferenceElement().getIdPart();
        boolean certain = theirs.isPresent()
                && addressees.same(
                        patient, theirs.get().getSubject().getReferenceElement().getIdPart());
        Optional<String> answers = theirs.flatMap(each ->
                        record.origin("ServiceRequest", each.getIdElement().getIdPart()))
                .flatMap(messages::controlId);
        if (!certain || answers.isEmpty()) {
            return false;
        }
        List<PatientNumber> numbers = addressees.known(to.facility(), patient);
        String subject = "Task/" + task.getIdElement().getIdPart();
        return outbox.put(
                Outbox.Notice.of(written, to, "RRI^I12", subject, null),
                !numbers.isEmpty(),
                id -> composer.referralAnswer(
                        to,
                        id,
                        answers.get(),
                        task.getStatus(),
                        referral(number.get(), theirs.get(), written.facility(), to, numbers, content)));
    }

    private ReferralOut.Referral referral(
            OrderNumber number,
            ServiceRequest referral,
            String author,
            Destination to,
            List<PatientNumber> numbers,
            Content content) {
        Patient patient = content.get(Patient.class, referral.getSubject()).orElseThrow();
        return new ReferralOut.Referral(
                number,
                referral,
                composer.name(author),
                composer.name(to.facility()),
                numbers,
                patient,
                content.sources());
    }

    /** A referral that the other one has under the same number is what that one sent. */
    private boolean isAnswer(OrderNumber number, Destination to) {
        String theirs = referralId(to.facility(), number.value());
        return !record.existing("ServiceRequest", List.of(theirs)).isEmpty();
    }

    private static String referralId(String facility, String number) {
        return LogicalIds.of(facility, "ServiceRequest", Uris.id(facility, KIND), number);
    }

    private static boolean isReferral(ServiceRequest request) {
        return request.getCategory().stream()
                .flatMap(each -> each.getCoding().stream())
                .anyMatch(each -> REFERRAL.equals(each.getCode()));
    }

    /** The number as its owner's system has it; the facility that gave it is who refers. */
    private static Optional<OrderNumber> number(ServiceRequest referral, String owner, String referring) {
        return referral.getIdentifier().stream()
                .filter(each -> Uris.id(owner, KIND).equals(each.getSystem()) && each.hasValue())
                .map(each -> new OrderNumber(each.getValue(), referring))
                .findFirst();
    }

    private boolean isFor(String facility, ServiceRequest referral, RecordWritten written) {
        String organization = LogicalIds.organization(facility);
        boolean named = referral.getPerformer().stream().anyMatch(each -> names(each, organization, facility));
        return named
                || messages.receivingFacility(written.origin())
                        .filter(facility::equals)
                        .isPresent();
    }

    private static boolean names(Reference performer, String organization, String facility) {
        boolean byId = performer.hasReference()
                && organization.equals(performer.getReferenceElement().getIdPart());
        boolean byCode = performer.hasIdentifier()
                && Urls.FACILITY_TAG.equals(performer.getIdentifier().getSystem())
                && facility.equals(performer.getIdentifier().getValue());
        return byId || byCode;
    }
}
