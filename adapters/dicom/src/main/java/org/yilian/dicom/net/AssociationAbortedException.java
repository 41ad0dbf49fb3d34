package org.yilian.dicom.net;

/** The association ended without release: A-ABORT of the peer, or its connection closed, or it kept silent too long. */
public final class AssociationAbortedException extends DicomNetException {
    private static final long serialVersionUID = 1;

    AssociationAbortedException(String fixedText) {
        super(fixedText);
    }

    AssociationAbortedException(String fixedText, Throwable cause) {
        super(fixedText, cause);
    }
}
