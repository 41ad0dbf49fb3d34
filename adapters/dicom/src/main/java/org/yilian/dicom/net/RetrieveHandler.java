package org.yilian.dicom.net;

import java.io.IOException;
import java.util.List;
import org.yilian.dicom.DataSet;

/** Tells what C-MOVE and C-GET have to send, PS3.4 annex C.4.2 and C.4.3. */
@FunctionalInterface
public interface RetrieveHandler {

    /**
     * The instances that the unique keys name.
     *
     * @throws DimseStatusException with the status to answer
     * @throws IOException answered with A700; a RuntimeException with 0110
     */
    List<StoredInstance> retrieve(QueryRequest request, DataSet keys) throws IOException;
}
