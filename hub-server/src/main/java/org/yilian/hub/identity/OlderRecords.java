package org.yilian.hub.identity;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives records of a release that compared less what they are found by, in the background after a start. Their links stay; what
 * that release did not keep, an address for example, comes with their next message.
 */
@Component
class OlderRecords {
    private static final Logger log = LoggerFactory.getLogger(OlderRecords.class);
    private static final int BATCH = 200;

    private final PersonTables tables;
    private final TransactionTemplate transaction;

    OlderRecords(PersonTables tables, TransactionTemplate transaction) {
        this.tables = tables;
        this.transaction = transaction;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (!tables.older(1).isEmpty()) {
            Thread thread = new Thread(this::complete, "identity-older-records");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void complete() {
        long count = 0;
        for (List<String> some = tables.older(BATCH); !some.isEmpty(); some = tables.older(BATCH)) {
            List<String> batch = some;
            transaction.executeWithoutResult(
                    status -> batch.forEach(each -> tables.record(each).ifPresent(tables::complete)));
            count += batch.size();
        }
        log.info("{} source records of an older release can be compared now", count);
    }
}
