package org.yilian.hub.imaging.store;

import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * Keeps DICOM objects as received. An object becomes visible at once and whole, or not at all; once {@link
 * IncomingObject#publish} has returned it survives a crash of the process or the machine.
 *
 * <p>Keys are made by the store from hashes. Nothing a peer sent ever becomes part of a path.
 */
public interface ImageStore {

    /** Starts an object that is invisible until it is published. */
    IncomingObject receive() throws IOException;

    /**
     * Opens a published object for reading by range; the caller closes it.
     *
     * @throws java.nio.file.NoSuchFileException if there is no such object
     */
    FileChannel open(String key) throws IOException;

    /** Whether an object of this key has been published. */
    boolean exists(String key);

    /** Free space in bytes, as far as the store knows. */
    long freeBytes() throws IOException;
}
