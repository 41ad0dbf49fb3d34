package org.yilian.mappings.hl7v2.document;

import java.util.function.Consumer;
import org.hl7.fhir.r4.model.DocumentReference.DocumentRelationshipType;
import org.yilian.mappings.hl7v2.MessageContext;

/** The events of document management (HL7 v2.8 sections 9.6.1 to 9.6.11), and what each makes of the document before. */
public enum MdmEvent implements Consumer<MessageContext> {
    /** A new document, and the same with its content. */
    T01(null),
    T02(null),
    /** Another state. */
    T03(null),
    T04(null),
    /** An addendum, a document of its own. */
    T05(DocumentRelationshipType.APPENDS),
    T06(DocumentRelationshipType.APPENDS),
    /** An edit of the same document. */
    T07(null),
    T08(null),
    /** Another document in its place. */
    T09(DocumentRelationshipType.REPLACES),
    T10(DocumentRelationshipType.REPLACES),
    /** It should never have been. */
    T11(null);

    private final DocumentRelationshipType toParent;

    MdmEvent(DocumentRelationshipType toParent) {
        this.toParent = toParent;
    }

    /** How the document relates to the one in TXA-13; null when that is itself. */
    DocumentRelationshipType toParent() {
        return toParent;
    }

    boolean edits() {
        return this == T07 || this == T08;
    }

    boolean cancels() {
        return this == T11;
    }

    @Override
    public void accept(MessageContext context) {
        MdmMessage.translate(context, this);
    }
}
