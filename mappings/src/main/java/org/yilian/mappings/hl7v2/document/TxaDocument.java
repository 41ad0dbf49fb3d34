package org.yilian.mappings.hl7v2.document;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentReferenceContextComponent;
import org.hl7.fhir.r4.model.DocumentReference.DocumentRelationshipType;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Cx;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.datatype.Xcn;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.segment.Snapshot;
import org.yilian.mappings.hl7v2.segment.Subject;

/**
 * TXA (HL7 v2.8 section 9.7.2) to DocumentReference, after the guide's map TXA[DocumentReference]. Events without content
 * leave the content as it is, so that everything is merged.
 */
final class TxaDocument {
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private final MessageContext context;
    private final Subject subject;
    private final MdmEvent event;
    private final Group group;
    private final Segment txa;
    private final List<Reference> orders;
    private final Instant asOf;
    private final Snapshot snapshot;

    TxaDocument(
            MessageContext context,
            Subject subject,
            MdmEvent event,
            Group group,
            List<Reference> orders,
            Instant asOf) {
        this.context = context;
        this.subject = subject;
        this.event = event;
        this.group = group;
        this.txa = group.first("TXA");
        this.orders = orders;
        this.asOf = asOf;
        this.snapshot = new Snapshot(context, txa);
    }

    void write() {
        txa.skip(1);
        Identifier number = Ei.identifier(context, txa.field(12), "document", null);
        String system = Uris.id(context.profile().facility(), "document");
        String key = number == null ? withoutNumber() : number.getValue();
        DocumentReference document = context.own(new DocumentReference(), context.id("DocumentReference", system, key));
        document.setMasterIdentifier(number);
        DocumentState.set(context, event, txa, document);
        document.setType(txa.has(2) ? Cwe.concept(context, txa.field(2), "document-type") : null);
        document.setSubject(MessageContext.reference("Patient", subject.patientId()));
        document.setDateElement(Dtm.instant(context, txa.field(6)));
        people(document);
        words(document);
        parent(document);
        document.setContext(circumstances());
        content(document, key);
        context.write(ResourceWrite.merge(document, snapshot.cleared(), asOf));
        EditProvenance.write(context, txa, document, asOf);
    }

    private String withoutNumber() {
        context.remark(RemarkCode.NO_DOCUMENT_NUMBER, txa.location(12, 0, 0));
        String when = txa.get(6);
        return subject.patientId() + "|" + txa.get(2) + "|"
                + (when == null ? context.message().controlId() : when);
    }

    private void people(DocumentReference document) {
        snapshot.each(9, "author", field -> author(field, document));
        boolean again = Objects.equals(txa.field(5).raw(), txa.field(9).raw());
        if (again) {
            txa.skip(5); // who did what the document is about also wrote it
        } else {
            txa.repetitions(5).forEach(field -> author(field, document));
        }
        int authenticator = txa.has(10) ? 10 : 22;
        List<Field> people = txa.repetitions(authenticator);
        if (!people.isEmpty()) {
            document.setAuthenticator(Xcn.practitioner(context, people.get(0)));
        }
        document.setCustodian(context.facilityOrganization());
    }

    private void author(Field field, DocumentReference document) {
        Reference author = Xcn.practitioner(context, field);
        if (author != null) {
            document.addAuthor(author);
        }
    }

    private void words(DocumentReference document) {
        snapshot.each(16, "identifier", field -> document.addIdentifier()
                .setSystem(Uris.id(context.profile().facility(), "document-file"))
                .setValue(field.text()));
        snapshot.each(18, "securityLabel", field -> document.addSecurityLabel(confidentiality(field)));
        StringBuilder title = new StringBuilder();
        snapshot.each(25, "description", field -> title.append(title.length() == 0 ? "" : "\n")
                .append(field.text()));
        document.setDescription(title.length() == 0 ? null : title.toString());
    }

    private CodeableConcept confidentiality(Field field) {
        String code = field.get(1);
        boolean known = Set.of("V", "R", "U").contains(String.valueOf(code));
        String system =
                known ? Uris.v2Table("0272") : Uris.codes(context.profile().facility(), "confidentiality");
        return new CodeableConcept(new Coding(system, Cwe.code(code), field.get(2)));
    }

    /** TXA-13: the document that this one is added to, or takes the place of. */
    private void parent(DocumentReference document) {
        Identifier number = event.toParent() == null ? null : Ei.identifier(context, txa.field(13), "document", null);
        if (number == null) {
            return;
        }
        String id = context.id("DocumentReference", number.getSystem(), number.getValue());
        context.stub(standIn(id, number));
        if (event.toParent() == DocumentRelationshipType.REPLACES) {
            DocumentReference replaced = context.own(new DocumentReference(), id);
            replaced.setStatus(DocumentReferenceStatus.SUPERSEDED);
            context.write(ResourceWrite.merge(replaced, Set.of(), asOf));
        }
        document.addRelatesTo().setCode(event.toParent()).setTarget(MessageContext.reference("DocumentReference", id));
    }

    private DocumentReferenceContextComponent circumstances() {
        DocumentReferenceContextComponent circumstances = new DocumentReferenceContextComponent();
        if (subject.encounterId() != null) {
            circumstances.addEncounter(MessageContext.reference("Encounter", subject.encounterId()));
        }
        Dtm activity = Dtm.of(context, txa.field(4));
        if (activity != null) {
            circumstances.setPeriod(Cx.period(activity, null));
        }
        circumstances.setPracticeSetting(txa.has(28) ? Cwe.concept(context, txa.field(28), "specialty") : null);
        circumstances.setRelated(RelatedOrders.ofTxa(context, subject, txa, orders));
        return circumstances;
    }

    private void content(DocumentReference document, String key) {
        Contents contents = new Contents(context, subject.patientId(), asOf);
        for (Attachment attachment : new DocumentContents(context, contents, txa, key).read(group)) {
            document.addContent().setAttachment(attachment);
        }
        String presentation = txa.get(3); // what kind of content: where there is one, it says so itself
        if (!document.hasContent()) {
            DocumentReference standIn = standIn(document.getIdElement().getIdPart(), document.getMasterIdentifier());
            if (presentation != null) {
                standIn.getContentFirstRep().getAttachment().setContentType(MediaTypes.of(presentation, null));
            }
            context.stub(standIn);
        }
    }

    /** R4 wants a content, and this message has none: it says so, until a message has one. */
    private DocumentReference standIn(String id, Identifier number) {
        DocumentReference standIn = context.own(new DocumentReference(), id);
        standIn.setMasterIdentifier(number.isEmpty() ? null : number.copy());
        standIn.setStatus(DocumentReferenceStatus.CURRENT);
        standIn.setSubject(MessageContext.reference("Patient", subject.patientId()));
        standIn.addContent().getAttachment().addExtension(ABSENT, new CodeType("unknown"));
        return standIn;
    }
}
