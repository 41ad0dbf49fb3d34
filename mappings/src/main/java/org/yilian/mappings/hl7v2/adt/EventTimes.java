package org.yilian.mappings.hl7v2.adt;

import java.time.Instant;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Dtm;

/**
 * When an event was recorded and when it occurred: EVN (HL7 v2.8 section 3.4.1). Of a cancellation, EVN-6 is the time of
 * what is cancelled.
 *
 * @param asOf EVN-2, else MSH-7
 * @param recorded EVN-2; null when not said
 * @param planned EVN-3; null when not said
 * @param occurred EVN-6; null when not said
 */
record EventTimes(Instant asOf, Dtm recorded, Dtm planned, Dtm occurred) {

    static EventTimes of(MessageContext context) {
        Segment evn = context.first("EVN");
        if (evn == null) {
            return new EventTimes(context.asOf(null), null, null, null);
        }
        evn.skip(1);
        Dtm recorded = Dtm.of(context, evn.field(2));
        Instant asOf = recorded != null && recorded.isMinuteOrBetter() ? recorded.instant() : context.asOf(null);
        return new EventTimes(asOf, recorded, Dtm.of(context, evn.field(3)), Dtm.of(context, evn.field(6)));
    }

    /** When it occurred, as far as the message says: when it was recorded otherwise; can be null. */
    Dtm moment() {
        return occurred == null ? recorded : occurred;
    }
}
