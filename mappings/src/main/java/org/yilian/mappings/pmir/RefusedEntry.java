package org.yilian.mappings.pmir;

/** Why a feed is not taken. The text is fixed and carries nothing of the feed. */
public final class RefusedEntry extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is wrong with it. */
    public enum Reason {
        /** Not what ITI-93 describes. */
        INCORRECT,
        /** Right, but not done here. */
        UNSUPPORTED,
        /** A merge is not taken back by leaving its link out (ITI-93, 2:3.93.4.1.3: 405). */
        UNMERGE,
        /** Another merge was told before. */
        CONFLICT
    }

    private final Reason reason;
    private final int entry;

    RefusedEntry(Reason reason, int entry, String fixedText) {
        super(fixedText, null, false, false);
        this.reason = reason;
        this.entry = entry;
    }

    public Reason reason() {
        return reason;
    }

    /** Which entry of the history, from 0. */
    public int entry() {
        return entry;
    }
}
