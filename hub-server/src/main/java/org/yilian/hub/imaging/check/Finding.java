package org.yilian.hub.imaging.check;

import java.time.Instant;

/**
 * Something that store and index do not agree on.
 *
 * @param key of the object in the store
 * @param facility owner, as study and instance null for an object that nobody names
 */
public record Finding(String key, Kind kind, String facility, String studyUid, String sopUid, long size, Instant at) {

    public enum Kind {
        /** Nobody names it; it lies where it was. */
        ORPHAN,
        /** Nobody named it; it was set aside. */
        ASIDE,
        /** Named by archive or quarantine, and not in the store. */
        MISSING
    }
}
