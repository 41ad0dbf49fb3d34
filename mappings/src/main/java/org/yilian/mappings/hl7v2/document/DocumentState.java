package org.yilian.mappings.hl7v2.document;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.ReferredDocumentStatus;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;

/** TXA-17 (HL7 table 0271) and TXA-19 (0273), and what the event adds to them. */
final class DocumentState {
    /** HL7's extension, by which the guide keeps the code where FHIR's status says less. */
    private static final String ALTERNATE = "http://hl7.org/fhir/StructureDefinition/alternate-codes";

    private DocumentState() {}

    static void set(MessageContext context, MdmEvent event, Segment txa, DocumentReference document) {
        availability(context, txa, document);
        completion(context, event, txa, document);
        if (event.cancels()) {
            document.setStatus(DocumentReferenceStatus.ENTEREDINERROR);
            document.setDocStatus(ReferredDocumentStatus.ENTEREDINERROR);
        }
    }

    private static void availability(MessageContext context, Segment txa, DocumentReference document) {
        String code = txa.get(19);
        document.setStatus(DocumentReferenceStatus.CURRENT);
        if (code == null || code.equals("AV")) {
            return;
        }
        switch (code) {
            case "CA" -> document.setStatus(DocumentReferenceStatus.ENTEREDINERROR);
            case "OB" -> document.setStatus(DocumentReferenceStatus.SUPERSEDED);
            case "UN" -> {} // not for patient care yet, but the valid version
            default -> {
                context.remark(RemarkCode.STATUS_UNKNOWN, txa.location(19, 0, 0));
                return;
            }
        }
        document.getStatusElement()
                .addExtension(ALTERNATE, new CodeableConcept(new Coding(Uris.v2Table("0273"), code, null)));
    }

    private static void completion(MessageContext context, MdmEvent event, Segment txa, DocumentReference document) {
        String code = txa.get(17);
        if (code == null) {
            return;
        }
        ReferredDocumentStatus status =
                switch (code) {
                    case "DI", "DO", "IN", "IP", "PA" -> ReferredDocumentStatus.PRELIMINARY;
                    case "AU", "LA" -> event.edits() ? ReferredDocumentStatus.AMENDED : ReferredDocumentStatus.FINAL;
                    default -> null;
                };
        if (status == null) {
            context.remark(RemarkCode.STATUS_UNKNOWN, txa.location(17, 0, 0));
            return;
        }
        document.setDocStatus(status);
        document.getDocStatusElement()
                .addExtension(ALTERNATE, new CodeableConcept(new Coding(Uris.v2Table("0271"), code, null)));
    }
}
