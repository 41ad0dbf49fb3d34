package org.yilian.dicom.net;

/** The peer broke PS3.8 or PS3.7; the association is aborted with the given reason of A-ABORT (PS3.8 table 9-26). */
final class ProtocolException extends DicomNetException {
    private static final long serialVersionUID = 1;

    private final int abortReason;

    ProtocolException(int abortReason, String fixedText) {
        super(fixedText);
        this.abortReason = abortReason;
    }

    static ProtocolException invalid(String fixedText) {
        return new ProtocolException(Pdu.Abort.INVALID_PDU_PARAMETER_VALUE, fixedText);
    }

    int abortReason() {
        return abortReason;
    }
}
