package org.yilian.mappings.hl7v2.request;

import java.util.ArrayList;
import java.util.List;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.order.OrderNumbers;
import org.yilian.mappings.hl7v2.segment.Subject;

/**
 * Application answers to orders: ORR^O02, ORG^O20, ORI^O24, ORL^O22, O34 and O36 (HL7 v2.8 section 4.4). Each ORC tells
 * the filler's number and its answer, which go to the ServiceRequest and its Task; an answer whose MSA-1 refuses the whole
 * message rejects every order of it. The patient need not be named.
 */
public final class OrderResponse {
    private OrderResponse() {}

    public static void orders(MessageContext context) {
        Group message = OrderGrammar.ORDERS.bind(context.segments());
        translate(context, message, message.groups("PATIENT"));
    }

    public static void specimens(MessageContext context) {
        Group message = OrderGrammar.SPECIMEN_ANSWERS.bind(context.segments());
        translate(context, message, message.groups("PATIENT"));
    }

    private static void translate(MessageContext context, Group message, List<Group> patients) {
        boolean refused = refused(message.first("MSA"));
        Segment err = refused ? message.first("ERR") : null;
        int answered = 0;
        for (Group patient : patients) {
            Subject subject = Subject.repeated(context, patient);
            if (subject != null) {
                answered += answer(context, subject, patient.within("ORDER"), refused, err);
            }
        }
        List<Group> outside = new ArrayList<>(message.groups("ORDER"));
        message.groups("SPECIMEN").forEach(specimen -> outside.addAll(specimen.within("ORDER")));
        answered += answer(context, null, outside, refused, err);
        if (answered == 0) {
            context.remark(RemarkCode.NO_ORDER_ANSWERED, "ORC");
        }
    }

    /** MSA-1 AE or AR: the message was refused; its other fields name the message, which only its sender knows. */
    private static boolean refused(Segment msa) {
        if (msa == null) {
            return false;
        }
        msa.skip(2);
        String code = msa.get(1);
        return "AE".equals(code) || "AR".equals(code) || "CE".equals(code) || "CR".equals(code);
    }

    private static int answer(
            MessageContext context, Subject subject, List<Group> groups, boolean refused, Segment err) {
        int answered = 0;
        for (Group group : groups) {
            Segment orc = group.first("ORC");
            Segment obr = group.first("OBR");
            OrderNumbers numbers = OrderNumbers.of(context, orc, obr);
            String id = numbers.orderId(context);
            if (id == null) {
                context.remark(
                        RemarkCode.NO_ORDER_NUMBER, group.segments().get(0).location(0, 0, 0));
                continue;
            }
            OrderControl control = control(context, orc, refused);
            Order order = new Order(
                    context, subject, group, control, numbers, id, context.asOf(orc == null ? null : orc.field(9)));
            ToldOrder.write(order, err);
            answered++;
        }
        return answered;
    }

    /** What the answer says about this order; about an order without a word of its own the message as a whole speaks. */
    private static OrderControl control(MessageContext context, Segment orc, boolean refused) {
        String code = orc == null ? null : orc.get(1);
        OrderControl control = OrderControl.of(code);
        if (code != null && control == null) {
            context.remark(RemarkCode.STATUS_UNKNOWN, orc.location(1, 0, 0));
        }
        if (control != null && control.side() == OrderControl.Side.TELLS) {
            return refused && control == OrderControl.OK ? OrderControl.UA : control;
        }
        // An echo of the request's own verb answers nothing.
        return refused ? OrderControl.UA : control == null || orc == null ? OrderControl.OK : OrderControl.SR;
    }
}
