package org.yilian.hub.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.LimitSettings;

class ThrottleTest {
    private static final Caller HOSPITAL = Caller.system("h001", "H001", Set.of());
    private static final Caller OTHER = Caller.system("h002", "H002", Set.of());
    private static final Caller DOCTOR = new Caller("h001", null, Set.of(), Set.of("DOCTOR"));

    private final Moving clock = new Moving();
    private final Throttle throttle = new Throttle(new LimitSettings(60, 10, DataSize.ofMegabytes(1)), clock);

    @Test
    void aMinutesWorthMayComeAtOnceThenOneByOne() {
        assertThat(passing(HOSPITAL, 100)).isEqualTo(60);
        assertThat(throttle.take(HOSPITAL)).isEqualTo(Duration.ofSeconds(1));
        clock.move(Duration.ofSeconds(3));
        assertThat(passing(HOSPITAL, 100)).isEqualTo(3);
        clock.move(Duration.ofMinutes(5));
        assertThat(passing(HOSPITAL, 100))
                .as("no more than a minute is saved up")
                .isEqualTo(60);
    }

    @Test
    void oneCallerDoesNotSpendAnothersMinute() {
        passing(HOSPITAL, 100);
        assertThat(passing(OTHER, 100)).isEqualTo(60);
        assertThat(passing(DOCTOR, 100))
                .as("a person with the name of a system")
                .isEqualTo(10);
    }

    @Test
    void zeroIsNoLimitAndNobodyIsNotCounted() {
        Throttle open = new Throttle(new LimitSettings(0, 0, DataSize.ofMegabytes(1)), clock);
        for (int i = 0; i < 1000; i++) {
            assertThat(open.take(HOSPITAL)).isZero();
            assertThat(throttle.take(Caller.NOBODY)).isZero();
        }
    }

    private int passing(Caller caller, int tries) {
        int passed = 0;
        for (int i = 0; i < tries; i++) {
            passed += throttle.take(caller).isZero() ? 1 : 0;
        }
        return passed;
    }

    private static final class Moving extends Clock {
        private Instant now = Instant.parse("2026-11-26T08:00:00Z");

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
