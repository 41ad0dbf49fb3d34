package org.yilian.hub.imaging.workitem;

/** What a workitem is not made, changed or moved to. The text is fixed and carries nothing of the request. */
public final class WorkitemRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Which of the answers of PS3.18 11 it is. */
    public enum Reason {
        /** 400: what was sent can never be taken. */
        INCORRECT,
        /** 404: no such workitem, or none for this caller. */
        ABSENT,
        /** 409: not in the state that it is in. */
        CONFLICT
    }

    private final Reason reason;

    private WorkitemRefused(Reason reason, String fixedText) {
        super(fixedText, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    static WorkitemRefused incorrect(String fixedText) {
        return new WorkitemRefused(Reason.INCORRECT, fixedText);
    }

    static WorkitemRefused conflict(String fixedText) {
        return new WorkitemRefused(Reason.CONFLICT, fixedText);
    }

    static WorkitemRefused absent() {
        return new WorkitemRefused(Reason.ABSENT, "There is no such workitem here");
    }
}
