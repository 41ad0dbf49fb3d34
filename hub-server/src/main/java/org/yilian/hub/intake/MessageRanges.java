package org.yilian.hub.intake;

import java.time.Instant;
import org.springframework.stereotype.Component;

/** Which message ids a time can have: bounds that hold for sure, so that a query by time follows an index on ids. */
@Component
public class MessageRanges {
    private final IdsByTime ids;

    MessageRanges(IdsByTime ids) {
        this.ids = ids;
    }

    /** Ids strictly between. */
    public record Range(long after, long before) {}

    public Range between(Instant from, Instant to) {
        return new Range(ids.before(from), ids.after(to));
    }
}
