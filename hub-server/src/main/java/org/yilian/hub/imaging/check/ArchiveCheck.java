package org.yilian.hub.imaging.check;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yilian.hub.imaging.check.FindingRows.Named;
import org.yilian.hub.imaging.store.ImageStore;
import org.yilian.hub.imaging.store.ListedObject;

/**
 * Compares store and index once a day, and when an operator asks. An object that nobody names and that is older than any
 * arrival can take was left by a crash between file and row; its sender was never told that it is stored. It is set aside, not
 * deleted. Where many of them turn up, the database is the one that lost something (a restored backup): then all stay where
 * they are, and the operator is told.
 */
@Component
public class ArchiveCheck {
    private static final Logger log = LoggerFactory.getLogger(ArchiveCheck.class);
    /** As long as what connections that broke left behind is kept. */
    private static final Duration SAFE = Duration.ofHours(24);
    /** This many, or one in a hundred, may be what crashes left. */
    private static final long FEW = 100;

    private static final int ALL = 100_000;

    private final ImageStore store;
    private final FindingRows rows;
    private final Clock clock;
    private final Counter aside;
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            task -> new Thread(task, "archive-check"),
            new ThreadPoolExecutor.DiscardPolicy());

    ArchiveCheck(ImageStore store, FindingRows rows, Clock clock, MeterRegistry metrics) {
        this.store = store;
        this.rows = rows;
        this.clock = clock;
        this.aside = Counter.builder("hub.imaging.orphans.aside")
                .description("objects that nobody named and that were set aside")
                .register(metrics);
        Gauge.builder("hub.imaging.orphans", rows, each -> each.count(Finding.Kind.ORPHAN))
                .description("objects of the image store that nobody names, where they were")
                .register(metrics);
        Gauge.builder("hub.imaging.missing", rows, each -> each.count(Finding.Kind.MISSING))
                .description("objects that archive or quarantine name and the image store does not have")
                .register(metrics);
    }

    /** Begins a comparison, unless one is under way and another waits already. */
    @Scheduled(fixedDelayString = "P1D", initialDelayString = "PT1H")
    public void start() {
        worker.execute(() -> {
            try {
                run(clock.instant().minus(SAFE));
            } catch (IOException | RuntimeException e) {
                log.error(
                        "HUB-0567: store and index could not be compared: cause={}",
                        e.getClass().getSimpleName());
            }
        });
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }

    /**
     * Compares, sets aside, keeps what it found.
     *
     * @param unlessNewerThan objects published since are left alone
     */
    public Comparison run(Instant unlessNewerThan) throws IOException {
        Instant begun = clock.instant();
        StoreWalk walk = new StoreWalk(store, rows, unlessNewerThan);
        walk.walk();
        rows.findings(ALL).stream().filter(this::isOver).forEach(each -> rows.forget(each.key()));
        boolean few = walk.orphanCount() <= Math.max(FEW, walk.objects() / 100);
        long moved = 0;
        for (ListedObject each : walk.orphans()) {
            boolean gone = few && setAside(each, unlessNewerThan);
            moved += gone ? 1 : 0;
            Finding.Kind kind = gone ? Finding.Kind.ASIDE : Finding.Kind.ORPHAN;
            rows.found(new Finding(each.key(), kind, null, null, null, each.size(), begun));
        }
        for (Named each : walk.missing()) {
            rows.found(new Finding(
                    each.key(),
                    Finding.Kind.MISSING,
                    each.facility(),
                    each.studyUid(),
                    each.sopUid(),
                    each.size(),
                    begun));
        }
        Comparison done = new Comparison(
                begun,
                clock.instant(),
                walk.objects(),
                walk.orphanCount(),
                moved,
                walk.missing().size());
        rows.ended(done);
        tell(done, few);
        return done;
    }

    private boolean setAside(ListedObject orphan, Instant unlessNewerThan) {
        try {
            boolean done = store.setAside(orphan.key(), unlessNewerThan);
            if (done) {
                aside.increment();
            }
            return done;
        } catch (IOException e) {
            return false;
        }
    }

    private void tell(Comparison done, boolean few) {
        if (done.missing() > 0) {
            log.error("HUB-0568: the index names objects that the store does not have: missing={}", done.missing());
        }
        if (!few) {
            log.error("HUB-0569: too many objects that nobody names, none set aside: orphans={}", done.orphans());
        } else if (done.orphans() > 0) {
            log.warn("objects that nobody names: orphans={} aside={}", done.orphans(), done.aside());
        }
    }

    /** What an operator took away, what came again, and what was removed since. */
    private boolean isOver(Finding finding) {
        return switch (finding.kind()) {
            case ASIDE -> !store.exists(ImageStore.aside(finding.key()));
            case ORPHAN, MISSING -> true;
        };
    }

    /** The last comparison that came to its end. */
    public Optional<Comparison> last() {
        return rows.last();
    }

    /** Newest first. */
    public List<Finding> findings(int limit) {
        return rows.findings(limit);
    }
}
