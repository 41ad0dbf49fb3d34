package org.yilian.sample.simulator;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts one part of the play and tells the listener. */
final class Tally {
    private final ProgressListener listener;
    private final ProgressListener.Part part;
    private final int total;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    Tally(ProgressListener listener, ProgressListener.Part part, int total) {
        this.listener = listener;
        this.part = part;
        this.total = total;
    }

    void add(boolean accepted) {
        int bad = accepted ? failed.get() : failed.incrementAndGet();
        listener.progressed(part, done.incrementAndGet(), total, bad);
    }
}
