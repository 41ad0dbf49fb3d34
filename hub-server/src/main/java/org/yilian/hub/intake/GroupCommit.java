package org.yilian.hub.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes arrivals durable, many connections' in one commit: while one group is on its way to the disk, the next is sent to the
 * database, a third gathers.
 *
 * <p>A duplicate is recognised here and never stored: its future has the first answer.
 */
@Component
class GroupCommit implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int GROUP = 256;
    private static final int COMMITTERS = 2;

    /** How long a group may wait for senders that were in the one before: they answer within this, or not at once. */
    private static final long GATHER_NANOS = TimeUnit.MICROSECONDS.toNanos(300);

    private static final int TRIES = 3;

    /** For how many groups duplicates are looked for after one was met. */
    private static final int WARY_GROUPS = 64;

    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(4 * GROUP);
    private final Inbox inbox;
    private final TransactionTemplate transaction;
    private final List<Thread> threads;
    private final ReentrantLock gathering = new ReentrantLock();
    private final UnderWay underWay = new UnderWay();
    private volatile int wary;
    private int before = 1; // how many came together last time; guarded by gathering
    private volatile Runnable afterCommit = () -> {};

    /** Plain JDBC: a session of Hibernate for each commit would cost more than the commit. */
    GroupCommit(Inbox inbox, DataSource dataSource) {
        this.inbox = inbox;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        threads = IntStream.range(0, COMMITTERS).mapToObj(this::start).toList();
    }

    private Thread start(int number) {
        Thread thread = new Thread(this::run, "intake-commit-" + number);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** What happened: stored now, or answered before. */
    record Stored(boolean duplicate, Inbox.Answer answer) {}

    private record Waiting(Arrival arrival, CompletableFuture<Stored> outcome) {}

    /** Returns when whatever was on its way into the inbox until now has arrived there or never will. */
    void awaitUnderWay() throws InterruptedException {
        underWay.awaitAllSoFar();
    }

    /** Called after each commit. */
    void afterCommit(Runnable listener) {
        afterCommit = listener;
    }

    /** Completes when the arrival is durable; completes exceptionally when it surely is not. */
    CompletableFuture<Stored> add(Arrival arrival) throws InterruptedException {
        CompletableFuture<Stored> outcome = new CompletableFuture<>();
        queue.put(new Waiting(arrival, outcome));
        return outcome;
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                List<Waiting> group = gather();
                long ticket = underWay.begin();
                try {
                    commit(group);
                } finally {
                    underWay.end(ticket);
                }
                afterCommit.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private List<Waiting> gather() throws InterruptedException {
        gathering.lockInterruptibly();
        try {
            List<Waiting> group = new ArrayList<>();
            gather(group, before);
            before = group.size();
            // Two groups that hold some of the same messages meet them in the same order, and neither waits for the
            // other.
            group.sort(Comparator.comparing(each -> each.arrival.key()));
            return group;
        } finally {
            gathering.unlock();
        }
    }

    /** As many as came together last time, if they come soon: the senders just answered send their next about now. */
    private void gather(List<Waiting> group, int before) throws InterruptedException {
        group.add(queue.take());
        queue.drainTo(group, GROUP - 1);
        long end = System.nanoTime() + GATHER_NANOS;
        while (group.size() < before) {
            Waiting next = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            group.add(next);
            queue.drainTo(group, GROUP - group.size());
        }
    }

    private void commit(List<Waiting> group) {
        try {
            Map<String, Inbox.Answer> answered = store(group);
            for (Waiting each : group) {
                Inbox.Answer own = new Inbox.Answer(each.arrival.ackCode(), each.arrival.ack());
                // The same message twice in one group: the second hears what the first did.
                Inbox.Answer before = answered.putIfAbsent(each.arrival.key(), own);
                each.outcome.complete(new Stored(before != null, before != null ? before : own));
            }
        } catch (DataIntegrityViolationException e) {
            // One of them does not fit: the others shall not hear that they are not stored.
            if (group.size() > 1) {
                List.copyOf(group).forEach(each -> commit(List.of(each)));
            } else {
                refuse(group, e);
            }
        } catch (RuntimeException e) {
            refuse(group, e);
        }
    }

    private static void refuse(List<Waiting> group, RuntimeException e) {
        LOG.error("arrivals not stored, their senders are told so: count={} cause={}", group.size(), name(e));
        group.forEach(each -> each.outcome.completeExceptionally(e));
    }

    /**
     * Asks for earlier answers only where there is reason to: duplicates are rare, come in swarms, and the inbox refuses
     * them anyway. It may do so after the question, because of what another group has stored since.
     */
    private Map<String, Inbox.Answer> store(List<Waiting> group) {
        for (int tries = 1; ; tries++) {
            try {
                return wary == 0 ? storeFresh(group) : storeUnanswered(group);
            } catch (DuplicateKeyException e) {
                wary = WARY_GROUPS;
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private Map<String, Inbox.Answer> storeFresh(List<Waiting> group) {
        if (Inbox.fitsOneStatement(group.size())) {
            inbox.insertAtOnce(group.stream().map(Waiting::arrival).toList());
            return new HashMap<>();
        }
        return transaction.execute(status -> insert(group, new HashMap<>()));
    }

    private Map<String, Inbox.Answer> storeUnanswered(List<Waiting> group) {
        Map<String, Inbox.Answer> answered = transaction.execute(status -> insert(
                group, inbox.answered(group.stream().map(Waiting::arrival).toList())));
        wary = answered.isEmpty() ? Math.max(0, wary - 1) : WARY_GROUPS;
        return answered;
    }

    private Map<String, Inbox.Answer> insert(List<Waiting> group, Map<String, Inbox.Answer> answered) {
        Map<String, Arrival> fresh = new LinkedHashMap<>();
        List<Arrival> again = new ArrayList<>(0);
        for (Waiting each : group) {
            boolean known = answered.containsKey(each.arrival.key());
            if (known || fresh.putIfAbsent(each.arrival.key(), each.arrival) != null) {
                again.add(each.arrival);
            }
        }
        if (!fresh.isEmpty()) {
            inbox.insert(List.copyOf(fresh.values()));
        }
        if (!again.isEmpty()) {
            inbox.repeated(again);
        }
        return answered;
    }

    private static String name(RuntimeException e) {
        return e.getClass().getSimpleName();
    }

    @Override
    public void destroy() {
        threads.forEach(Thread::interrupt);
    }
}
