package org.yilian.hub.notification;

import java.util.function.Predicate;
import org.yilian.hub.facility.Destination;
import org.yilian.hub.record.RecordWritten;

/** Knows one kind of message: who is to get one about a change, and what it says. */
interface Notices {
    /**
     * Puts what there is to say about the change into the queues, in the caller's transaction.
     *
     * @param to which destinations are asked
     * @return whether anything is to be sent
     */
    boolean notice(RecordWritten written, Content content, Predicate<Destination> to);
}
