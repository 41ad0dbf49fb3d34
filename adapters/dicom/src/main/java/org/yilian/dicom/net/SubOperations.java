package org.yilian.dicom.net;

import java.io.IOException;
import java.util.List;

/** How C-GET and C-MOVE send one instance after the other. */
interface SubOperations extends AutoCloseable {

    /**
     * Before the first one.
     *
     * @throws DimseStatusException if none can be sent at all
     */
    void begin(List<StoredInstance> instances) throws IOException;

    /** Sends one; what keeps only this one from being sent is a status, never an exception. */
    DimseStatus send(StoredInstance instance, Cancellation cancellation) throws IOException;

    @Override
    void close();
}
