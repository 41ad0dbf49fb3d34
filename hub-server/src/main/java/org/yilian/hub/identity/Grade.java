package org.yilian.hub.identity;

/** How certain it is that a source record belongs to a person. */
public enum Grade {
    MATCH,
    /** Waits for a steward; nothing is shown as the same person's. */
    POSSIBLE
}
