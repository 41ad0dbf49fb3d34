package org.yilian.hub.imaging.index;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;

/**
 * What has been told to be stored and is not in the index yet (ADR 0098). Whoever reads the index calls {@link #await} first,
 * before he begins a transaction, and then sees all that was told before.
 */
@Component
public class Backlog {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private long entered;
    private long left;
    private int awaiting;

    /** An object that is about to be told to be stored. */
    public synchronized void enter() {
        entered++;
        notifyAll();
    }

    /** As many objects, the oldest, are in the index or in quarantine. */
    public synchronized void leave(int count) {
        left += count;
        notifyAll();
    }

    /**
     * Returns when all that had been told to be stored is in the index.
     *
     * @throws HubFailure BUSY when that takes too long
     */
    public synchronized void await() {
        if (left == entered) {
            return;
        }
        long needed = entered;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        awaiting++;
        notifyAll();
        try {
            while (left < needed) {
                waitUntil(deadline);
                if (left < needed && System.nanoTime() - deadline >= 0) {
                    throw behind(null);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw behind(e);
        } finally {
            awaiting--;
        }
    }

    /** For the one who writes the index: returns when somebody awaits it, so many objects have come together, or time is over. */
    public synchronized void gather(int count, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (awaiting == 0 && entered - left < count && System.nanoTime() - deadline < 0) {
            waitUntil(deadline);
        }
    }

    private void waitUntil(long deadline) throws InterruptedException {
        long millis = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
        wait(millis);
    }

    private static HubFailure behind(Throwable cause) {
        return new HubFailure(FailureCategory.BUSY, "HUB-0591", "the image index is behind", cause);
    }
}
