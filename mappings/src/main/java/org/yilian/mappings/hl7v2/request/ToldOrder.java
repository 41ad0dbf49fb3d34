package org.yilian.mappings.hl7v2.request;

import java.util.Set;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;

/**
 * An order in the words of who fills it: its number there and how far it is. What the order says is the placer's, so that
 * an order already there only goes on, and one that is not yet is created with what little is known.
 */
final class ToldOrder {
    static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private ToldOrder() {}

    static void write(Order order) {
        write(order, null);
    }

    /**
     * As part of an answer.
     *
     * @param err why the message was refused; null when it was not
     */
    static void write(Order order, Segment err) {
        MessageContext context = order.context();
        Segment obr = order.obr();
        ServiceRequest told = context.own(new ServiceRequest(), order.id());
        order.numbers().identifiers().forEach(told::addIdentifier);
        IpcServiceRequest.numbers(context, order.group().all("IPC"), told);
        told.setStatus(status(order));
        told.setIntent(ServiceRequestIntent.ORDER);
        told.setSubject(subject(order));
        if (order.subject() != null && order.subject().encounterId() != null) {
            told.setEncounter(
                    MessageContext.reference("Encounter", order.subject().encounterId()));
        }
        if (obr != null) {
            obr.skip(1);
            told.setCode(ObrServiceRequest.code(context, obr));
        }
        context.advance(told);
        release(order, told.getStatus());
        OrderTask.told(order, err);
    }

    /** ORC-5, else what the verb means, else OBR-25 where only the results say it. */
    private static ServiceRequestStatus status(Order order) {
        ServiceRequestStatus said = OrcServiceRequest.status(order.context(), order.orc());
        if (said == null) {
            said = order.control().status();
        }
        if (said == null && order.obr() != null && order.obr().has(25)) {
            said = switch (String.valueOf(order.obr().get(25))) {
                case "F", "C" -> ServiceRequestStatus.COMPLETED;
                case "X" -> ServiceRequestStatus.REVOKED;
                default -> null;
            };
        }
        return said == null ? ServiceRequestStatus.UNKNOWN : said;
    }

    /** That a hold is over is the one step back there is, so that it counts by its time. */
    private static void release(Order order, ServiceRequestStatus status) {
        boolean released = order.control() == OrderControl.OR
                || order.control() == OrderControl.OE
                || order.control() == OrderControl.UH;
        if (released && status == ServiceRequestStatus.ACTIVE) {
            ServiceRequest active = order.context().own(new ServiceRequest(), order.id());
            active.setStatus(ServiceRequestStatus.ACTIVE);
            order.context().write(ResourceWrite.merge(active, Set.of(), order.asOf()));
        }
    }

    /** An answer need not name the patient, whom the order knows. */
    private static Reference subject(Order order) {
        if (order.subject() != null) {
            return MessageContext.reference("Patient", order.subject().patientId());
        }
        Reference unknown = new Reference();
        unknown.addExtension(ABSENT, new CodeType("unknown"));
        return unknown;
    }
}
