package org.yilian.hub.security.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.LimitSettings;

/**
 * Counts the requests of each client and each user: as many as the limit of a minute may come at once, then they come as
 * fast as the limit is (the generic cell rate algorithm: one instant for each caller). In memory of one node.
 */
@Component
class Throttle {
    private static final int MOST_CALLERS = 50_000;

    private final LimitSettings limits;
    private final Clock clock;
    /** When the caller's whole minute would be free again. */
    private final Cache<String, Instant> spent = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterWrite(Duration.ofMinutes(2))
            .build();

    Throttle(LimitSettings limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** How long the caller has to wait; zero if the request may pass, and then it is counted. */
    Duration take(Caller caller) {
        int limit = caller.isUser() ? limits.userRequestsPerMinute() : limits.clientRequestsPerMinute();
        if (limit == 0 || !caller.known()) {
            return Duration.ZERO;
        }
        Duration step = Duration.ofMinutes(1).dividedBy(limit);
        AtomicReference<Duration> wait = new AtomicReference<>(Duration.ZERO);
        Instant now = clock.instant();
        spent.asMap().compute((caller.isUser() ? "user " : "client ") + caller.name(), (name, before) -> {
            Instant from = before == null || before.isBefore(now) ? now : before;
            Duration over = Duration.between(now.plus(Duration.ofMinutes(1)), from.plus(step));
            if (over.isNegative() || over.isZero()) {
                return from.plus(step);
            }
            wait.set(over);
            return before;
        });
        return wait.get();
    }
}
