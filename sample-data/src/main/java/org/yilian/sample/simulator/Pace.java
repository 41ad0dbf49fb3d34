package org.yilian.sample.simulator;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Spreads sendings over time, and waits between attempts. */
final class Pace {
    private final long gapNanos;
    private long next = System.nanoTime();

    Pace(double perSecond) {
        this.gapNanos = perSecond <= 0 ? 0 : (long) (1e9 / perSecond);
    }

    void await() throws InterruptedException {
        if (gapNanos == 0) {
            return;
        }
        long mine;
        synchronized (this) {
            mine = Math.max(next, System.nanoTime());
            next = mine + gapNanos;
        }
        TimeUnit.NANOSECONDS.sleep(mine - System.nanoTime());
    }

    /** @param attempt the one that failed, from 1 */
    static void pause(PlaySettings settings, int attempt) throws InterruptedException {
        Duration pause = settings.pause().multipliedBy(1L << Math.min(6, attempt - 1));
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    }
}
