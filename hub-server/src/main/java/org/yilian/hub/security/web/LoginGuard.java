package org.yilian.hub.security.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.yilian.hub.security.SecuritySettings;

/**
 * Slows down guessing: after some wrong passwords in a row a name waits 1 s, then 2 s, 4 s, ... up to the longest pause.
 * Names that do not exist wait just the same, so that waiting tells nothing. Kept in memory of one node for a day.
 */
@Component
class LoginGuard {
    private static final int MOST_NAMES = 50_000;
    private static final int MOST_DOUBLINGS = 30;

    private final SecuritySettings settings;
    private final Clock clock;
    private final Cache<String, Failures> failures = Caffeine.newBuilder()
            .maximumSize(MOST_NAMES)
            .expireAfterWrite(Duration.ofDays(1))
            .build();

    LoginGuard(SecuritySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** How long this name has to wait before its password is looked at; zero if it need not. */
    Duration pause(String name) {
        Failures past = failures.getIfPresent(key(name));
        if (past == null || past.count() < settings.loginFailures()) {
            return Duration.ZERO;
        }
        int doublings = Math.min(past.count() - settings.loginFailures(), MOST_DOUBLINGS);
        Duration pause = Duration.ofSeconds(1L << doublings);
        Duration limited = pause.compareTo(settings.longestPause()) > 0 ? settings.longestPause() : pause;
        Duration left = Duration.between(clock.instant(), past.last().plus(limited));
        return left.isNegative() ? Duration.ZERO : left;
    }

    void failed(String name) {
        Instant now = clock.instant();
        failures.asMap().merge(key(name), new Failures(1, now), (past, first) -> new Failures(past.count() + 1, now));
    }

    void succeeded(String name) {
        failures.invalidate(key(name));
    }

    /** A name of any length must not fill the memory. */
    private static String key(String name) {
        String key = name == null ? "" : name.trim().toLowerCase(Locale.ROOT);
        return key.length() > 100 ? key.substring(0, 100) : key;
    }

    private record Failures(int count, Instant last) {}
}
