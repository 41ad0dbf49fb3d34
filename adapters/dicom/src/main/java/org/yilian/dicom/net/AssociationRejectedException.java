package org.yilian.dicom.net;

/** The peer answered our A-ASSOCIATE-RQ with A-ASSOCIATE-RJ; numbers as in PS3.8 section 9.3.4. */
public final class AssociationRejectedException extends DicomNetException {
    private static final long serialVersionUID = 1;

    private final int result;
    private final int source;
    private final int reason;

    AssociationRejectedException(Pdu.AssociateRj rj) {
        super("association rejected: result " + rj.result() + ", source " + rj.source() + ", reason " + rj.reason());
        this.result = rj.result();
        this.source = rj.source();
        this.reason = rj.reason();
    }

    /** 1 permanent, 2 transient. */
    public int result() {
        return result;
    }

    /** 1 service user, 2 ACSE, 3 presentation. */
    public int source() {
        return source;
    }

    /** Depends on the source; for source 1: 3 calling AE title, 7 called AE title not recognized. */
    public int reason() {
        return reason;
    }

    /** Whether the same request may succeed later. */
    public boolean isTransient() {
        return result == 2;
    }
}
