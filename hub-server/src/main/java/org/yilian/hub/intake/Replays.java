package org.yilian.hub.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;

/**
 * Many messages worked on again after a mapping is mended: page by page, each page in a transaction of its own, until none
 * is left, the bound is reached or somebody stops it. What was put back by then is worked on in any case; the rest is as if
 * nobody had asked. Jobs are known until the hub stops.
 */
@Component
class Replays implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
    private static final int PAGE = 200;
    static final int MOST = 200_000;
    private static final int MOST_JOBS = 100;

    private final MessageQueries queries;
    private final Dispatcher dispatcher;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Job> jobs = new LinkedHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "intake-replay");
        made.setDaemon(true);
        return made;
    });

    Replays(MessageQueries queries, Dispatcher dispatcher, TransactionTemplate transaction, Clock clock) {
        this.queries = queries;
        this.dispatcher = dispatcher;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** How a job ended, or that it has not. */
    enum Stage {
        RUNNING,
        FINISHED,
        STOPPED,
        /** The bound was reached; what is left needs another job. */
        FULL,
        FAILED
    }

    /**
     * A job as it stands.
     *
     * @param looked messages that matched so far
     * @param replayed messages put back to be worked on
     */
    record Progress(
            long id, String facility, Stage stage, long looked, long replayed, Instant startedAt, Instant endedAt) {}

    private static final class Job {
        private final long id;
        private final MessageFilter filter;
        private final String contains;
        private final String actor;
        private final String reason;
        private final Instant startedAt;
        private volatile Stage stage = Stage.RUNNING;
        private volatile boolean stop;
        private volatile long looked;
        private volatile long replayed;
        private volatile Instant endedAt;

        Job(long id, MessageFilter filter, String contains, String actor, String reason, Instant startedAt) {
            this.id = id;
            this.filter = filter;
            this.contains = contains;
            this.actor = actor;
            this.reason = reason;
            this.startedAt = startedAt;
        }

        Progress progress() {
            return new Progress(id, filter.facility(), stage, looked, replayed, startedAt, endedAt);
        }
    }

    /**
     * Begins; one job runs at a time, others wait.
     *
     * @param contains a code that has to stand in the message's text, null for any
     */
    Progress start(MessageFilter filter, String contains, String actor, String reason) {
        Job job = new Job(numbers.incrementAndGet(), filter, contains, actor, reason, clock.instant());
        synchronized (jobs) {
            jobs.values().removeIf(each -> jobs.size() >= MOST_JOBS && each.stage != Stage.RUNNING);
            jobs.put(job.id, job);
        }
        thread.execute(() -> run(job));
        return job.progress();
    }

    Progress progress(long id) {
        return job(id).progress();
    }

    /** The latest first. */
    List<Progress> all() {
        synchronized (jobs) {
            return jobs.values().stream()
                    .map(Job::progress)
                    .sorted((a, b) -> Long.compare(b.id(), a.id()))
                    .toList();
        }
    }

    Progress stop(long id) {
        Job job = job(id);
        job.stop = true;
        return job.progress();
    }

    private Job job(long id) {
        synchronized (jobs) {
            Job job = jobs.get(id);
            if (job == null) {
                throw new HubFailure(FailureCategory.NOT_FOUND, "HUB-0152", "no such replay since the hub started");
            }
            return job;
        }
    }

    private void run(Job job) {
        Stage end = Stage.FAILED;
        try {
            end = pages(job);
        } catch (RuntimeException e) {
            LOG.error("replay broke off: id={} cause={}", job.id, e.getClass().getSimpleName());
        } finally {
            job.endedAt = clock.instant();
            job.stage = end;
        }
    }

    private Stage pages(Job job) {
        long after = 0;
        while (!job.stop) {
            List<Long> page = queries.replayable(job.filter, after, PAGE);
            if (page.isEmpty()) {
                return Stage.FINISHED;
            }
            after = page.get(page.size() - 1);
            List<Long> chosen = page.stream().filter(id -> holds(job, id)).toList();
            transaction.executeWithoutResult(
                    status -> chosen.forEach(id -> queries.replay(id, job.actor, job.reason, clock.instant())));
            job.looked += page.size();
            job.replayed += chosen.size();
            if (!chosen.isEmpty()) {
                dispatcher.replay(chosen.get(0));
            }
            if (job.replayed >= MOST) {
                return Stage.FULL;
            }
        }
        return Stage.STOPPED;
    }

    private boolean holds(Job job, long id) {
        return job.contains == null || queries.text(id).contains(job.contains);
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
