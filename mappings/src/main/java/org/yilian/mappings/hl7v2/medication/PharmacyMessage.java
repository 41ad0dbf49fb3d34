package org.yilian.mappings.hl7v2.medication;

import java.util.List;
import java.util.function.Consumer;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.request.OrderMessage;
import org.yilian.mappings.hl7v2.segment.RepeatedDetails;
import org.yilian.mappings.hl7v2.segment.Subject;

/** Pharmacy messages (HL7 v2.8 section 4A.3): OMP, RDE and the ORM of a drug prescribe, RDS dispenses, RAS gives. */
public final class PharmacyMessage {
    /** What an order of ORM_O01 can be about instead of RXO (HL7 v2.5.1 section 4.4.1). */
    private static final List<String> OTHERS = List.of("OBR", "RQD", "RQ1", "ODS", "ODT");

    private PharmacyMessage() {}

    /** ORM^O01, in which older versions order anything: RXO is a drug, whatever stands beside it is what it is. */
    public static void orm(MessageContext context) {
        if (context.first("RXO") == null) {
            OrderMessage.orders(context);
        } else if (OTHERS.stream().allMatch(name -> context.first(name) == null)) {
            orders(context);
        } else {
            MixedOrders mixed = MixedOrders.of(context.segments());
            OrderMessage.orders(context, mixed.others());
            drugs(context, mixed.drugs());
        }
    }

    /** Drugs beside other orders, which have told of the patient already. */
    private static void drugs(MessageContext context, List<Segment> segments) {
        Group message = RxOrder.bind(segments);
        Group patient = message.group("PATIENT");
        Subject subject = patient == null ? null : Subject.repeated(context, patient);
        if (subject != null) {
            RxOrder.of(context, subject, message).forEach(order -> new Prescription(order).write());
        }
    }

    /** OMP^O09, RDE^O01, O11 and O25: a MedicationRequest per order. */
    public static void orders(MessageContext context) {
        each(context, order -> new Prescription(order).write());
    }

    /** RDS^O13 (O01 of older versions): a MedicationDispense per RXD. */
    public static void dispenses(MessageContext context) {
        each(context, Dispense::write);
    }

    /** RAS^O17 (O01 of older versions): a MedicationAdministration per RXA. */
    public static void administrations(MessageContext context) {
        each(context, Administration::write);
    }

    private static void each(MessageContext context, Consumer<RxOrder> use) {
        Group message = RxOrder.bind(context.segments());
        Group patient = message.group("PATIENT");
        Subject subject = Subject.repeated(context, patient);
        if (subject == null) {
            return;
        }
        RepeatedDetails.allergies(context, subject, patient.all("AL1"));
        RepeatedDetails.insurance(context, subject, patient.all("IN1"));
        List<RxOrder> orders = RxOrder.of(context, subject, message);
        if (orders.isEmpty()) {
            context.remark(RemarkCode.NO_ORDER_NUMBER, "ORC");
        }
        orders.forEach(use);
    }
}
