package org.yilian.mappings.hl7v2.result;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.ReferredDocumentStatus;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.datatype.Xcn;
import org.yilian.mappings.hl7v2.document.Contents;
import org.yilian.mappings.hl7v2.segment.NteAnnotation;

/**
 * OBX of type ED or RP: a document of the order, which its report shows (presentedForm) and by which it can be found
 * (DocumentReference). A correction is the same document. See ADR 0056.
 */
final class ResultDocument {
    private final MessageContext context;
    private final ResultFrame frame;
    private final Result result;
    private final Segment obx;

    ResultDocument(MessageContext context, ResultFrame frame, Result result) {
        this.context = context;
        this.frame = frame;
        this.result = result;
        this.obx = result.obx();
    }

    static boolean is(Segment obx) {
        return Contents.isData(obx.get(2)) && obx.has(5) && !obx.isNull(5);
    }

    /**
     * Empty when the content cannot be read.
     *
     * @param positional what the document is known by when it has no number of its own
     */
    List<ResourceWrite> write(String positional) {
        Identifier own = Ei.identifier(context, obx.field(21), "observation", "FILL");
        String system = own == null ? Uris.id(context.profile().facility(), "result") : own.getSystem();
        String key = own == null ? positional : own.getValue();
        List<Attachment> attachments = attachments(key);
        if (attachments.isEmpty()) {
            return List.of();
        }
        obx.skip(1, 2);
        DocumentReference document = context.own(new DocumentReference(), context.id("DocumentReference", system, key));
        document.addIdentifier(own == null ? new Identifier().setSystem(system).setValue(key) : own);
        status(document);
        document.setType(Cwe.concept(context, obx.field(3), "lab"));
        document.setSubject(MessageContext.reference("Patient", frame.subject().patientId()));
        if (frame.report() != null && frame.report().hasIssued()) {
            document.setDateElement(frame.report().getIssuedElement().copy());
        }
        Xcn.practitioners(context, obx, 16).forEach(document::addAuthor);
        document.setCustodian(context.facilityOrganization());
        boolean shown = frame.report() != null && document.getStatus() == DocumentReferenceStatus.CURRENT;
        for (Attachment attachment : attachments) {
            document.addContent().setAttachment(attachment);
            if (shown) {
                frame.report().addPresentedForm(attachment.copy());
            }
        }
        context(document);
        description(document);
        return List.of(ResourceWrite.replace(document, frame.asOf()));
    }

    private List<Attachment> attachments(String key) {
        Contents contents = new Contents(context, frame.subject().patientId(), frame.asOf());
        List<Attachment> all = new ArrayList<>(1);
        for (Field field : obx.repetitions(5)) {
            String content = all.isEmpty() ? key : key + "~" + (all.size() + 1);
            Attachment attachment = contents.read(obx.get(2), field, content);
            if (attachment != null) {
                String title = obx.field(3).get(2);
                attachment.setTitle(title == null ? obx.get(3) : title);
                attachment.setCreationElement(Dtm.dateTime(context, obx.field(14)));
                all.add(attachment);
            }
        }
        return all;
    }

    private void status(DocumentReference document) {
        String code = obx.get(11);
        ObservationStatus status =
                code == null ? ResultStatus.inherited(frame.status()) : ResultStatus.ofObservation(code);
        boolean wrong = status == ObservationStatus.ENTEREDINERROR;
        document.setStatus(wrong ? DocumentReferenceStatus.ENTEREDINERROR : DocumentReferenceStatus.CURRENT);
        document.setDocStatus(status == null ? null : docStatus(status));
    }

    private static ReferredDocumentStatus docStatus(ObservationStatus status) {
        return switch (status) {
            case REGISTERED, PRELIMINARY -> ReferredDocumentStatus.PRELIMINARY;
            case FINAL -> ReferredDocumentStatus.FINAL;
            case AMENDED, CORRECTED -> ReferredDocumentStatus.AMENDED;
            case ENTEREDINERROR -> ReferredDocumentStatus.ENTEREDINERROR;
            default -> null;
        };
    }

    private void context(DocumentReference document) {
        if (frame.subject().encounterId() != null) {
            document.getContext()
                    .addEncounter(MessageContext.reference(
                            "Encounter", frame.subject().encounterId()));
        }
        frame.basedOn().forEach(order -> document.getContext().addRelated(order.copy()));
        if (frame.report() != null) {
            document.getContext().addRelated(new Reference(frame.report().getId()));
        }
    }

    private void description(DocumentReference document) {
        StringBuilder text = new StringBuilder();
        for (Annotation note : NteAnnotation.all(context, result.notes())) {
            text.append(text.length() == 0 ? "" : "\n").append(note.getText());
        }
        document.setDescription(text.length() == 0 ? null : text.toString());
    }
}
