package org.yilian.hub.intake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.FacilityProfile;
import org.yilian.mappings.hl7v2.Hl7v2Translator;
import org.yilian.mappings.hl7v2.MessageCharset;

/**
 * Deals waiting messages to lanes in the order received.
 *
 * <p>Messages of one patient share a lane, so they take effect in order while patients go in parallel (invariant 3). A
 * message about two patients (merge) waits until all lanes are empty and goes alone. What waits is always read from the
 * inbox: after a crash the same loop finds the same rows, nothing is handed over in memory only.
 */
@Component
class Dispatcher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final int PAGE = 256;
    private static final long IDLE_MILLIS = 1000;
    private static final long LOOK_BACK_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Inbox inbox;
    private final MessageWorker worker;
    private final Profiles profiles;
    private final List<Lane> lanes = new ArrayList<>();
    private final boolean work;
    private final Semaphore news = new Semaphore(0);
    private volatile Thread thread;
    private long last;
    private long lookedBackAt = System.nanoTime();
    private volatile long restartAt = -1;

    Dispatcher(Inbox inbox, MessageWorker worker, Profiles profiles, GroupCommit commit, IntakeSettings settings) {
        this.inbox = inbox;
        this.worker = worker;
        this.profiles = profiles;
        for (int i = 0; i < settings.lanes(); i++) {
            lanes.add(new Lane("intake-lane-" + i, settings.batch(), worker));
        }
        work = settings.work();
        commit.afterCommit(this::wake);
    }

    /** A message, read so far that it can be told whose turn it must wait for. */
    record Work(Inbox.Waiting waiting, Er7Message message, MessageCharset charset, FacilityProfile profile) {}

    /** There may be something to do. */
    void wake() {
        news.release();
    }

    /** A message before the last one dealt waits again: an operator's replay. */
    void replay(long id) {
        synchronized (this) {
            restartAt = restartAt < 0 ? id - 1 : Math.min(restartAt, id - 1);
        }
        wake();
    }

    private void run() {
        while (thread == Thread.currentThread()) {
            try {
                if (!deal()) {
                    news.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                    news.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error(
                        "inbox not readable, trying again: cause={}",
                        e.getClass().getSimpleName());
                pause();
            }
        }
    }

    private boolean deal() throws InterruptedException {
        long again = takeRestart();
        if (again >= 0) {
            drain();
            last = Math.min(last, again);
        }
        List<Inbox.Waiting> page = inbox.waiting(last, PAGE);
        if (page.isEmpty() && isTimeToLookBack()) {
            page = inbox.waiting(0, PAGE);
            if (!page.isEmpty() && page.get(0).id() <= last) {
                LOG.warn(
                        "messages had been passed over, dealt now: first={}",
                        page.get(0).id());
            }
        }
        for (Inbox.Waiting waiting : page) {
            deal(read(waiting));
            last = Math.max(last, waiting.id());
        }
        return !page.isEmpty();
    }

    /**
     * With nothing in hand, whatever waits was passed over, for whatever reason; it shall not wait for the next start. Not at
     * every turn: the beginning of the index is full of what was worked on lately.
     */
    private boolean isTimeToLookBack() {
        long now = System.nanoTime();
        if (now - lookedBackAt < LOOK_BACK_NANOS || !lanes.stream().allMatch(Lane::isEmpty)) {
            return false;
        }
        lookedBackAt = now;
        return true;
    }

    private synchronized long takeRestart() {
        long again = restartAt;
        restartAt = -1;
        return again;
    }

    private Work read(Inbox.Waiting waiting) {
        FacilityProfile profile = profiles.of(waiting.facility(), waiting.raw());
        MessageCharset charset = MessageCharset.detect(waiting.raw(), charsetOf(waiting, profile));
        if (profile == null) {
            return new Work(waiting, null, charset, profile); // its facility was a member when it came
        }
        try {
            return new Work(waiting, Er7Message.parse(waiting.raw(), charset.charset()), charset, profile);
        } catch (RuntimeException e) {
            return new Work(waiting, null, charset, profile);
        }
    }

    /** For a message that declares none itself: what its transport declared, else what its sender is known to use. */
    private static Charset charsetOf(Inbox.Waiting waiting, FacilityProfile profile) {
        if (!waiting.charset().isEmpty()) {
            return Charset.forName(waiting.charset());
        }
        return profile == null ? StandardCharsets.UTF_8 : profile.defaultCharset();
    }

    private void deal(Work work) throws InterruptedException {
        if (work.message() != null && Merges.isMerge(work.message().triggerCode())) {
            drain();
            lanes.get(0).put(work);
            drain();
            return;
        }
        String key = work.message() == null
                ? work.waiting().facility()
                : Hl7v2Translator.orderingKey(work.message(), work.profile());
        lanes.get(Math.floorMod(key.hashCode(), lanes.size())).put(work);
    }

    private void drain() throws InterruptedException {
        for (Lane lane : lanes) {
            lane.awaitEmpty();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        if (!work) {
            LOG.warn("HUB_INTAKE_WORK is false: messages are taken and wait");
            return;
        }
        lanes.forEach(Lane::start);
        thread = new Thread(this::run, "intake-dispatcher");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
        lanes.forEach(Lane::stop);
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Starts before the listeners do, stops after them. */
    @Override
    public int getPhase() {
        return 100;
    }
}
