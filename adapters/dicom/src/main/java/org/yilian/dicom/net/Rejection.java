package org.yilian.dicom.net;

/** Why an association is refused: the result, source and reason numbers of A-ASSOCIATE-RJ, PS3.8 section 9.3.4. */
public enum Rejection {
    NO_REASON_GIVEN(1, 1, 1),
    APPLICATION_CONTEXT_NAME_NOT_SUPPORTED(1, 1, 2),
    CALLING_AE_TITLE_NOT_RECOGNIZED(1, 1, 3),
    CALLED_AE_TITLE_NOT_RECOGNIZED(1, 1, 7),
    PROTOCOL_VERSION_NOT_SUPPORTED(1, 2, 2),
    /** Nothing against the requestor: something failed here, and may work later. */
    NO_REASON_FOR_NOW(2, 1, 1),
    TEMPORARY_CONGESTION(2, 3, 1),
    LOCAL_LIMIT_EXCEEDED(2, 3, 2);

    private final int result;
    private final int source;
    private final int reason;

    Rejection(int result, int source, int reason) {
        this.result = result;
        this.source = source;
        this.reason = reason;
    }

    Pdu.AssociateRj pdu() {
        return new Pdu.AssociateRj(result, source, reason);
    }
}
