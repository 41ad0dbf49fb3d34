package org.yilian.hub.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.platform.HubFailure;

/**
 * Makes arrivals durable, many connections' in one commit: while one commit is under way, the next group gathers.
 *
 * <p>A duplicate is recognised here, inside the transaction, and never stored: its future has the first answer. One
 * thread does all of it, so ids grow in the order of commit and the dispatcher misses none.
 */
@Component
class GroupCommit implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int GROUP = 256;

    /** How long a group may wait for senders that were in the one before: they answer within this, or not at once. */
    private static final long GATHER_NANOS = TimeUnit.MICROSECONDS.toNanos(300);

    /** For how many groups duplicates are looked for after one was met. */
    private static final int WARY_GROUPS = 64;

    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(4 * GROUP);
    private final Inbox inbox;
    private final TransactionTemplate transaction;
    private final Thread thread;
    private int wary;
    private volatile Runnable afterCommit = () -> {};

    /** Plain JDBC: a session of Hibernate for each commit would cost more than the commit. */
    GroupCommit(Inbox inbox, DataSource dataSource) {
        this.inbox = inbox;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        thread = new Thread(this::run, "intake-commit");
        thread.setDaemon(true);
        thread.start();
    }

    /** What happened: stored now, or answered before. */
    record Stored(boolean duplicate, Inbox.Answer answer) {}

    private record Waiting(Arrival arrival, CompletableFuture<Stored> outcome) {}

    /** Called after each commit that stored something. */
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
        List<Waiting> group = new ArrayList<>(GROUP);
        int before = 1;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                group.clear();
                gather(group, before);
                before = group.size();
                commit(group);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
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
            afterCommit.run();
        } catch (DataIntegrityViolationException | HubFailure e) {
            // One of them does not fit, or its first answer cannot be opened: the others shall not hear that they are
            // not stored.
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
     * them anyway.
     */
    private Map<String, Inbox.Answer> store(List<Waiting> group) {
        if (wary == 0) {
            try {
                return storeFresh(group);
            } catch (DuplicateKeyException e) {
                wary = WARY_GROUPS;
            }
        }
        wary--;
        Map<String, Inbox.Answer> answered = transaction.execute(status -> insert(
                group, inbox.answered(group.stream().map(Waiting::arrival).toList())));
        wary = answered.isEmpty() ? wary : WARY_GROUPS;
        return answered;
    }

    private Map<String, Inbox.Answer> storeFresh(List<Waiting> group) {
        if (Inbox.fitsOneStatement(group.size())) {
            inbox.insertAtOnce(group.stream().map(Waiting::arrival).toList());
            return new HashMap<>();
        }
        return transaction.execute(status -> insert(group, new HashMap<>()));
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
        thread.interrupt();
    }
}
