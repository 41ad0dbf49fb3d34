package org.yilian.hub.imaging.ingest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.yilian.hub.imaging.index.Backlog;
import org.yilian.hub.imaging.index.Facts;
import org.yilian.hub.imaging.index.ImageIndex;
import org.yilian.hub.imaging.index.KnownInstances;
import org.yilian.hub.imaging.store.ImageStore;
import org.yilian.hub.imaging.store.IncomingObject;
import org.yilian.hub.imaging.store.StoredObject;
import org.yilian.hub.platform.HubFailure;

/**
 * Takes objects on the promise that the index will have them (ADR 0098). What a sender hears is decided before he hears it, by
 * index and {@link Claims}; the object is durable by one forced write, with what is needed to index it; {@link IndexFollower}
 * brings it into the index, {@link Unsettled} does so after a crash. Readers wait for the {@link Backlog}.
 */
@Component
class Promises {
    /** So many may be promised and not indexed; then senders wait. */
    static final int MOST = 256;

    private static final int TRIES = 400;
    private static final long PAUSE_MILLIS = 10;
    private static final long PATIENCE_SECONDS = 10;

    private final ImageStore store;
    private final ImageIndex index;
    private final Backlog backlog;
    private final Claims claims;
    private final KnownInstances instances;
    private final IndexFollower follower;
    private final Refused refused;
    private final Clock clock;
    private final Semaphore room;

    Promises(
            ImageStore store,
            ImageIndex index,
            Backlog backlog,
            Claims claims,
            KnownInstances instances,
            IndexFollower follower,
            Refused refused,
            Clock clock) {
        this.store = store;
        this.index = index;
        this.backlog = backlog;
        this.claims = claims;
        this.instances = instances;
        this.follower = follower;
        this.refused = refused;
        this.clock = clock;
        this.room = follower.room();
    }

    /** Whether this store can keep what is promised. */
    boolean possible() {
        return store.keeps();
    }

    /** What the index said of an instance, and when it was asked; {@code sha256} is null where it has none. */
    record Known(long asked, String sha256) {}

    /** Asks the index while the object is still on its way. */
    Known ask(String sopUid) {
        long now = claims.now();
        return new Known(now, Uids.isValid(sopUid) ? index.hashOf(sopUid).orElse(null) : null);
    }

    /**
     * Decides about an object, and makes it durable.
     *
     * @param asked before it arrived
     * @throws IOException when nothing is promised: no room on the disk, or none behind others
     */
    StoreResult file(Announcement announced, Facts read, IncomingObject incoming, Known asked) throws IOException {
        takeRoom();
        boolean promised = false;
        try {
            Optional<StoreResult> before = decide(announced, read, incoming, asked);
            if (before.isPresent()) {
                return before.get();
            }
            follower.follow(keep(announced, read, incoming));
            promised = true;
            return StoreResult.of(StoreOutcome.STORED, read);
        } finally {
            if (!promised) {
                room.release();
            }
        }
    }

    /** Does what an operator has decided, while nothing is promised that it could contradict. */
    void deciding(String sopUid, String studyUid, Runnable work) throws IOException {
        for (int i = 0; !claims.seize(sopUid, studyUid); i++) {
            if (i == TRIES) {
                throw new IOException("HUB-0599: objects of this study arrive all the time");
            }
            awaitOthers();
        }
        try {
            work.run();
        } finally {
            instances.changed();
            claims.settle(sopUid);
        }
    }

    /** Empty when the object is claimed; else what became of it. */
    private Optional<StoreResult> decide(Announcement announced, Facts read, IncomingObject incoming, Known asked)
            throws IOException {
        String sopUid = announced.sopInstanceUid();
        String study = read.study().uid();
        Claims.Owner sender =
                new Claims.Owner(announced.facility().code(), read.study().patientId());
        Known known = asked;
        for (int i = 0; i < TRIES; i++) {
            if (known.sha256() != null) {
                return Optional.of(
                        known.sha256().equals(incoming.finish())
                                ? StoreResult.of(StoreOutcome.ALREADY_STORED, read)
                                : refused.hold(
                                        announced, study, StoreOutcome.INSTANCE_CLASH, incoming.quarantine(sopUid)));
            }
            if (!sender.equals(claims.owner(study)) && isAnothers(study, sender)) {
                return Optional.of(
                        refused.hold(announced, study, StoreOutcome.PATIENT_CLASH, incoming.quarantine(sopUid)));
            }
            if (claims.claim(known.asked(), sopUid, study, sender) == Claims.Answer.GRANTED) {
                return Optional.empty();
            }
            awaitOthers();
            known = ask(sopUid);
        }
        throw new IOException("HUB-0592: others claim the same instance or study all the time");
    }

    private boolean isAnothers(String study, Claims.Owner sender) {
        return index.owner(study)
                .filter(owner -> !sender.equals(new Claims.Owner(owner.facility(), owner.patientId())))
                .isPresent();
    }

    private Promised keep(Announcement announced, Facts read, IncomingObject incoming) throws IOException {
        boolean kept = false;
        try {
            StoredObject object = incoming.keep(
                    read.study().uid(),
                    announced.sopInstanceUid(),
                    clock.instant(),
                    announced.facility().code() + "\n" + announced.source());
            kept = true;
            return new Promised(announced, read, incoming, object);
        } finally {
            if (!kept) {
                claims.withdraw(announced.sopInstanceUid());
            }
        }
    }

    private void takeRoom() throws IOException {
        try {
            if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("HUB-0593: the image index does not follow");
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Whoever claims the same is in the index soon, or an operator is deciding. */
    private void awaitOthers() throws IOException {
        try {
            backlog.await();
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (HubFailure e) {
            throw new IOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("shutting down");
    }
}
