package org.yilian.hub.notification;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.facility.Destination;

/**
 * Delivers one destination's messages, one after the other, on a thread of its own.
 *
 * <p>Order: a message waits for those before it with the same ordering key, also while they wait for another try. What waits
 * is always read from the table: after a crash the same loop finds the same rows, nothing is handed over in memory only.
 *
 * <p>Loss and doubles: a row leaves WAITING only after the receiver's answer (or an operator's decision), so nothing is lost.
 * If the process dies between sending and that commit, or no answer comes, the same bytes with the same MSH-10 go out again:
 * the receiver knows them by it.
 *
 * <p>Several nodes on one database: only who has the destination's lease reads and sends. It is renewed in the transaction
 * that says a try is under way, so a node that lost it meanwhile does not send.
 */
final class Courier implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final long IDLE_MILLIS = 1000;

    private final Destination destination;
    private final Deliveries deliveries;
    private final TransactionTemplate transaction;
    private final Leases leases;
    private final Line line;
    private final Backoff backoff;
    private final int errorAttempts;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean running = true;
    private int unreachable;
    private Instant closedUntil = Instant.MIN;
    private boolean mine;
    private long renewedAt;

    Courier(
            Destination destination,
            Deliveries deliveries,
            TransactionTemplate transaction,
            Leases leases,
            Backoff backoff,
            NotificationSettings settings,
            Clock clock,
            MeterRegistry metrics) {
        this.destination = destination;
        this.deliveries = deliveries;
        this.transaction = transaction;
        this.leases = leases;
        this.line = new Line(destination, settings);
        this.backoff = backoff;
        this.errorAttempts = settings.errorAttempts();
        this.clock = clock;
        this.metrics = metrics;
    }

    /** There may be something to do. */
    void wake() {
        news.release();
    }

    void stop() {
        running = false;
        wake();
    }

    @Override
    public void run() {
        while (running) {
            try {
                if (!deliverNext()) {
                    await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (running) {
                    LOG.error(
                            "outbound queue not readable, trying again: destination={} cause={}",
                            destination.name(),
                            e.getClass().getSimpleName());
                    closedUntil = clock.instant().plus(backoff.after(1));
                }
            }
        }
        line.close();
        release();
    }

    private void release() {
        try {
            leases.release(destination.name());
        } catch (RuntimeException e) {
            LOG.warn("lease not given back, it ends by itself: destination={}", destination.name());
        }
    }

    /** Asks the database no more often than it takes to keep the lease. */
    private boolean isMine() {
        long now = System.nanoTime();
        if (mine && now - renewedAt < leases.length().toNanos() / 3) {
            return true;
        }
        boolean taken = leases.take(destination.name());
        if (taken != mine) {
            LOG.info("lease {}: destination={}", taken ? "taken" : "lost", destination.name());
        }
        mine = taken;
        renewedAt = now;
        return mine;
    }

    private void await() throws InterruptedException {
        long pause = Math.min(IDLE_MILLIS, Math.max(1, backoff.first().toMillis()));
        news.tryAcquire(pause, TimeUnit.MILLISECONDS);
        news.drainPermits();
    }

    /** True when one was tried. */
    private boolean deliverNext() {
        Instant now = clock.instant();
        if (!isMine() || now.isBefore(closedUntil)) {
            return false;
        }
        Optional<Deliveries.Due> due = deliveries.next(destination.name(), now);
        return due.filter(this::begin).map(this::deliver).isPresent();
    }

    private boolean begin(Deliveries.Due due) {
        long now = System.nanoTime();
        mine = Boolean.TRUE.equals(transaction.execute(status -> {
            boolean held = leases.hold(destination.name());
            if (held) {
                deliveries.begin(due, clock.instant());
            }
            return held;
        }));
        renewedAt = now;
        if (!mine) {
            LOG.info("lease lost: destination={}", destination.name());
        }
        return mine;
    }

    private Outcome deliver(Deliveries.Due due) {
        Outcome outcome = due.sealed() == null ? line.send(due.raw()) : Outcome.of(due.sealed());
        Instant now = clock.instant();
        int tries = due.attempts() + 1;
        DeliveryState state = state(outcome, tries);
        Instant nextAt = state == DeliveryState.WAITING ? now.plus(backoff.after(tries)) : now;
        transaction.executeWithoutResult(status -> deliveries.end(due.id(), outcome, state, nextAt, now));
        reached(outcome, now);
        metrics.counter(
                        "hub.notification.attempts",
                        "destination",
                        destination.name(),
                        "outcome",
                        outcome.word().name())
                .increment();
        log(due, outcome, state, tries);
        return outcome;
    }

    private DeliveryState state(Outcome outcome, int tries) {
        if (outcome.taken()) {
            return DeliveryState.DELIVERED;
        }
        boolean tooOften = outcome.word() == Outcome.Word.ERROR && tries >= errorAttempts;
        return outcome.again() && !tooOften ? DeliveryState.WAITING : DeliveryState.DEAD;
    }

    /** A receiver that is away is not asked again for each patient. */
    private void reached(Outcome outcome, Instant now) {
        if (outcome.word() == Outcome.Word.NOT_SENT) {
            unreachable++;
            closedUntil = now.plus(backoff.after(unreachable));
        } else {
            unreachable = 0;
        }
    }

    private void log(Deliveries.Due due, Outcome outcome, DeliveryState state, int tries) {
        if (outcome.taken()) {
            LOG.info("delivered: destination={} delivery={} attempt={}", destination.name(), due.id(), tries);
        } else {
            LOG.warn(
                    "not delivered: destination={} delivery={} attempt={} code={} state={}",
                    destination.name(),
                    due.id(),
                    tries,
                    outcome.errorCode(),
                    state);
        }
    }
}
