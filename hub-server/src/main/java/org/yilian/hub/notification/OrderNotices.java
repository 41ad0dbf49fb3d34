package org.yilian.hub.notification;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Destination;
import org.yilian.hub.intake.ReceivedMessages;
import org.yilian.hub.record.RecordReader;
import org.yilian.hub.record.RecordWritten;

/**
 * Answers an order with what its filler says of it. An order that came as a message is answered with that message's control
 * id; one that came otherwise has no message to answer. What a result says of its order is not said again.
 */
@Component
class OrderNotices implements Notices {
    private final Addressees addressees;
    private final RecordReader record;
    private final ReceivedMessages messages;
    private final Composer composer;
    private final Outbox outbox;

    OrderNotices(
            Addressees addressees, RecordReader record, ReceivedMessages messages, Composer composer, Outbox outbox) {
        this.addressees = addressees;
        this.record = record;
        this.messages = messages;
        this.composer = composer;
        this.outbox = outbox;
    }

    @Override
    public boolean notice(RecordWritten written, Content content, Predicate<Destination> to) {
        Set<String> reported = content.changed(DiagnosticReport.class).stream()
                .flatMap(each -> each.getBasedOn().stream())
                .map(each -> each.getReferenceElement().getIdPart())
                .collect(Collectors.toSet());
        boolean sent = false;
        for (ServiceRequest order : content.changed(ServiceRequest.class)) {
            if (!reported.contains(order.getIdElement().getIdPart())) {
                sent |= notice(written, order, content, to);
            }
        }
        return sent;
    }

    private boolean notice(
            RecordWritten written, ServiceRequest order, Content content, Predicate<Destination> wanted) {
        List<Addressee> all = addressees.of(
                Destination.Kind.ORDER_RESPONSES,
                written.facility(),
                order.getIdentifier(),
                order.getCode(),
                order.getSubject().getReferenceElement().getIdPart());
        boolean sent = false;
        for (Addressee to : all) {
            if (wanted.test(to.destination())) {
                sent |= record.origin("ServiceRequest", to.order())
                        .flatMap(messages::controlId)
                        .map(answers -> put(written, order, to, answers, content))
                        .orElse(false);
            }
        }
        return sent;
    }

    private boolean put(RecordWritten written, ServiceRequest order, Addressee to, String answers, Content content) {
        String version = to.destination().version();
        String type = version.startsWith("2.3") || version.startsWith("2.4") ? "ORR^O02" : "ORL^O22";
        String subject = "ServiceRequest/" + order.getIdElement().getIdPart();
        return outbox.put(
                Outbox.Notice.of(written, to.destination(), type, subject, to.patient()),
                to.certain(),
                id -> composer.orderResponse(to, id, answers, written.facility(), order, content));
    }
}
