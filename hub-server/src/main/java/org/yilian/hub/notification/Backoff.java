package org.yilian.hub.notification;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between tries: doubled each time up to a cap, and of each a random half, so that messages that failed together are
 * not tried together.
 */
record Backoff(Duration first, Duration longest, RandomGenerator random) {

    /** @param tries that have failed, from 1 on */
    Duration after(int tries) {
        long cap = longest.toMillis();
        long whole = first.toMillis();
        for (int i = 1; i < tries && whole < cap; i++) {
            whole *= 2;
        }
        whole = Math.min(whole, cap);
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }
}
