package org.yilian.dicom.net;

import java.io.IOException;
import java.io.InputStream;

/** What becomes of objects sent to a {@link DicomServer}. */
@FunctionalInterface
public interface StoreHandler {

    /**
     * Takes one object. Called on the association's thread while the object arrives; the returned status is the answer,
     * so success means that the object is durable.
     *
     * @param data the data set exactly as the peer sends it, without file meta information; ends with the object. Reading
     *     fails when the peer aborts or breaks the protocol: throw away what was kept then, no answer can be given. What
     *     is left unread is thrown away.
     * @throws IOException answered with status A700 if it is the handler's own; a RuntimeException with 0110
     */
    DimseStatus store(StoreRequest request, InputStream data) throws IOException;
}
