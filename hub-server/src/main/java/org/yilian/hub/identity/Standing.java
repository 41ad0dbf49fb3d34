package org.yilian.hub.identity;

/**
 * What the tables knew of a record before it came.
 *
 * @param known whether it came before
 * @param followed whether records wait for it that it replaced by a merge
 */
record Standing(boolean known, boolean followed) {
    static final Standing KNOWN = new Standing(true, true);

    /** Never linked, and nobody goes where it goes. */
    boolean fresh() {
        return !known && !followed;
    }
}
