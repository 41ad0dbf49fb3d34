package org.yilian.dicom.net;

import java.io.IOException;
import java.util.stream.Stream;
import org.yilian.dicom.DataSet;

/** Answers C-FIND, PS3.4 annex C.4.1 and K.4.1. */
@FunctionalInterface
public interface FindHandler {

    /**
     * The matches, one by one as they are sent; the stream is closed when the peer has had enough. Each needs its Specific
     * Character Set where it has other than ASCII text.
     *
     * @throws DimseStatusException with the status to answer
     * @throws IOException answered with A700; a RuntimeException with 0110
     */
    Stream<DataSet> find(QueryRequest request, DataSet keys) throws IOException;
}
