package org.yilian.hub.audit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Accesses that come by the hundred and say the same, as a viewer reads the frames of a study. The first has a record of its
 * own, durable before it is answered as every record is (ADR 0010); it stands for the same access by the same caller with the
 * same rights for a minute. After the minute, or at a stop, a second record tells how many there were (ADR 0103).
 *
 * <p>Whether each of them is allowed is not decided here: doors decide each time, and then come here.
 *
 * <p>Loss. Nothing is answered that no durable record covers. A crash loses the numbers of the minutes that were going on.
 */
@Component
public class RepeatedAccesses implements SmartLifecycle {
    static final Duration MINUTE = Duration.ofMinutes(1);

    private final Consumer<Access> first;
    private final BiConsumer<Access, Long> counted;
    private final LongSupplier nanos;
    private final Map<Access, Minute> going = new ConcurrentHashMap<>();
    private volatile boolean running;

    @Autowired
    RepeatedAccesses(AuditTrail trail) {
        this(trail::record, trail::recordNumber, System::nanoTime);
    }

    RepeatedAccesses(Consumer<Access> first, BiConsumer<Access, Long> counted, LongSupplier nanos) {
        this.first = first;
        this.counted = counted;
        this.nanos = nanos;
    }

    /**
     * Returns when a durable record covers this access.
     *
     * @throws org.yilian.hub.platform.HubFailure BUSY when it cannot be written now; then the answer must not leave
     */
    public void record(Access access) {
        while (true) {
            Minute mine = new Minute(nanos.getAsLong());
            Minute there = going.putIfAbsent(access, mine);
            if (there == null) {
                begin(access, mine);
                return;
            }
            if (there.isOver(nanos.getAsLong())) {
                end(access, there);
            } else if (there.count()) {
                return;
            }
        }
    }

    private void begin(Access access, Minute minute) {
        try {
            first.accept(access);
            minute.durable.complete(null);
        } catch (RuntimeException | Error e) {
            going.remove(access, minute);
            minute.durable.completeExceptionally(e);
            throw e;
        }
    }

    private void end(Access access, Minute minute) {
        if (going.remove(access, minute)) {
            long times = minute.close();
            if (times > 1) {
                counted.accept(access, times);
            }
        }
    }

    @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT10S")
    void endMinutes() {
        long now = nanos.getAsLong();
        going.forEach((access, minute) -> {
            if (minute.isOver(now)) {
                end(access, minute);
            }
        });
    }

    @Override
    public void start() {
        running = true;
    }

    /** After the doors, before the trail. */
    @Override
    public void stop() {
        running = false;
        going.forEach(this::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }

    /** Begins before its record has its time. */
    private static final class Minute {
        private final long since;
        private final CompletableFuture<Void> durable = new CompletableFuture<>();
        private long times = 1;
        private boolean closed;

        Minute(long since) {
            this.since = since;
        }

        boolean isOver(long now) {
            return durable.isDone() && now - since >= MINUTE.toNanos();
        }

        /** Waits for the record; false when the number has been told already. */
        boolean count() {
            try {
                durable.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw e;
            }
            synchronized (this) {
                times += closed ? 0 : 1;
                return !closed;
            }
        }

        synchronized long close() {
            closed = true;
            return times;
        }
    }
}
