package org.yilian.dicom.net;

/** Ends an operation with a status: thrown by a handler it is the answer to the peer. */
public final class DimseStatusException extends DicomNetException {
    private static final long serialVersionUID = 1;

    private final int code;
    private final String comment;

    public DimseStatusException(DimseStatus status) {
        super("DIMSE status " + status.hex());
        this.code = status.code();
        this.comment = status.comment();
    }

    public DimseStatus status() {
        return new DimseStatus(code, comment);
    }
}
