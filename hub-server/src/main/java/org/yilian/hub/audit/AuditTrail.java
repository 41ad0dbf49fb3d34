package org.yilian.hub.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;

/**
 * Writes the audit trail: one thread, one connection of its own, as many records per commit as have come together.
 *
 * <p>Threads. {@link #record} returns when the record is committed; callers wait for a group commit, not for each other.
 * The connection is not from the callers' budget, so a caller that holds one cannot wait for itself. {@link #recordLater}
 * returns when the record is queued.
 *
 * <p>Loss. A record whose {@link #record} returned survives a crash. One that was only queued is lost with the process.
 * When the database does not take records, callers are refused after {@value #PATIENCE_SECONDS} s: no access without a
 * record. Records already queued are tried again until they are in, in order.
 */
@Component
@DependsOnDatabaseInitialization
public class AuditTrail implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);
    private static final int QUEUE = 10_000;
    private static final int LARGEST_BATCH = 500;
    private static final long PATIENCE_SECONDS = 10;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final DataSource dataSource;
    private final Clock clock;
    private final Counter written;
    private final BulkBrowsing browsing;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE);
    private volatile boolean running;
    private Thread writer;
    private Connection connection;
    private ChainLink end;

    AuditTrail(DataSource dataSource, AuditSettings settings, Clock clock, MeterRegistry metrics) {
        this.dataSource = dataSource;
        this.clock = clock;
        written = metrics.counter("hub.audit.records");
        browsing = new BulkBrowsing(settings.openedPerHour(), settings.listedPerHour(), metrics);
        metrics.gauge("hub.audit.waiting", queue, BlockingQueue::size);
    }

    /**
     * Writes the access down for good before it returns; call it before the answer leaves.
     *
     * @throws HubFailure BUSY when the record cannot be written now; then the answer must not leave
     */
    public void record(Access access) {
        try {
            enqueue(access).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            browsing.seen(access, clock.instant()).ifPresent(this::recordLater);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notWritten(e);
        } catch (ExecutionException | TimeoutException e) {
            throw notWritten(e);
        }
    }

    /** For what discloses nothing: refusals, sign-ins. Waits only while the queue is full. */
    public void recordLater(Access access) {
        enqueue(access);
    }

    /** How many accesses an earlier record stood for; that one has disclosed them already, so nobody waits. */
    void recordNumber(Access access, long times) {
        enqueue(AuditRecord.of(access, clock.instant()).standingFor(times));
    }

    private CompletableFuture<Void> enqueue(Access access) {
        return enqueue(AuditRecord.of(access, clock.instant()));
    }

    private CompletableFuture<Void> enqueue(AuditRecord record) {
        Waiting waiting = new Waiting(record, new CompletableFuture<>());
        try {
            if (!queue.offer(waiting, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw notWritten(null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notWritten(e);
        }
        return waiting.done();
    }

    private static HubFailure notWritten(Throwable cause) {
        return new HubFailure(FailureCategory.BUSY, "HUB-0951", "the audit trail takes no records now", cause);
    }

    @Override
    public void start() {
        running = true;
        writer = new Thread(this::write, "audit-trail");
        writer.start();
    }

    private void write() {
        List<Waiting> batch = new ArrayList<>(LARGEST_BATCH);
        while (running || !queue.isEmpty()) {
            try {
                Waiting first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, LARGEST_BATCH - 1);
                    writeUntilCommitted(batch);
                    batch.clear();
                }
            } catch (InterruptedException e) {
                break;
            }
        }
        batch.forEach(waiting -> waiting.done().completeExceptionally(new IllegalStateException("shut down")));
        close();
    }

    private void writeUntilCommitted(List<Waiting> batch) throws InterruptedException {
        List<AuditRecord> records = batch.stream().map(Waiting::record).toList();
        for (int failures = 0; ; failures++) {
            try {
                open();
                ChainLink reached = AuditRows.append(connection, end, records);
                connection.commit();
                end = reached;
                written.increment(records.size());
                batch.forEach(waiting -> waiting.done().complete(null));
                return;
            } catch (SQLException | RuntimeException e) {
                // Also when another node was faster: its records moved the end of the chain, which is read again.
                close();
                if (failures > 3) {
                    log.error("HUB-0952: {} audit records wait for the database ({})", batch.size(), e.getClass());
                    TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_FAILURE.toMillis());
                }
            }
        }
    }

    private void open() throws SQLException {
        if (connection == null) {
            connection = dataSource.getConnection();
            connection.setAutoCommit(false);
            end = AuditRows.last(connection);
        }
    }

    private void close() {
        if (connection == null) {
            return;
        }
        try (Connection closing = connection) {
            closing.rollback();
        } catch (SQLException e) {
            log.warn("HUB-0953: the connection of the audit trail was lost");
        }
        connection = null;
    }

    @Override
    public void stop() {
        running = false;
        try {
            writer.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** First up and last down: the doors must find it. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    private record Waiting(AuditRecord record, CompletableFuture<Void> done) {}
}
