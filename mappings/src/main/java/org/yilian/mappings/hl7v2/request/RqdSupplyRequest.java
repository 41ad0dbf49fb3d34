package org.yilian.mappings.hl7v2.request;

import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.SupplyRequest;
import org.hl7.fhir.r4.model.SupplyRequest.SupplyRequestStatus;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cq;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;

/** RQD and RQ1 (HL7 v2.8 sections 4.10.1 and 4.10.2) to SupplyRequest; the guide has no map of them. */
final class RqdSupplyRequest {
    private RqdSupplyRequest() {}

    static void write(Order order) {
        MessageContext context = order.context();
        Segment rqd = order.group().first("RQD");
        SupplyRequest supply = context.own(
                new SupplyRequest(),
                context.id("SupplyRequest", context.profile().system("order"), order.id()));
        order.numbers().identifiers().forEach(supply::addIdentifier);
        supply.setStatus(status(order));
        item(context, rqd, supply);
        quantity(context, rqd, supply);
        if (order.orc() != null) {
            supply.setAuthoredOnElement(Dtm.dateTime(context, order.orc().field(9)));
        }
        supply.setRequester(requester(order));
        Dtm needed = Dtm.of(context, rqd.field(10));
        if (needed != null) {
            supply.setOccurrence(needed.toDateTime());
        }
        deliver(order, rqd, supply);
        vendor(context, order.group().first("RQ1"), supply);
        context.write(ResourceWrite.merge(supply, Set.of(), order.asOf()));
    }

    private static SupplyRequestStatus status(Order order) {
        ServiceRequestStatus said = OrcServiceRequest.status(order.context(), order.orc());
        said = said == null ? order.control().status() : said;
        if (said == null) {
            return SupplyRequestStatus.UNKNOWN;
        }
        return switch (said) {
            case ACTIVE -> SupplyRequestStatus.ACTIVE;
            case ONHOLD -> SupplyRequestStatus.SUSPENDED;
            case REVOKED -> SupplyRequestStatus.CANCELLED;
            case COMPLETED -> SupplyRequestStatus.COMPLETED;
            case ENTEREDINERROR -> SupplyRequestStatus.ENTEREDINERROR;
            default -> SupplyRequestStatus.UNKNOWN;
        };
    }

    /** RQD-2, RQD-3 and RQD-4 are three codes of one item. */
    private static void item(MessageContext context, Segment rqd, SupplyRequest supply) {
        rqd.skip(1);
        CodeableConcept item = new CodeableConcept();
        for (int n = 2; n <= 4; n++) {
            CodeableConcept said = rqd.has(n) ? Cwe.concept(context, rqd.field(n), "item") : null;
            if (said != null) {
                said.getCoding().forEach(item::addCoding);
                item.setText(item.hasText() ? item.getText() : said.getText());
            }
        }
        if (item.isEmpty()) {
            context.remark(RemarkCode.NO_CODE, rqd.location(2, 0, 0));
            item.addCoding()
                    .setSystem("http://terminology.hl7.org/CodeSystem/v3-NullFlavor")
                    .setCode("UNK");
        }
        supply.setItem(item);
    }

    /** R4 wants a quantity; one that was not said is said to be unknown. */
    private static void quantity(MessageContext context, Segment rqd, SupplyRequest supply) {
        Quantity quantity = Cq.quantity(context, rqd.field(5), rqd.field(6));
        if (quantity == null) {
            quantity = new Quantity();
            quantity.addExtension(ToldOrder.ABSENT, new org.hl7.fhir.r4.model.CodeType("unknown"));
        }
        supply.setQuantity(quantity);
    }

    private static Reference requester(Order order) {
        Reference requester = OrderingProvider.of(order.context(), order.orc(), null);
        return requester;
    }

    /** A SupplyRequest has no subject: what a patient needs is delivered to the patient, at the place named. */
    private static void deliver(Order order, Segment rqd, SupplyRequest supply) {
        CodeableConcept place = rqd.has(9) ? Cwe.concept(order.context(), rqd.field(9), "location") : null;
        String name = place == null
                ? null
                : place.hasText() ? place.getText() : place.getCodingFirstRep().getCode();
        if (order.subject() != null) {
            supply.setDeliverTo(
                    MessageContext.reference("Patient", order.subject().patientId())
                            .setDisplay(name));
        } else if (name != null) {
            supply.setDeliverTo(new Reference().setType("Location").setDisplay(name));
        }
    }

    private static void vendor(MessageContext context, Segment rq1, SupplyRequest supply) {
        CodeableConcept vendor = rq1 == null || !rq1.has(4) ? null : Cwe.concept(context, rq1.field(4), "vendor");
        if (vendor != null) {
            String name = vendor.hasText()
                    ? vendor.getText()
                    : vendor.getCodingFirstRep().getCode();
            supply.addSupplier(new Reference().setType("Organization").setDisplay(name));
        }
    }
}
