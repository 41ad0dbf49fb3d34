package org.yilian.hub.notification;

/** What became of a message that should leave. */
enum DeliveryState {
    /** Waits for its turn, or for its next try. */
    WAITING,
    /** The receiver has taken it. */
    DELIVERED,
    /** The receiver refused it for good, or answered with an error too often: an operator decides. */
    DEAD,
    /** Not sent because it is not certain whom it is about; has no bytes yet. */
    HELD,
    /** An operator decided that it is not to be sent. */
    SKIPPED
}
