package org.yilian.mappings.hl7v2.request;

import java.time.Instant;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.order.OrderNumbers;
import org.yilian.mappings.hl7v2.segment.Subject;

/**
 * One ORDER group on its way.
 *
 * @param control the verb, never null
 * @param numbers with one at least
 * @param asOf when the event happened: ORC-9, else MSH-7
 */
record Order(
        MessageContext context,
        Subject subject,
        Group group,
        OrderControl control,
        OrderNumbers numbers,
        String id,
        Instant asOf) {

    /** Null when it has none: older and careless senders leave it out. */
    Segment orc() {
        return group.first("ORC");
    }

    /** Null when the order is for something else, or when only its state is told. */
    Segment obr() {
        return group.first("OBR");
    }
}
