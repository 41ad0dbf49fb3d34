package org.yilian.hub.sharing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing. A link waits after some wrong codes in a row, 1 s, then 2 s, 4 s, ..., kept in the database so that
 * neither a restart nor another node forgets; an address that tries many links is held off in memory of this node.
 */
@Component
class Guesses {
    private static final int MOST_ADDRESSES = 50_000;
    private static final int MOST_DOUBLINGS = 20;

    private final SharingSettings settings;
    private final Clock clock;
    private final Cache<String, AtomicInteger> tries = Caffeine.newBuilder()
            .maximumSize(MOST_ADDRESSES)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    Guesses(SharingSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether this address has tried more often than a person types. */
    boolean tooMany(String address) {
        return tries.get(address, unknown -> new AtomicInteger()).incrementAndGet() > settings.openTriesPerMinute();
    }

    /** How long this link still has to wait. */
    Duration pause(Share share) {
        if (share.failedAt() == null || share.failures() < settings.freeTries()) {
            return Duration.ZERO;
        }
        Duration pause = Duration.ofSeconds(1L << Math.min(share.failures() - settings.freeTries(), MOST_DOUBLINGS));
        Duration limited = pause.compareTo(settings.longestPause()) > 0 ? settings.longestPause() : pause;
        Instant free = share.failedAt().plus(limited);
        Duration left = Duration.between(clock.instant(), free);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
