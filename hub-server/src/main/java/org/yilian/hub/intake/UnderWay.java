package org.yilian.hub.intake;

import java.util.TreeSet;

/** Groups on their way into the inbox, by when they set out. */
final class UnderWay {
    private final TreeSet<Long> open = new TreeSet<>();
    private long next;

    synchronized long begin() {
        open.add(next);
        return next++;
    }

    synchronized void end(long ticket) {
        open.remove(ticket);
        notifyAll();
    }

    /** Returns when all that have set out until now have arrived, or surely will not. */
    synchronized void awaitAllSoFar() throws InterruptedException {
        long now = next;
        while (!open.isEmpty() && open.first() < now) {
            wait();
        }
    }
}
