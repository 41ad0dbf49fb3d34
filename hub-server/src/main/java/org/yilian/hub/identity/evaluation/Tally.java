package org.yilian.hub.identity.evaluation;

import java.util.Locale;

/** Pairs of records: those that are one person, those that were linked, and both. */
final class Tally {
    private long truth;
    private long linked;
    private long both;

    void count(boolean same, boolean found) {
        truth += same ? 1 : 0;
        linked += found ? 1 : 0;
        both += same && found ? 1 : 0;
    }

    long truth() {
        return truth;
    }

    long linked() {
        return linked;
    }

    long wrong() {
        return linked - both;
    }

    long missed() {
        return truth - both;
    }

    /** Share of the linked pairs that are one person; 1 where nothing was linked. */
    double precision() {
        return linked == 0 ? 1 : (double) both / linked;
    }

    /** Share of the true pairs that were linked; 1 where there are none. */
    double recall() {
        return truth == 0 ? 1 : (double) both / truth;
    }

    double f1() {
        return 2 * precision() * recall() / (precision() + recall());
    }

    String row(String name) {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %.5f | %.4f | %.4f |",
                name,
                truth,
                linked,
                precision(),
                recall(),
                f1());
    }
}
