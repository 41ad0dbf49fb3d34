package org.yilian.hub.notification;

import java.time.Clock;
import java.util.List;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Destination;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.mappings.hl7v2.out.Header;
import org.yilian.mappings.hl7v2.out.LinkMessage;
import org.yilian.mappings.hl7v2.out.MergeMessage;
import org.yilian.mappings.hl7v2.out.OrderNumber;
import org.yilian.mappings.hl7v2.out.OrderResponseMessage;
import org.yilian.mappings.hl7v2.out.PatientNumber;
import org.yilian.mappings.hl7v2.out.ReferralOut;
import org.yilian.mappings.hl7v2.out.ResultMessage;

/** Makes the bytes of a message: what the mappings say, under the destination's header. */
@Component
class Composer {
    private final Region region;
    private final Clock clock;

    Composer(Region region, Clock clock) {
        this.region = region;
        this.clock = clock;
    }

    byte[] result(Addressee to, String controlId, String author, DiagnosticReport report, Content content) {
        Patient patient = content.get(Patient.class, report.getSubject()).orElseThrow();
        return ResultMessage.write(
                header(to.destination(), controlId),
                new ResultMessage.Report(
                        author,
                        name(author),
                        to.numbers(),
                        patient,
                        // Another placer's number could be one of the receiver's own.
                        to.placer(),
                        number(report.getIdentifier(), "FILL", author),
                        report,
                        content.sourcesOf(report)));
    }

    byte[] orderResponse(
            Addressee to, String controlId, String answers, String author, ServiceRequest order, Content content) {
        return OrderResponseMessage.write(
                header(to.destination(), controlId),
                answers,
                to.numbers(),
                content.get(Patient.class, order.getSubject()).orElseThrow(),
                to.placer(),
                number(order.getIdentifier(), "FILL", author),
                order);
    }

    byte[] merge(
            Destination to,
            String controlId,
            String event,
            List<PatientNumber> surviving,
            Patient patient,
            List<PatientNumber> prior) {
        return MergeMessage.write(header(to, controlId), event, surviving, patient, prior);
    }

    byte[] links(Destination to, String controlId, List<PatientNumber> numbers) {
        return LinkMessage.write(header(to, controlId), numbers);
    }

    byte[] referral(Destination to, String controlId, String event, ReferralOut.Referral content) {
        return ReferralOut.refer(header(to, controlId), event, content);
    }

    byte[] referralAnswer(
            Destination to, String controlId, String answers, TaskStatus status, ReferralOut.Referral content) {
        return ReferralOut.answer(header(to, controlId), answers, status, content);
    }

    String name(String facility) {
        return region.facility(facility).map(Facility::nameZh).orElse(facility);
    }

    private Header header(Destination to, String controlId) {
        return new Header(
                to.sendingApplication(),
                to.sendingFacility(),
                to.receivingApplication(),
                to.receivingFacility(),
                clock.instant()
                        .atZone(region.facility(to.facility())
                                .map(Facility::zone)
                                .orElse(region.zone())),
                controlId,
                to.version(),
                to.charset());
    }

    private static OrderNumber number(List<Identifier> identifiers, String type, String author) {
        return identifiers.stream()
                .filter(each -> each.getType().getCoding().stream().anyMatch(code -> type.equals(code.getCode())))
                .findFirst()
                .map(each -> new OrderNumber(each.getValue(), author))
                .orElse(null);
    }
}
