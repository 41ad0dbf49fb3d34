package org.yilian.dicom.net;

import java.io.IOException;

/** Answers requests of the normalized services for the SOP classes it is registered with. */
@FunctionalInterface
public interface NormalizedHandler {

    /**
     * @throws DimseStatusException with the status to answer
     * @throws IOException answered with 0110, as a RuntimeException
     */
    NormalizedResponse perform(AssociationInfo association, NormalizedRequest request) throws IOException;
}
