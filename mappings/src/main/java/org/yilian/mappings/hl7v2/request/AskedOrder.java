package org.yilian.mappings.hl7v2.request;

import java.util.HashSet;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.datatype.Eip;
import org.yilian.mappings.hl7v2.segment.Snapshot;

/** An order in the words of who places it, to ServiceRequest and Task. */
final class AskedOrder {
    /** What the message that places an order says completely, so that a stub made by an early result leaves no trace. */
    private static final Set<String> WHOLE = Set.of(
            "basedOn",
            "replaces",
            "requisition",
            "category",
            "priority",
            "code",
            "orderDetail",
            "quantity",
            "encounter",
            "occurrence",
            "asNeeded",
            "authoredOn",
            "requester",
            "performer",
            "locationCode",
            "locationReference",
            "reasonCode",
            "reasonReference",
            "supportingInfo",
            "specimen",
            "note",
            "extension");

    private final Order order;
    private final SpecimenAbove above;
    private final ServiceRequest resource;
    private final Set<String> cleared = new HashSet<>();

    AskedOrder(Order order, SpecimenAbove above) {
        this.order = order;
        this.above = above;
        this.resource = order.context().own(new ServiceRequest(), order.id());
        fill();
    }

    ServiceRequest resource() {
        return resource;
    }

    private void fill() {
        MessageContext context = order.context();
        Segment orc = order.orc();
        Segment obr = order.obr();
        order.numbers().identifiers().forEach(resource::addIdentifier);
        status(context, orc);
        resource.setIntent(ServiceRequestIntent.ORDER);
        resource.setSubject(MessageContext.reference("Patient", order.subject().patientId()));
        if (order.subject().encounterId() != null) {
            resource.setEncounter(
                    MessageContext.reference("Encounter", order.subject().encounterId()));
        }
        timing(context, orc, obr);
        if (orc != null) {
            Snapshot snapshot = new Snapshot(context, orc);
            OrcServiceRequest.fill(order, resource, snapshot);
            cleared.addAll(snapshot.cleared());
        }
        if (obr != null) {
            Snapshot snapshot = new Snapshot(context, obr);
            ObrServiceRequest.fill(order, resource, snapshot);
            Tq1ServiceRequest.moment(context, obr, resource);
            cleared.addAll(snapshot.cleared());
        }
        resource.setRequester(OrderingProvider.of(context, orc, obr));
        parents(context, orc, obr);
        IpcServiceRequest.fill(context, order.group().all("IPC"), resource);
        if (order.group().has("ZDS")) {
            IpcServiceRequest.zds(order.group().first("ZDS"), resource);
        }
        OrderContents.fill(order, resource, above);
    }

    private void status(MessageContext context, Segment orc) {
        ServiceRequestStatus said = OrcServiceRequest.status(context, orc);
        ServiceRequestStatus status = said == null ? order.control().status() : said;
        if (status != null) {
            resource.setStatus(status);
        }
    }

    private void timing(MessageContext context, Segment orc, Segment obr) {
        Segment tq1 = order.group().first("TQ1");
        if (tq1 != null) {
            Tq1ServiceRequest.fill(context, tq1, resource);
        } else if (orc != null && orc.has(7)) {
            Tq1ServiceRequest.fill(context, orc.field(7), resource);
        } else if (obr != null) {
            Tq1ServiceRequest.fill(context, obr.field(27), resource);
        }
    }

    /** ORC-8 and OBR-29: the order this one comes from, by the placer's number, else the filler's. */
    private void parents(MessageContext context, Segment orc, Segment obr) {
        Field field = orc != null && orc.has(8) ? orc.field(8) : obr != null && obr.has(29) ? obr.field(29) : null;
        if (field == null) {
            return;
        }
        Identifier placer = Eip.placer(context, field, "order");
        Identifier filler = Eip.filler(context, field, "filler");
        Identifier known = placer == null ? filler : placer;
        if (known == null) {
            return;
        }
        String id = context.id("ServiceRequest", known.getSystem(), known.getValue());
        ServiceRequest stub = context.own(new ServiceRequest(), id);
        stub.addIdentifier(known);
        if (placer != null && filler != null) {
            stub.addIdentifier(filler);
        }
        stub.setStatus(ServiceRequestStatus.UNKNOWN);
        stub.setIntent(ServiceRequestIntent.ORDER);
        stub.setSubject(MessageContext.reference("Patient", order.subject().patientId()));
        context.stub(stub);
        resource.addBasedOn(MessageContext.reference("ServiceRequest", id));
    }

    void write() {
        MessageContext context = order.context();
        boolean whole = order.control().side() == OrderControl.Side.PLACES;
        if (resource.getStatus() == null) {
            // What R4 requires and this message does not say must come from somewhere when the order is new.
            ServiceRequest stub = resource.copy();
            stub.setStatus(ServiceRequestStatus.UNKNOWN);
            context.stub(stub);
        }
        context.write(ResourceWrite.merge(resource, whole ? WHOLE : cleared, order.asOf()));
        OrderTask.asked(order, resource);
        if (order.orc() != null) {
            OrderProvenance.write(order, resource.hasRequester() ? resource.getRequester() : null);
        }
    }

    /** A further OBR under a number that the message has used: one order of several items. */
    static void more(Order order, ServiceRequest before, SpecimenAbove above) {
        Segment obr = order.obr();
        if (obr == null) {
            return;
        }
        obr.skip(1);
        CodeableConcept item = ObrServiceRequest.code(order.context(), obr);
        boolean known = item == null || item.equalsDeep(before.getCode());
        if (!known && before.hasCode()) {
            before.addOrderDetail(item);
        } else if (!known) {
            before.setCode(item);
        }
        if (order.orc() != null) {
            Ei.value(order.orc().field(4));
            order.orc().skip(1, 2, 3, 5, 6, 7, 9, 12, 14); // of the same order
        }
        OrderContents.fill(order, before, above);
    }
}
