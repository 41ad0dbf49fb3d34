package org.yilian.hub.imaging.ingest;

/** An object whose head cannot be read or contradicts its announcement. */
final class UnreadableObject extends Exception {
    private static final long serialVersionUID = 1;

    private final StoreOutcome outcome;
    private final String studyUid;

    UnreadableObject(StoreOutcome outcome, String studyUid, Throwable cause) {
        super(outcome.comment(), cause);
        this.outcome = outcome;
        this.studyUid = studyUid;
    }

    StoreOutcome outcome() {
        return outcome;
    }

    String studyUid() {
        return studyUid;
    }
}
