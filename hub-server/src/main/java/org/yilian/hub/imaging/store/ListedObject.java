package org.yilian.hub.imaging.store;

import java.time.Instant;

/**
 * An object that the store has.
 *
 * @param at when it was published, or published again
 */
public record ListedObject(String key, long size, Instant at) {
    /** The part of its key that all objects of its study share. */
    public String folder() {
        return key.substring(0, key.lastIndexOf('/'));
    }
}
