package org.yilian.hub.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), new Random(1));

    @Test
    void doublesAndIsAtLeastHalfOfWhatItCouldBe() {
        for (int tries = 1; tries <= 8; tries++) {
            long whole = 1000L << (tries - 1);
            assertThat(backoff.after(tries)).isBetween(Duration.ofMillis(whole / 2), Duration.ofMillis(whole));
        }
    }

    @Test
    void neverIsLongerThanTheLongestPause() {
        for (int tries : new int[] {9, 10, 60, 1_000_000}) {
            assertThat(backoff.after(tries)).isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
        }
    }

    @Test
    void differsFromTryToTry() {
        assertThat(IntStream.range(0, 20)
                        .mapToObj(i -> backoff.after(20))
                        .distinct()
                        .count())
                .isGreaterThan(10);
    }
}
