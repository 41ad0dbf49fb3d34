package org.yilian.hub.imaging.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Instant;

/**
 * An object that was kept when the process ended, or was about to be.
 *
 * @param at when it was kept
 * @param note what its receiver wrote down with it
 * @param object to keep or quarantine; whole, as its hash says; closing it does not remove it
 */
public record UnsettledObject(Instant at, String note, IncomingObject object) {

    /** The whole file, from its preamble. */
    public InputStream open() throws IOException {
        return Files.newInputStream(object.file());
    }

    /** The archive needs it no more. */
    public void discard() throws IOException {
        Files.deleteIfExists(object.file());
    }
}
