package org.yilian.hub.notification;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.facility.Destination;
import org.yilian.hub.facility.Region;

/** A {@link Courier} for each destination of the region, from start to stop. */
@Component
class Couriers implements SmartLifecycle {
    private static final long PATIENCE_MILLIS = 2000;
    /** With the intake: starts before the listeners do, stops after them. */
    private static final int PHASE = 100;

    private final Region region;
    private final Deliveries deliveries;
    private final TransactionTemplate transaction;
    private final Leases leases;
    private final NotificationSettings settings;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Map<String, Courier> byDestination = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    Couriers(
            Region region,
            Deliveries deliveries,
            TransactionTemplate transaction,
            Leases leases,
            NotificationSettings settings,
            Clock clock,
            MeterRegistry metrics) {
        this.region = region;
        this.deliveries = deliveries;
        this.transaction = transaction;
        this.leases = leases;
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
    }

    synchronized void wake(String destination) {
        Courier courier = byDestination.get(destination);
        if (courier != null) {
            courier.wake();
        }
    }

    @Override
    public synchronized void start() {
        Backoff backoff = new Backoff(settings.firstPause(), settings.longestPause(), new SecureRandom());
        for (Destination destination : region.destinations()) {
            Courier courier =
                    new Courier(destination, deliveries, transaction, leases, backoff, settings, clock, metrics);
            byDestination.put(destination.name(), courier);
            Thread thread = new Thread(courier, "courier-" + destination.name());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        running = true;
    }

    /** Does not wait for an acknowledgment that does not come: what is under way then is sent again after the next start. */
    @Override
    public synchronized void stop() {
        running = false;
        byDestination.values().forEach(Courier::stop);
        try {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
            for (Thread thread : threads) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        byDestination.clear();
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
