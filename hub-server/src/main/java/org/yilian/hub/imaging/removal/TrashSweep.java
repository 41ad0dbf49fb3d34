package org.yilian.hub.imaging.removal;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yilian.hub.imaging.index.Removals;
import org.yilian.hub.imaging.index.Removals.Trash;
import org.yilian.hub.imaging.store.ImageStore;

/**
 * Deletes the files of removed instances once nobody can be reading them any more, and what connections that broke left in
 * the store. A file that the index names again stays.
 */
@Component
public class TrashSweep {
    private static final Logger log = LoggerFactory.getLogger(TrashSweep.class);
    /** Longer than any answer takes that was begun before the removal. */
    private static final Duration KEPT = Duration.ofMinutes(10);
    /** Longer than any object takes to arrive. */
    private static final Duration ARRIVING = Duration.ofHours(24);

    private static final int AT_ONCE = 1_000;

    private final ImageStore store;
    private final Removals removals;
    private final Clock clock;

    TrashSweep(ImageStore store, Removals removals, Clock clock) {
        this.store = store;
        this.removals = removals;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void sweep() {
        sweep(clock.instant().minus(KEPT));
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1H")
    void sweepIncoming() throws IOException {
        int leftovers = store.sweep(clock.instant().minus(ARRIVING));
        if (leftovers > 0) {
            log.warn("leftovers of objects that never arrived: removed={}", leftovers);
        }
    }

    /** Deletes what was removed before this moment; returns how many files. */
    public int sweep(Instant removedBefore) {
        int deleted = 0;
        for (Trash file : removals.trash(removedBefore, AT_ONCE)) {
            try {
                if (!removals.isNamed(file) && store.delete(file.fileKey(), removedBefore)) {
                    deleted++;
                }
                removals.forget(file);
            } catch (IOException e) {
                log.error(
                        "HUB-0543: a removed file could not be deleted: cause={}",
                        e.getClass().getSimpleName());
            }
        }
        return deleted;
    }
}
