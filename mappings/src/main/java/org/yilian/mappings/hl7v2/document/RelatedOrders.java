package org.yilian.mappings.hl7v2.document;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.order.OrderNumbers;
import org.yilian.mappings.hl7v2.segment.Subject;

/** The orders a document belongs to: by ORC and OBR, or by TXA-14 and TXA-15. Created when they are not there. */
final class RelatedOrders {
    private RelatedOrders() {}

    static List<Reference> of(MessageContext context, Subject subject, List<Group> groups) {
        List<Reference> all = new ArrayList<>();
        for (Group group : groups) {
            Segment obr = group.first("OBR");
            if (obr != null) {
                obr.skip(1);
            }
            add(context, subject, OrderNumbers.of(context, group.first("ORC"), obr), obr, all);
        }
        return all;
    }

    /** Adds those that only TXA names. */
    static List<Reference> ofTxa(MessageContext context, Subject subject, Segment txa, List<Reference> known) {
        List<Reference> all = new ArrayList<>(known);
        List<Field> placers = txa.repetitions(14);
        if (placers.isEmpty() && txa.has(15)) {
            add(context, subject, new OrderNumbers(null, filler(context, txa)), null, all);
        }
        for (Field field : placers) {
            OrderNumbers numbers = new OrderNumbers(
                    Ei.identifier(context, field, "order", "PLAC"), placers.size() == 1 ? filler(context, txa) : null);
            add(context, subject, numbers, null, all);
        }
        return all;
    }

    private static Identifier filler(MessageContext context, Segment txa) {
        return Ei.identifier(context, txa.field(15), "filler", "FILL");
    }

    private static void add(
            MessageContext context, Subject subject, OrderNumbers numbers, Segment obr, List<Reference> all) {
        String id = numbers.orderId(context);
        String reference = "ServiceRequest/" + id;
        if (id == null || all.stream().anyMatch(known -> known.getReference().equals(reference))) {
            return;
        }
        ServiceRequest order = context.own(new ServiceRequest(), id);
        numbers.identifiers().forEach(order::addIdentifier);
        order.setStatus(ServiceRequest.ServiceRequestStatus.UNKNOWN);
        order.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
        order.setCode(obr == null || !obr.has(4) ? null : Cwe.concept(context, obr.field(4), "lab"));
        order.setSubject(MessageContext.reference("Patient", subject.patientId()));
        context.stub(order);
        all.add(new Reference(reference));
    }
}
