package org.yilian.hub.identity;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.identity.matching.Profile;

/**
 * Decides anew about all records in the order of their ids, in the background. A dry run keeps its plan in memory and changes
 * no link; a run changes links page by page, each page in one transaction with how far it is, and goes on from there after a
 * restart.
 */
@Component
class RerunWork implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(RerunWork.class);
    private static final int DRY_PAGE = 200;
    /** Few, as their keys are locked together and no message about these people is linked meanwhile. */
    private static final int PAGE = 20;

    private static final int TRIES = 5;

    private final Reruns reruns;
    private final PersonTables tables;
    private final Rulings rulings;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile boolean closing;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "identity-rerun");
        made.setDaemon(true);
        return made;
    });

    RerunWork(Reruns reruns, PersonTables tables, Rulings rulings, TransactionTemplate transaction, Clock clock) {
        this.reruns = reruns;
        this.tables = tables;
        this.rulings = rulings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Works at this node's run until it ends. */
    void start() {
        thread.execute(() -> reruns.mine().ifPresent(this::work));
    }

    @Scheduled(fixedDelayString = "PT15S", initialDelayString = "PT5S")
    void takeOver() {
        reruns.takeOver().ifPresent(task -> {
            log.info("rerun of identity links goes on: id={} looked={}", task.id(), task.looked());
            start();
        });
    }

    private void work(Reruns.Task task) {
        try {
            boolean finished = task.dry() ? rehearse(task) : perform(task);
            if (closing && !finished) {
                reruns.release(task.id());
            } else {
                reruns.end(task.id(), finished ? Rerun.State.FINISHED : Rerun.State.STOPPED, clock.instant());
            }
        } catch (RuntimeException e) {
            if (!closing) {
                log.error(
                        "rerun of identity links broke off: id={} cause={}",
                        task.id(),
                        e.getClass().getSimpleName());
                reruns.end(task.id(), Rerun.State.FAILED, clock.instant());
            }
        }
    }

    /** @return false if it was stopped */
    private boolean rehearse(Reruns.Task task) {
        PlannedLinks plan = new PlannedLinks(tables, rulings, new HashSet<>());
        Reruns.Task at = task;
        while (!closing) {
            Reruns.Task from = at;
            Optional<Reruns.Task> next = transaction.execute(status -> {
                List<Profile> page = tables.page(from.after(), DRY_PAGE);
                decide(plan, page);
                plan.forgetRules();
                return advance(from, page, 0, 0);
            });
            if (next.isEmpty()) {
                return false;
            }
            at = next.get();
            if (at.after().equals(from.after())) {
                Reruns.Task last = at;
                return Boolean.TRUE.equals(transaction.execute(status -> {
                    boolean mine = conclude(last, plan);
                    if (!mine) {
                        status.setRollbackOnly();
                    }
                    return mine;
                }));
            }
        }
        return false;
    }

    private boolean conclude(Reruns.Task task, PlannedLinks plan) {
        List<LinkChange> changes = plan.changes();
        reruns.keep(task.id(), 0, changes);
        return reruns.keep(task.advanced(task.after(), 0, changes.size(), plan.pairs()));
    }

    /** @return false if it was stopped */
    private boolean perform(Reruns.Task task) {
        Set<Long> met = new HashSet<>();
        Reruns.Task at = task;
        while (!closing) {
            Reruns.Task from = at;
            Optional<Reruns.Task> next = patiently(met, () -> page(from, met));
            if (next.isEmpty()) {
                return false;
            }
            at = next.get();
            if (at.after().equals(from.after())) {
                return true;
            }
        }
        return false;
    }

    private Optional<Reruns.Task> page(Reruns.Task task, Set<Long> met) {
        return transaction.execute(status -> {
            List<Profile> page = tables.page(task.after(), PAGE);
            tables.lock(tables.fellows(page));
            PlannedLinks plan = new PlannedLinks(tables, rulings, met);
            decide(plan, page);
            List<LinkChange> changes = plan.changes();
            long pairs = plan.pairs();
            plan.carryOut(page, clock.instant());
            reruns.keep(task.id(), task.changed(), changes);
            Optional<Reruns.Task> next = advance(task, page, changes.size(), pairs);
            if (next.isEmpty()) {
                status.setRollbackOnly();
            }
            return next;
        });
    }

    /** Messages come first: where the database lets one of two that wait for each other win, this one tries again. */
    private static <T> T patiently(Set<Long> met, Supplier<T> page) {
        for (int failed = 0; ; failed++) {
            try {
                return page.get();
            } catch (PessimisticLockingFailureException e) {
                if (failed == TRIES) {
                    throw e;
                }
                met.clear(); // what was parted is together again
            }
        }
    }

    private void decide(PlannedLinks plan, List<Profile> page) {
        Settlement settlement = new Settlement(plan, rulings, clock);
        for (Profile record : page) {
            plan.personOf(record.traits().patient());
            settlement.settle(record, Standing.KNOWN);
        }
    }

    /** @return empty if it has to stop; the same place if there was nothing left */
    private Optional<Reruns.Task> advance(Reruns.Task task, List<Profile> page, int changes, long pairs) {
        String last = page.isEmpty()
                ? task.after()
                : page.get(page.size() - 1).traits().patient();
        Reruns.Task next = task.advanced(last, page.size(), changes, pairs);
        return reruns.keep(next) ? Optional.of(next) : Optional.empty();
    }

    @Override
    public void destroy() throws InterruptedException {
        closing = true;
        thread.shutdown();
        thread.awaitTermination(10, TimeUnit.SECONDS);
    }
}
