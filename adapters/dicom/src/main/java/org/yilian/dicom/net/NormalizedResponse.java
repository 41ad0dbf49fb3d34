package org.yilian.dicom.net;

import org.yilian.dicom.DataSet;

/**
 * The answer to a {@link NormalizedRequest}.
 *
 * @param sopInstanceUid the instance, where the performer chose it (N-CREATE); else empty
 * @param dataSet event reply, action reply or attribute list; null if none
 */
public record NormalizedResponse(DimseStatus status, String sopInstanceUid, DataSet dataSet) {

    public static NormalizedResponse of(DimseStatus status) {
        return new NormalizedResponse(status, "", null);
    }

    public static NormalizedResponse of(DimseStatus status, DataSet dataSet) {
        return new NormalizedResponse(status, "", dataSet);
    }
}
