package org.yilian.dicom.net;

/**
 * No presentation context was accepted for this SOP class and transfer syntax, so that this operation cannot even be
 * asked for; the association goes on.
 */
public final class PresentationContextException extends DicomNetException {
    private static final long serialVersionUID = 1;

    PresentationContextException(String sopClassUid, String transferSyntaxUid) {
        super("no presentation context accepted for SOP class " + sopClassUid
                + (transferSyntaxUid == null ? "" : " in transfer syntax " + transferSyntaxUid));
    }
}
