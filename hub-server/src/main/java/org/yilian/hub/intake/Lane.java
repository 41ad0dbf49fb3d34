package org.yilian.hub.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that works on its messages strictly in order, several in a transaction where several wait. */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int DEPTH = 64;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    private final BlockingQueue<Dispatcher.Work> queue = new ArrayBlockingQueue<>(DEPTH);
    private final String name;
    private final int batch;
    private final MessageWorker worker;
    private volatile Thread thread;
    private int inHand;

    Lane(String name, int batch, MessageWorker worker) {
        this.name = name;
        this.batch = batch;
        this.worker = worker;
    }

    void put(Dispatcher.Work work) throws InterruptedException {
        synchronized (this) {
            inHand++;
        }
        queue.put(work);
    }

    synchronized boolean isEmpty() {
        return inHand == 0;
    }

    synchronized void awaitEmpty() throws InterruptedException {
        while (inHand > 0) {
            wait();
        }
    }

    void start() {
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    private void run() {
        List<Dispatcher.Work> works = new ArrayList<>(batch);
        while (thread == Thread.currentThread()) {
            try {
                works.clear();
                works.add(queue.take());
                queue.drainTo(works, batch - 1);
                work(works);
                synchronized (this) {
                    inHand -= works.size();
                    notifyAll();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Until it is done: what fails because the database is away is tried again, nothing is skipped. */
    private void work(List<Dispatcher.Work> works) throws InterruptedException {
        for (long pause = 200; thread == Thread.currentThread(); pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
            try {
                worker.process(works);
                return;
            } catch (RuntimeException e) {
                LOG.warn(
                        "store not available, messages wait: count={} cause={}",
                        works.size(),
                        e.getClass().getSimpleName());
                TimeUnit.MILLISECONDS.sleep(pause);
            }
        }
    }
}
