package org.yilian.hub.security;

/** What {@link AccessPolicy} says, and why. The reason is a fixed word, fit for logs and metrics. */
public record AccessDecision(boolean allowed, Reason reason) {
    static final AccessDecision ALLOWED = new AccessDecision(true, Reason.GRANTED);

    static AccessDecision refused(Reason reason) {
        return new AccessDecision(false, reason);
    }

    public enum Reason {
        GRANTED,
        /** Nobody is known to be asking. */
        NOT_AUTHENTICATED,
        /** Neither a scope nor a role opens the door. */
        DOOR_CLOSED,
        /** The door is open, but not to this resource type or this interaction. */
        NOT_IN_SCOPE,
        /** The record belongs to another facility. */
        NOT_OWNER
    }
}
