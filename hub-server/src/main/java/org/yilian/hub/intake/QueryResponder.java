package org.yilian.hub.intake;

import org.yilian.hl7v2.InboundMessage;
import org.yilian.hub.facility.Facility;

/** Answers queries at once. Implemented by whoever knows the people; a query is no message to be kept. */
public interface QueryResponder {

    /** Whether messages of this trigger are queries that can be answered. */
    boolean answers(String triggerCode);

    /**
     * The answer's bytes, without frame. The access is on record before this returns.
     *
     * @param sender a member of the region, by MSH-3 and MSH-4
     * @param vouched whether the transport knows that it is the sender who is connected
     */
    byte[] answer(InboundMessage query, Facility sender, boolean vouched);
}
