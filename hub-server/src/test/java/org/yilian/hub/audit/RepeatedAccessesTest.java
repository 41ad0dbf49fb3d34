package org.yilian.hub.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.yilian.hub.facility.PurposeOfUse;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;

class RepeatedAccessesTest {
    private static final long MINUTE = RepeatedAccesses.MINUTE.toNanos();
    private static final Caller DOCTOR = new Caller("doctor", "H001", Set.of(), Set.of("DOCTOR"));

    private final AtomicLong nanos = new AtomicLong();
    private final List<Access> records = new ArrayList<>();
    private final List<Long> numbers = new ArrayList<>();
    private final RepeatedAccesses repeated = repeated(records::add);

    private RepeatedAccesses repeated(Consumer<Access> first) {
        return new RepeatedAccesses(
                first,
                (access, times) -> {
                    synchronized (numbers) {
                        numbers.add(times);
                    }
                },
                nanos::get);
    }

    @Test
    void hasOneRecordForAMinuteAndThenTheNumber() {
        for (int i = 0; i < 150; i++) {
            repeated.record(frames("1", "a").by(DOCTOR));
        }
        nanos.addAndGet(MINUTE - 1);
        repeated.record(frames("1", "a").by(DOCTOR));
        repeated.endMinutes();
        assertThat(records).hasSize(1);
        assertThat(numbers).isEmpty();

        nanos.incrementAndGet();
        repeated.record(frames("1", "a").by(DOCTOR));
        assertThat(records).hasSize(2);
        assertThat(numbers).containsExactly(151L);
    }

    @Test
    void tellsTheNumberThoughNobodyComesAgain() {
        repeated.record(frames("1", "a").by(DOCTOR));
        repeated.record(frames("1", "a").by(DOCTOR));
        nanos.addAndGet(MINUTE);
        repeated.endMinutes();
        repeated.endMinutes();
        assertThat(numbers).containsExactly(2L);
    }

    @Test
    void tellsTheNumbersOfGoingMinutesWhenItStops() {
        repeated.start();
        repeated.record(frames("1", "a").by(DOCTOR));
        repeated.record(frames("1", "a").by(DOCTOR));
        repeated.stop();
        assertThat(numbers).containsExactly(2L);
    }

    @Test
    void aSingleAccessIsItsOwnNumber() {
        repeated.record(frames("1", "a").by(DOCTOR));
        nanos.addAndGet(MINUTE);
        repeated.endMinutes();
        assertThat(records).hasSize(1);
        assertThat(numbers).isEmpty();
    }

    @Test
    void recordsEachCallerWithItsRightsEachStudyAndEachPatient() {
        List<Access> different = List.of(
                frames("1", "a").by(DOCTOR),
                frames("2", "a").by(DOCTOR),
                frames("1", "b").by(DOCTOR),
                frames("1", "a").by(new Caller("doctor", "H001", Set.of(), Set.of("DOCTOR", "RADIOLOGIST"))),
                frames("1", "a").by(new Caller("doctor", "H002", Set.of(), Set.of("DOCTOR"))),
                frames("1", "a").by(DOCTOR.asking(PurposeOfUse.HRESCH)),
                frames("1", "a")
                        .by(new Caller("doctor", "H001", Set.of(), Set.of("DOCTOR"), "an-app", PurposeOfUse.TREAT)),
                frames("1", "a").by(Caller.guest("share", "1")));
        different.forEach(repeated::record);
        different.forEach(repeated::record);
        assertThat(records).containsExactlyElementsOf(different);
    }

    @Test
    void letsNothingThroughWithoutARecord() {
        RepeatedAccesses none = repeated(access -> {
            throw new IllegalStateException("no record");
        });
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> none.record(frames("1", "a").by(DOCTOR))).hasMessage("no record");
        }
        assertThat(numbers).isEmpty();
    }

    /** Those who come while the first record is on its way wait for it, and fail with it. */
    @Test
    void nobodyPassesBeforeTheRecordIsDurable() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        RepeatedAccesses slow = repeated(access -> {
            writing.countDown();
            await(written);
            throw new IllegalStateException("no record");
        });
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try {
            Future<?> first = callers.submit(() -> slow.record(frames("1", "a").by(DOCTOR)));
            await(writing);
            Future<?> second = callers.submit(() -> slow.record(frames("1", "a").by(DOCTOR)));
            assertThatThrownBy(() -> second.get(200, TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            written.countDown();
            assertThatThrownBy(first::get).hasRootCauseMessage("no record");
            assertThatThrownBy(second::get).hasRootCauseMessage("no record");
        } finally {
            callers.shutdownNow();
        }
    }

    /** Minutes begin and end under the feet of many callers; no access is counted twice or not at all. */
    @Test
    void numbersAddUp() throws Exception {
        AtomicLong singles = new AtomicLong();
        RepeatedAccesses busy = repeated(access -> singles.incrementAndGet());
        int callers = 4;
        int each = 20_000;
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                done.add(threads.submit(() -> {
                    for (int n = 0; n < each; n++) {
                        nanos.addAndGet(MINUTE / 50);
                        busy.record(frames("1", "a").by(DOCTOR));
                        if (n % 100 == 0) {
                            busy.endMinutes();
                        }
                    }
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
        busy.stop();
        long minutesOfMany = numbers.size();
        long counted = numbers.stream().mapToLong(Long::longValue).sum();
        assertThat(minutesOfMany).isGreaterThan(10);
        assertThat(counted + (singles.get() - minutesOfMany)).isEqualTo((long) callers * each);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Access frames(String study, String patient) {
        return Access.read(
                        Door.DICOMWEB, "ImagingStudy", List.of("urn:oid:1.2." + study), List.of("Patient/" + patient))
                .as(Access.Action.READ, "frames");
    }
}
