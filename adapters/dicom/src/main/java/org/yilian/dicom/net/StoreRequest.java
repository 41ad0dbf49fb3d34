package org.yilian.dicom.net;

/**
 * What a C-STORE request says before its data set.
 *
 * @param association who sends
 * @param context what was negotiated; the data set has its transfer syntax
 * @param sopClassUid Affected SOP Class UID
 * @param sopInstanceUid Affected SOP Instance UID
 * @param messageId number of the message within the association
 * @param moveOriginatorAe AE title that asked for this by C-MOVE, else empty
 * @param moveOriginatorMessageId message id of that C-MOVE, or -1
 */
public record StoreRequest(
        AssociationInfo association,
        PresentationContext context,
        String sopClassUid,
        String sopInstanceUid,
        int messageId,
        String moveOriginatorAe,
        int moveOriginatorMessageId) {

    public String transferSyntaxUid() {
        return context.transferSyntax();
    }

    @Override
    public String toString() {
        return "StoreRequest[" + association + ", " + sopClassUid + "]";
    }
}
