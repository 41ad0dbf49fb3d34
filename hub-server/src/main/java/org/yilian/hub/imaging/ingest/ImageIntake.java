package org.yilian.hub.imaging.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.dicom.TeeInputStream;
import org.yilian.hub.imaging.index.Facts;
import org.yilian.hub.imaging.index.ImageIndex;
import org.yilian.hub.imaging.index.Quarantine;
import org.yilian.hub.imaging.store.ImageStore;
import org.yilian.hub.imaging.store.IncomingObject;
import org.yilian.hub.imaging.store.StoredObject;

/**
 * Takes one object, whatever door it comes through. When this returns, the object is durable: in the archive and its index,
 * or in quarantine. An exception means that nothing is kept and the sender may try again.
 *
 * <p>Order: bytes to a part file while they arrive; head read; clash and repetition looked up; file forced and renamed; one
 * transaction for the index. A crash before the transaction leaves a file that nobody sees and that the same object, sent
 * again, replaces with itself. Two first instances of one study at once meet in a unique key: the later one starts over.
 */
@Component
public class ImageIntake {
    private static final Logger log = LoggerFactory.getLogger(ImageIntake.class);
    private static final int TRIES = 8;

    private final ImageStore store;
    private final ImageIndex index;
    private final Quarantine quarantine;
    private final FactsReader facts;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ImageIntake(
            ImageStore store,
            ImageIndex index,
            Quarantine quarantine,
            FactsReader facts,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.store = store;
        this.index = index;
        this.quarantine = quarantine;
        this.facts = facts;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * @param data the data set as the peer sends it, to its end
     * @return what became of it
     * @throws IOException when the peer's bytes end early or the store cannot write
     */
    public StoreResult take(Announcement announced, InputStream data) throws IOException {
        return take(announced, null, data);
    }

    /**
     * As {@link #take(Announcement, InputStream)}.
     *
     * @param study the only study it may belong to, null for any
     */
    public StoreResult take(Announcement announced, String study, InputStream data) throws IOException {
        try (IncomingObject incoming = store.receive()) {
            incoming.header(FileHeader.of(announced));
            Facts read = null;
            UnreadableObject refused = null;
            TeeInputStream arriving = new TeeInputStream(data, incoming.dataSet());
            try {
                read = facts.read(arriving, incoming.size(), announced);
                if (study != null && !study.equals(read.study().uid())) {
                    refused = new UnreadableObject(
                            StoreOutcome.MISMATCH, read.study().uid(), null);
                }
            } catch (UnreadableObject e) {
                refused = e;
            }
            arriving.transferTo(OutputStream.nullOutputStream());
            incoming.finish();
            return refused == null
                    ? file(announced, read, incoming)
                    : hold(
                            announced,
                            refused.studyUid(),
                            refused.outcome(),
                            incoming.quarantine(announced.sopInstanceUid()));
        }
    }

    private StoreResult file(Announcement announced, Facts read, IncomingObject incoming) throws IOException {
        String studyUid = read.study().uid();
        Optional<String> known = index.hashOf(announced.sopInstanceUid());
        if (known.isPresent() && known.get().equals(incoming.finish())) {
            return StoreResult.of(StoreOutcome.ALREADY_STORED, read);
        }
        StoreOutcome clash = clash(announced, read, known);
        return clash != null
                ? hold(announced, studyUid, clash, incoming.quarantine(announced.sopInstanceUid()))
                : publish(announced, read, incoming.publish(studyUid, announced.sopInstanceUid()));
    }

    private StoreOutcome clash(Announcement announced, Facts read, Optional<String> knownHash) {
        if (knownHash.isPresent()) {
            return StoreOutcome.INSTANCE_CLASH;
        }
        return index.owner(read.study().uid())
                .filter(owner -> !owner.is(announced.facility().code(), read))
                .map(owner -> StoreOutcome.PATIENT_CLASH)
                .orElse(null);
    }

    private StoreResult publish(Announcement announced, Facts read, StoredObject object) {
        RuntimeException last = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                Instant now = clock.instant();
                transaction.executeWithoutResult(
                        status -> index.add(announced.facility().code(), announced.source(), read, object, now));
                return StoreResult.of(StoreOutcome.STORED, read);
            } catch (DataIntegrityViolationException | ConcurrencyFailureException e) {
                last = e;
            }
            // Another was first: with what?
            Optional<String> known = index.hashOf(announced.sopInstanceUid());
            if (known.isPresent() && known.get().equals(object.sha256())) {
                return StoreResult.of(StoreOutcome.ALREADY_STORED, read);
            }
            StoreOutcome clash = clash(announced, read, known);
            if (clash != null) {
                return hold(announced, read.study().uid(), clash, object);
            }
        }
        throw new IllegalStateException("HUB-0506: the index could not be written", last);
    }

    private StoreResult hold(Announcement announced, String studyUid, StoreOutcome outcome, StoredObject object) {
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
