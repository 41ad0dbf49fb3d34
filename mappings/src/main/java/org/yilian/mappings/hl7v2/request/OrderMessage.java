package org.yilian.mappings.hl7v2.request;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.segment.RepeatedDetails;
import org.yilian.mappings.hl7v2.segment.Subject;

/**
 * ORM^O01, OMG^O19, OML^O21, O33 and O35, OMI^O23 and their relatives (HL7 v2.8 sections 4.4.1 to 4.4.12): a
 * ServiceRequest per order, a Task where the filler is asked for something, and what the filler needs to know. Patient and
 * Encounter only repeat what the registration told the sender.
 */
public final class OrderMessage {
    private OrderMessage() {}

    /** Messages that begin with the order. */
    public static void orders(MessageContext context) {
        orders(context, context.segments());
    }

    /** The same of a part of a message. */
    public static void orders(MessageContext context, List<Segment> segments) {
        translate(context, OrderGrammar.ORDERS.bind(segments));
    }

    /** Messages that begin with the specimen. */
    public static void specimens(MessageContext context) {
        translate(context, OrderGrammar.SPECIMENS.bind(context.segments()));
    }

    /**
     * Orders that stand below something else, such as a problem.
     *
     * @param reasons what they are for, which must be among the writes already
     * @return references to what was ordered
     */
    public static List<Reference> below(
            MessageContext context, Subject subject, List<Group> groups, List<Reference> reasons) {
        List<Placed> placed =
                groups.stream().map(group -> new Placed(subject, group, null)).toList();
        return new Orders(context, reasons).translate(placed);
    }

    private static void translate(MessageContext context, Group message) {
        List<Placed> placed = new ArrayList<>();
        Subject before = null;
        for (Group patient : message.groups("PATIENT")) {
            Subject subject = Subject.repeated(context, patient);
            if (subject != null) {
                subject = subject.encounterId() == null && isSame(subject, before) ? before : subject;
                before = subject;
                RepeatedDetails.allergies(context, subject, patient.all("AL1"));
                for (Group insurance : patient.groups("INSURANCE")) {
                    RepeatedDetails.insurance(context, subject, insurance.all("IN1"));
                }
                collect(subject, patient, placed);
            }
        }
        // Stores order for themselves; anything else is for somebody.
        for (Group order : message.groups("ORDER")) {
            if (order.has("RQD")) {
                placed.add(new Placed(null, order, null));
            }
        }
        if (placed.isEmpty() && message.groups("PATIENT").isEmpty()) {
            context.remark(RemarkCode.NO_PATIENT, "PID");
        }
        new Orders(context, List.of()).translate(placed);
    }

    /** A second PID of the same patient stands before prior results, and does not end the visit. */
    private static boolean isSame(Subject subject, Subject before) {
        return before != null && before.patientId().equals(subject.patientId());
    }

    private static void collect(Subject subject, Group patient, List<Placed> placed) {
        for (Group group : patient.groups()) {
            if (group.is("ORDER")) {
                placed.add(new Placed(subject, group, null));
            }
            SpecimenAbove above = new SpecimenAbove(group);
            for (Group order : group.groups("ORDER")) {
                placed.add(new Placed(subject, order, above));
            }
        }
    }

    /**
     * An ORDER group where it stands.
     *
     * @param subject null for what no patient needs
     * @param above the specimen around it; null when there is none
     */
    record Placed(Subject subject, Group group, SpecimenAbove above) {}
}
