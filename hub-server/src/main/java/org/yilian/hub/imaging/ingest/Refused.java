package org.yilian.hub.imaging.ingest;

import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.imaging.index.Quarantine;
import org.yilian.hub.imaging.store.StoredObject;

/** Puts what contradicts into quarantine; its file is there already. */
@Component
class Refused {
    private static final Logger log = LoggerFactory.getLogger(Refused.class);

    private final Quarantine quarantine;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Refused(Quarantine quarantine, PlatformTransactionManager transactions, Clock clock) {
        this.quarantine = quarantine;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    StoreResult hold(Announcement announced, String studyUid, StoreOutcome outcome, StoredObject object) {
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> quarantine.hold(
                announced.facility().code(),
                announced.source(),
                outcome.name(),
                Quarantine.State.HELD,
                studyUid,
                announced.sopInstanceUid(),
                announced.sopClassUid(),
                announced.transferSyntaxUid(),
                object,
                now));
        log.warn(
                "object quarantined: outcome={} facility={}",
                outcome,
                announced.facility().code());
        return new StoreResult(outcome, studyUid, null);
    }
}
