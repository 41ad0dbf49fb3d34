package org.yilian.hub.imaging.ingest;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.imaging.index.Backlog;
import org.yilian.hub.imaging.index.ImageIndex;
import org.yilian.hub.imaging.index.IndexWriter;
import org.yilian.hub.imaging.store.ImageStore;

/**
 * Brings promised objects into the index, in the order they were promised, as many in one transaction as have come together;
 * then settles their files. It never gives up: when the database takes nothing it tries again, and after a crash {@link
 * Unsettled} hands it the same objects. One that does not fit after all, which only somebody who writes to the database
 * past this process can bring about, goes to quarantine.
 */
@Component
class IndexFollower implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(IndexFollower.class);
    private static final int GROUP = 64;
    private static final int TRIES = 8;
    /** How long the first of a group waits for others while nobody asks for it. */
    private static final Duration GATHERING = Duration.ofMillis(25);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(10);

    private final BlockingQueue<Promised> queue = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(Promises.MOST);
    private final ImageStore store;
    private final IndexWriter writer;
    private final ImageIndex index;
    private final Backlog backlog;
    private final Claims claims;
    private final Refused refused;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Thread thread;
    private volatile boolean ending;

    IndexFollower(
            ImageStore store,
            IndexWriter writer,
            ImageIndex index,
            Backlog backlog,
            Claims claims,
            Refused refused,
            DataSource dataSource,
            Clock clock) {
        this.store = store;
        this.writer = writer;
        this.index = index;
        this.backlog = backlog;
        this.claims = claims;
        this.refused = refused;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.clock = clock;
        thread = new Thread(this::run, "image-index-follower");
        thread.setDaemon(true);
        thread.start();
    }

    /** A place for each object that is promised; its taker gives it up with {@link #follow}. */
    Semaphore room() {
        return room;
    }

    synchronized void follow(Promised object) {
        backlog.enter();
        queue.add(object);
    }

    private void run() {
        List<Promised> group = new ArrayList<>(GROUP);
        try {
            while (!ending || !queue.isEmpty()) {
                Promised first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    group.add(first);
                    backlog.gather(GROUP, GATHERING);
                    queue.drainTo(group, GROUP - 1);
                    index(group);
                    group.clear();
                }
            }
        } catch (InterruptedException e) {
            // What is left is promised: the next process finds it.
        }
    }

    private void index(List<Promised> group) throws InterruptedException {
        // Compressed before the transaction: others wait for the rows it locks.
        group.forEach(each -> each.facts().instance().metadata().get());
        for (int failures = 0; ; failures++) {
            try {
                together(group);
                break;
            } catch (RuntimeException | IOException e) {
                if (failures % 20 == 0) {
                    log.error(
                            "HUB-0594: {} promised objects wait for the image index: cause={}",
                            queue.size() + group.size(),
                            e.getClass().getSimpleName());
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_FAILURE.toMillis());
            }
        }
        group.forEach(this::settle);
        backlog.leave(group.size());
        room.release(group.size());
    }

    private void together(List<Promised> group) throws IOException {
        try {
            transaction.executeWithoutResult(
                    status -> writer.add(group.stream().map(Promised::addition).toList(), clock.instant()));
        } catch (DataIntegrityViolationException | ConcurrencyFailureException e) {
            for (Promised each : group) {
                alone(each);
            }
        }
    }

    private void alone(Promised object) throws IOException {
        RuntimeException last = null;
        for (int i = 0; i < TRIES; i++) {
            Optional<String> known = index.hashOf(object.sopUid());
            if (known.isPresent() && known.get().equals(object.object().sha256())) {
                return;
            }
            if (known.isPresent()) {
                refuse(object, StoreOutcome.INSTANCE_CLASH);
                return;
            }
            if (index.owner(object.studyUid())
                    .filter(owner -> !owner.is(object.announced().facility().code(), object.facts()))
                    .isPresent()) {
                refuse(object, StoreOutcome.PATIENT_CLASH);
                return;
            }
            try {
                transaction.executeWithoutResult(status -> writer.add(List.of(object.addition()), clock.instant()));
                return;
            } catch (DataIntegrityViolationException | ConcurrencyFailureException e) {
                last = e;
            }
        }
        throw last;
    }

    private void refuse(Promised object, StoreOutcome outcome) throws IOException {
        log.error("HUB-0595: a promised object does not fit the index and goes to quarantine: outcome={}", outcome);
        refused.hold(
                object.announced(),
                object.studyUid(),
                outcome,
                object.incoming().quarantine(object.sopUid()));
    }

    private void settle(Promised object) {
        try {
            store.settle(object.object());
        } catch (IOException | RuntimeException e) {
            // It is read from where it lies, and settled after the next start.
            log.error(
                    "HUB-0596: a file could not be given its place: cause={}",
                    e.getClass().getSimpleName());
        }
        claims.settle(object.sopUid());
    }

    @Override
    public void destroy() throws InterruptedException {
        ending = true;
        thread.join(PATIENCE_AT_END.toMillis());
        thread.interrupt();
    }
}
