package org.yilian.mappings.hl7v2.request;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.order.OrderNumbers;
import org.yilian.mappings.hl7v2.result.PriorResults;

/** The orders of one message in turn, with what one of them means for the next: parents, replacements, prior results. */
final class Orders {
    private final MessageContext context;
    private final List<Reference> reasons;
    private final List<Reference> ordered = new ArrayList<>();
    private final Map<String, ServiceRequest> written = new HashMap<>();
    private final List<Reference> replaced = new ArrayList<>();
    private OrderControl lastControl;
    private String parent;

    Orders(MessageContext context, List<Reference> reasons) {
        this.context = context;
        this.reasons = reasons;
    }

    /** References to the ServiceRequests, in the order sent. */
    List<Reference> translate(List<OrderMessage.Placed> placed) {
        for (int i = 0; i < placed.size(); i++) {
            OrderMessage.Placed each = placed.get(i);
            Order order = order(each);
            List<Reference> prior = new ArrayList<>();
            while (order.control() == OrderControl.PR && i + 1 < placed.size() && isPrior(placed.get(i + 1))) {
                OrderMessage.Placed next = placed.get(++i);
                prior.addAll(PriorResults.stub(context, next.subject(), flat(next.group())));
            }
            write(order, each.above(), prior);
        }
        return ordered;
    }

    private Order order(OrderMessage.Placed placed) {
        Segment orc = placed.group().first("ORC");
        Segment obr = placed.group().first("OBR");
        OrderControl control = control(orc, placed.group());
        OrderNumbers numbers = OrderNumbers.of(context, orc, obr);
        String id = numbers.orderId(context);
        if (id == null) {
            id = context.id("ServiceRequest", Uris.id(context.profile().facility(), "order"), key(placed, orc, obr));
        }
        return new Order(
                context,
                placed.subject(),
                placed.group(),
                control,
                numbers,
                id,
                context.asOf(orc == null ? null : orc.field(9)));
    }

    /** A detail without ORC belongs to the ORC before it; one without any is taken for a new order. */
    private OrderControl control(Segment orc, Group group) {
        String code = orc == null ? null : orc.get(1);
        OrderControl control = OrderControl.of(code);
        if (code != null && control == null) {
            context.remark(RemarkCode.STATUS_UNKNOWN, orc.location(1, 0, 0));
        }
        if (control == null) {
            Segment first = group.segments().get(0);
            context.remark(RemarkCode.NO_ORDER_CONTROL, first.location(0, 0, 0));
            control = lastControl == null || orc != null ? OrderControl.NW : lastControl;
        }
        lastControl = control;
        return control;
    }

    /** An order without a number is known by patient, item and time. */
    private String key(OrderMessage.Placed placed, Segment orc, Segment obr) {
        context.remark(RemarkCode.NO_ORDER_NUMBER, orc == null ? "OBR-2" : orc.location(2, 0, 0));
        String item = obr == null ? null : obr.get(4);
        String when = orc == null ? null : orc.get(9);
        String patient = placed.subject() == null ? "" : placed.subject().patientId();
        return patient + "|" + item + "|" + (when == null ? context.message().controlId() : when);
    }

    private static boolean isPrior(OrderMessage.Placed placed) {
        Segment orc = placed.group().first("ORC");
        OrderControl control = orc == null ? null : OrderControl.of(orc.get(1));
        boolean reports = control == null || control.side() == OrderControl.Side.TELLS;
        return reports && placed.group().has("OBR") && placed.subject() != null;
    }

    private static List<Segment> flat(Group group) {
        List<Segment> all = new ArrayList<>(group.segments());
        group.groups().forEach(inner -> all.addAll(flat(inner)));
        return all;
    }

    private void write(Order order, SpecimenAbove above, List<Reference> prior) {
        Group group = order.group();
        boolean other = group.has("OBR") || group.has("RQD") || group.has("ODS") || group.has("ODT");
        if (group.has("RXO") && !other) {
            return; // a drug below a problem or in a message that orders none: ORC and RXO are remarked
        }
        if (group.has("RQD")) {
            RqdSupplyRequest.write(order);
        } else if (group.has("ODS") || group.has("ODT")) {
            OdsNutritionOrder.write(order);
        } else if (order.control().side() == OrderControl.Side.TELLS) {
            ToldOrder.write(order);
        } else {
            service(order, above, prior);
        }
    }

    private void service(Order order, SpecimenAbove above, List<Reference> prior) {
        ServiceRequest before = written.get(order.id());
        if (before != null) {
            AskedOrder.more(order, before, above);
            return;
        }
        AskedOrder asked = new AskedOrder(order, above);
        prior.forEach(asked.resource()::addSupportingInfo);
        reasons.forEach(reason -> asked.resource().addReasonReference(reason.copy()));
        relate(order, asked.resource());
        asked.write();
        written.put(order.id(), asked.resource());
        ordered.add(MessageContext.reference("ServiceRequest", order.id()));
    }

    /** RP names the order to be replaced and RO what replaces it; CH belong to the PA before them. */
    private void relate(Order order, ServiceRequest resource) {
        Reference self = MessageContext.reference("ServiceRequest", order.id());
        switch (order.control()) {
            case RP -> replaced.add(self);
            case RO -> replaced.forEach(each -> resource.addReplaces(each.copy()));
            case PA -> parent = order.id();
            case CH -> {
                if (parent != null && !resource.hasBasedOn()) {
                    resource.addBasedOn(MessageContext.reference("ServiceRequest", parent));
                }
            }
            default -> {}
        }
    }
}
