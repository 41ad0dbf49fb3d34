package org.yilian.hub.intake;

/** What became of a message. What its sender heard is another matter and stands beside it. */
enum InboxState {
    /** Durable, not yet worked on. */
    RECEIVED,
    /** Its resources are in the record. */
    DONE,
    /** Working on it failed; an operator replays it after the cause is mended. */
    FAILED,
    /** Refused at the door: unreadable, unknown sender, unsupported. Kept as it came. */
    QUARANTINED,
    /** Accepted and kept, but there is nothing to do with it yet: no mapping for its trigger, or an acknowledgment. */
    PARKED,
    /** An operator's repaired copy took its place. */
    SUPERSEDED
}
