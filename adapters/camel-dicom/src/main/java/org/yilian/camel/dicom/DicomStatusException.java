package org.yilian.camel.dicom;

import org.yilian.dicom.net.DimseStatus;

/**
 * A DIMSE status other than success. Thrown in a consumer's route it is the answer to the peer; thrown by a producer it is
 * the peer's answer.
 */
public final class DicomStatusException extends Exception {
    private static final long serialVersionUID = 1;

    private final int code;
    private final String comment;

    public DicomStatusException(DimseStatus status) {
        super("DIMSE status " + status.hex());
        this.code = status.code();
        this.comment = status.comment();
    }

    public DimseStatus status() {
        return new DimseStatus(code, comment);
    }
}
