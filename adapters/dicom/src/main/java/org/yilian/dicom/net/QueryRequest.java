package org.yilian.dicom.net;

/**
 * What a C-FIND, C-MOVE or C-GET request says before its identifier.
 *
 * @param association who asks
 * @param context what was negotiated; its abstract syntax is the information model
 * @param messageId number of the message within the association
 * @param moveDestination AE title of C-MOVE, else empty
 * @param options what extended negotiation agreed on for this information model
 */
public record QueryRequest(
        AssociationInfo association,
        PresentationContext context,
        int messageId,
        String moveDestination,
        QueryOptions options) {

    public String sopClassUid() {
        return context.abstractSyntax();
    }

    @Override
    public String toString() {
        return "QueryRequest[" + association + ", " + sopClassUid() + "]";
    }
}
