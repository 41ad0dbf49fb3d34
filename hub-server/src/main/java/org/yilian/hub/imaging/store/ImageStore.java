package org.yilian.hub.imaging.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.function.Consumer;

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

    /**
     * Deletes a published object unless it was published, or published again, after this moment.
     *
     * @return whether it was there and is not any more
     */
    boolean delete(String key, Instant unlessNewerThan) throws IOException;

    /**
     * Removes what objects left behind that began to arrive before this moment and never ended.
     *
     * @return how many
     */
    int sweep(Instant olderThan) throws IOException;

    /**
     * Lists the published objects, those of one study one after the other. What is published or deleted meanwhile may be
     * among them or not.
     */
    void list(Consumer<ListedObject> each) throws IOException;

    /**
     * Puts a published object that nobody needs aside, where an operator finds it under {@link #aside}; not if it was
     * published, or published again, after this moment.
     *
     * @return whether it was there and is aside now
     */
    boolean setAside(String key, Instant unlessNewerThan) throws IOException;

    /** Key of an object that was set aside. */
    static String aside(String key) {
        return "orphans/" + key;
    }
}
