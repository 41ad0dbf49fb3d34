package org.yilian.hub.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.yilian.hub.security.SecuritySettings;

class LoginGuardTest {
    private final SteppingClock clock = new SteppingClock();
    private final LoginGuard guard = new LoginGuard(
            new SecuritySettings("", "", Duration.ofMinutes(5), 3, Duration.ofSeconds(5), Duration.ofHours(8), false),
            clock);

    @Test
    void pausesDoubleUpToTheLongest() {
        fail(2);
        assertThat(guard.pause("x")).isZero();
        fail(1);
        assertThat(guard.pause("x")).isEqualTo(Duration.ofSeconds(1));
        fail(1);
        assertThat(guard.pause("x")).isEqualTo(Duration.ofSeconds(2));
        fail(20);
        assertThat(guard.pause("x")).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aPauseEnds() {
        fail(3);
        clock.now = clock.now.plusSeconds(2);
        assertThat(guard.pause("x")).isZero();
    }

    @Test
    void theRightPasswordMakesAFreshStart() {
        fail(5);
        guard.succeeded("X ");
        assertThat(guard.pause("x")).isZero();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            guard.failed("x");
        }
    }

    private static final class SteppingClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
