package org.yilian.dicom.net;

import java.util.List;

/**
 * How a C-MOVE or C-GET ended.
 *
 * @param failedInstanceUids what the peer names as failed
 */
public record RetrieveResult(DimseStatus status, RetrieveProgress progress, List<String> failedInstanceUids) {
    public RetrieveResult {
        failedInstanceUids = List.copyOf(failedInstanceUids);
    }
}
