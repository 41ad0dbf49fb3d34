package org.yilian.hub.imaging.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * One object while it arrives. Write the file header first, then the data set bytes as they come; only the latter are
 * hashed. Closing without {@link #publish} leaves nothing behind.
 */
public interface IncomingObject extends Closeable {

    /** Writes the Part 10 header made by the hub; at most once and before the data set. */
    void header(byte[] header) throws IOException;

    /** Takes the data set bytes as received. Closing this stream does nothing; {@link #finish} ends the object. */
    OutputStream dataSet();

    /**
     * Ends writing.
     *
     * @return SHA-256 of the data set bytes, lower-case hex
     */
    String finish() throws IOException;

    /** Bytes of the file so far, header included. */
    long size();

    /** What {@link #publish} will answer; publishes nothing. */
    StoredObject destined(String studyUid, String sopInstanceUid) throws IOException;

    /**
     * Makes the object durable and visible under a key derived from its study, instance and content. Publishing the same
     * content again is harmless.
     *
     * @param studyUid Study Instance UID, hashed into the key
     * @param sopInstanceUid SOP Instance UID, hashed into the key
     */
    StoredObject publish(String studyUid, String sopInstanceUid) throws IOException;

    /** As {@link #publish}, but under the keys of objects that wait for an operator. */
    StoredObject quarantine(String sopInstanceUid) throws IOException;
}
