package org.yilian.mappings.hl7v2.medication;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.group.Grammar;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.order.OrderNumbers;
import org.yilian.mappings.hl7v2.segment.Subject;

/**
 * One order of a pharmacy message with what was requested, encoded, dispensed and given for it.
 *
 * @param groups of these names, in the order sent
 */
record RxOrder(MessageContext context, Subject subject, Segment orc, Group common, List<Group> groups) {
    /** RDE_O11, RDE_O25, OMP_O09, RDS_O13 and RAS_O17 are parts of this. */
    private static final Grammar GRAMMAR = Grammar.of("""
            MSH SFT UAC NTE
            PATIENT(PID): PD1 NTE AL1 NK1 PRT IN1 IN2 IN3 GT1 PV1 PV2
            ORDER(ORC): NTE TQ1 TQ2 PRT
              REQUESTED(RXO): NTE RXR RXC
              ENCODED(RXE): NTE TQ1 TQ2 RXR RXC PRT
              DISPENSED(RXD): NTE RXR RXC PRT
              GIVEN(RXA): NTE RXR PRT
                OBSERVATION(OBX): NTE PRT
              OBSERVATION(OBX): NTE PRT
            REQUESTED(RXO): NTE TQ1 TQ2 RXR RXC
            ENCODED(RXE): NTE TQ1 TQ2 RXR RXC PRT
            DISPENSED(RXD): NTE RXR RXC PRT
            GIVEN(RXA): NTE RXR PRT
              OBSERVATION(OBX): NTE PRT
            """);

    static Group bind(List<Segment> segments) {
        return GRAMMAR.bind(segments);
    }

    /** The orders of a message; where ORC is missing, a group that was there already begins the next one. */
    static List<RxOrder> of(MessageContext context, Subject subject, Group message) {
        List<RxOrder> orders = new ArrayList<>();
        List<Group> loose = new ArrayList<>();
        for (Group group : message.groups()) {
            boolean order = group.is("ORDER");
            boolean begins = loose.stream().anyMatch(before -> before.is(group.name()) && !group.is("GIVEN"));
            if ((order || begins) && !loose.isEmpty()) {
                orders.add(new RxOrder(context, subject, null, null, List.copyOf(loose)));
                loose.clear();
            }
            if (order) {
                orders.add(new RxOrder(context, subject, group.first("ORC"), group, group.groups()));
            } else if (!group.is("PATIENT")) {
                loose.add(group);
            }
        }
        if (!loose.isEmpty()) {
            orders.add(new RxOrder(context, subject, null, null, List.copyOf(loose)));
        }
        return orders;
    }

    /** Null when there is none. */
    Group group(String name) {
        for (Group group : groups) {
            if (group.is(name)) {
                return group;
            }
        }
        return null;
    }

    List<Group> all(String name) {
        return groups.stream().filter(group -> group.is(name)).toList();
    }

    OrderNumbers numbers() {
        return OrderNumbers.of(context, orc, null);
    }

    Instant asOf() {
        return context.asOf(orc == null ? null : orc.field(9));
    }
}
