package org.yilian.hub.imaging.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.yilian.hub.imaging.index.IndexWriter;
import org.yilian.hub.imaging.index.Quarantine;
import org.yilian.hub.imaging.store.ImageStore;
import org.yilian.hub.imaging.store.IncomingObject;
import org.yilian.hub.imaging.store.StoredObject;

/**
 * Takes one object, whatever door it comes through. When this returns, the object is durable: in the archive and its index,
 * or in quarantine. An exception means that nothing is kept and the sender may try again.
 *
 * <p>Order: bytes to a part file while they arrive; head read; file renamed and forced while its row is written; one commit
 * for the rows of all objects that came together. A crash before the commit leaves a file that nobody sees and that the same
 * object, sent again, replaces with itself.
 *
 * <p>Most objects are new, so that is tried first. What does not fit (known already, another's study, two first instances of
 * one study at once) is found out by the index's unique keys; then clash and repetition are looked up, for this object and,
 * because such objects come in swarms, for the next ones before anything is tried.
 */
@Component
public class ImageIntake {
    private static final Logger log = LoggerFactory.getLogger(ImageIntake.class);
    private static final int TRIES = 8;
    /** For how many objects it is looked first after one did not fit. */
    private static final int WARY = 64;

    private final ImageStore store;
    private final ImageIndex index;
    private final IndexWriter writer;
    private final IndexCommit together;
    private final AtomicInteger wary = new AtomicInteger();
    private final Quarantine quarantine;
    private final FactsReader facts;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ImageIntake(
            ImageStore store,
            ImageIndex index,
            IndexWriter writer,
            IndexCommit together,
            Quarantine quarantine,
            FactsReader facts,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.store = store;
        this.index = index;
        this.writer = writer;
        this.together = together;
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
        String sopUid = announced.sopInstanceUid();
        if (wary.get() > 0) {
            wary.decrementAndGet();
            Optional<StoreResult> before = known(announced, read, incoming);
            if (before.isPresent()) {
                wary.set(WARY);
                return before.get();
            }
        }
        StoredObject object = incoming.destined(read.study().uid(), sopUid);
        CompletableFuture<Void> file = new CompletableFuture<>();
        try {
            CompletableFuture<Void> committed = together.add(addition(announced, read, object), file);
            publish(incoming, read.study().uid(), sopUid, file);
            committed.join();
            return StoreResult.of(StoreOutcome.STORED, read);
        } catch (CompletionException e) {
            wary.set(WARY);
            return publish(announced, read, object);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("shutting down");
        }
    }

    private static void publish(IncomingObject incoming, String study, String sopUid, CompletableFuture<Void> file)
            throws IOException {
        try {
            incoming.publish(study, sopUid);
            file.complete(null);
        } finally {
            file.completeExceptionally(new IllegalStateException("the file was not stored"));
        }
    }

    /** What became of an object that cannot be taken as a new one. */
    private Optional<StoreResult> known(Announcement announced, Facts read, IncomingObject incoming)
            throws IOException {
        Optional<String> known = index.hashOf(announced.sopInstanceUid());
        if (known.isPresent() && known.get().equals(incoming.finish())) {
            return Optional.of(StoreResult.of(StoreOutcome.ALREADY_STORED, read));
        }
        StoreOutcome clash = clash(announced, read, known);
        return clash == null
                ? Optional.empty()
                : Optional.of(
                        hold(announced, read.study().uid(), clash, incoming.quarantine(announced.sopInstanceUid())));
    }

    private static IndexWriter.Addition addition(Announcement announced, Facts read, StoredObject object) {
        return new IndexWriter.Addition(announced.facility().code(), announced.source(), read, object);
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

    /** By itself; the file is in place. */
    private StoreResult publish(Announcement announced, Facts read, StoredObject object) {
        RuntimeException last = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                transaction.executeWithoutResult(
                        status -> writer.add(List.of(addition(announced, read, object)), clock.instant()));
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
