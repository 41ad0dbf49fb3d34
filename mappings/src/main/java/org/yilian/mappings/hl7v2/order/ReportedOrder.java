package org.yilian.mappings.hl7v2.order;

import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Xcn;
import org.yilian.mappings.hl7v2.segment.Subject;

/**
 * The order as a result sees it. It is created when it is not there; one that is there keeps what the order said and
 * only goes on: to completed when its results are final, and to the numbers that the order did not have yet.
 */
public final class ReportedOrder {
    private ReportedOrder() {}

    /**
     * A reference to the order, which is thereby among the writes; null when it has no number.
     *
     * @param orc null when the group has none
     * @param report the state of the report that answers the order
     */
    public static Reference of(
            MessageContext context,
            Subject subject,
            OrderNumbers numbers,
            Segment orc,
            Segment obr,
            CodeableConcept code,
            DiagnosticReportStatus report) {
        List<Reference> requesters = requesters(context, orc, obr);
        String id = numbers.orderId(context);
        if (id == null) {
            return null;
        }
        ServiceRequestStatus status = status(orc, report);
        if (context.said("ServiceRequest", id) instanceof ServiceRequest before) {
            if (before.getStatus() == ServiceRequestStatus.COMPLETED) {
                before.setStatus(status); // one order, several OBR: done when all are
            }
        } else {
            ServiceRequest order = context.own(new ServiceRequest(), id);
            numbers.identifiers().forEach(identifier -> order.addIdentifier(identifier.copy()));
            order.setStatus(status);
            fill(context, subject, orc, obr, order);
            order.setCode(code == null ? null : code.copy());
            if (!requesters.isEmpty()) {
                if (orc != null) {
                    Xcn.address(context, requesters.get(0), orc.repetitions(24));
                }
                order.setRequester(requesters.get(0).copy());
            }
            context.advance(order);
        }
        return MessageContext.reference("ServiceRequest", id);
    }

    private static List<Reference> requesters(MessageContext context, Segment orc, Segment obr) {
        List<Reference> requesters = Xcn.practitioners(context, obr, 16);
        if (orc != null && Objects.equals(orc.field(12).raw(), obr.field(16).raw())) {
            orc.skip(12); // the same people once more
        } else if (orc != null && requesters.isEmpty()) {
            return Xcn.practitioners(context, orc, 12);
        }
        return requesters;
    }

    /** ORC-5 where it says something we know: one order can have more results than this one. */
    private static ServiceRequestStatus status(Segment orc, DiagnosticReportStatus report) {
        String code = orc == null ? null : orc.get(5);
        ServiceRequestStatus said = code == null ? null : OrderStatus.of(code);
        if (said != null) {
            return said;
        }
        return switch (report) {
            case FINAL, CORRECTED -> ServiceRequestStatus.COMPLETED;
            case CANCELLED -> ServiceRequestStatus.REVOKED;
            default -> ServiceRequestStatus.ACTIVE;
        };
    }

    private static void fill(MessageContext context, Subject subject, Segment orc, Segment obr, ServiceRequest order) {
        order.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
        order.setSubject(MessageContext.reference("Patient", subject.patientId()));
        if (subject.encounterId() != null) {
            order.setEncounter(MessageContext.reference("Encounter", subject.encounterId()));
        }
        order.setAuthoredOnElement(orc == null ? null : Dtm.dateTime(context, orc.field(9)));
        for (Field field : obr.repetitions(31)) {
            CodeableConcept reason = Cwe.concept(context, field, "reason");
            if (reason != null) {
                order.addReasonCode(reason);
            }
        }
    }
}
