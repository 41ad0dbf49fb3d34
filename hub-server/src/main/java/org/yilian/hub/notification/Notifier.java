package org.yilian.hub.notification;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Destination;
import org.yilian.hub.facility.Region;
import org.yilian.hub.record.RecordReader;
import org.yilian.hub.record.RecordWritten;
import org.yilian.hub.record.RecordWritten.Change;

/**
 * Puts messages about a change into the outbound queue, in the transaction of the change: both commit or neither. After
 * everybody else has heard of it, because a message needs to know who the patient is.
 */
@Component
class Notifier {
    private final Region region;
    private final RecordReader record;
    private final List<Notices> all;

    Notifier(Region region, RecordReader record, List<Notices> all) {
        this.region = region;
        this.record = record;
        this.all = all;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void on(RecordWritten written) {
        if (region.destinations().isEmpty()) {
            return;
        }
        Content content = new Content(record, written);
        all.forEach(each -> each.notice(written, content, to -> true));
    }

    /** Makes the message about a resource anew for one destination; answers whether one is to be sent. */
    boolean again(Destination to, Class<? extends Resource> type, String id, String author, String origin) {
        return record.read(type, id)
                .map(resource -> {
                    RecordWritten written = new RecordWritten(
                            author, origin, List.of(new RecordWritten.Written(resource, Change.UPDATED)));
                    Content content = new Content(record, written);
                    boolean sent = false;
                    for (Notices each : all) {
                        sent |= each.notice(written, content, other -> other.equals(to));
                    }
                    return sent;
                })
                .orElse(false);
    }
}
