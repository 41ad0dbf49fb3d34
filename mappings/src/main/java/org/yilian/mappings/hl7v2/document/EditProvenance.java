package org.yilian.mappings.hl7v2.document;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Xcn;

/** TXA-8, 21 and 23 to Provenance, after the guide's map TXA[Provenance]: one for each edit. */
final class EditProvenance {
    private EditProvenance() {}

    static void write(MessageContext context, Segment txa, DocumentReference document, Instant asOf) {
        List<Field> edits = txa.repetitions(8);
        String reason = edits.isEmpty() ? null : txa.get(21);
        for (Field edit : edits) {
            InstantType recorded = Dtm.instant(context, edit);
            if (recorded == null) {
                continue; // Provenance needs an exact time
            }
            String key = document.getIdElement().getIdPart() + "|" + recorded.getValueAsString();
            String system = Uris.id(context.profile().facility(), "document-edit");
            Provenance provenance = context.own(new Provenance(), context.id("Provenance", system, key));
            provenance.addTarget(new Reference(document.getId()));
            provenance.setRecordedElement(recorded);
            if (reason != null) {
                provenance.addReason().setText(reason);
            }
            for (Reference author : document.getAuthor()) {
                provenance.addAgent().setWho(author.copy());
            }
            if (!provenance.hasAgent()) {
                provenance.addAgent().setWho(context.facilityOrganization());
            }
            copies(context, txa, provenance);
            context.write(ResourceWrite.replace(provenance, asOf));
        }
    }

    /** TXA-23: who got a copy. */
    private static void copies(MessageContext context, Segment txa, Provenance provenance) {
        for (Reference recipient : Xcn.practitioners(context, txa, 23)) {
            provenance
                    .addAgent()
                    .setWho(recipient)
                    .addRole(new CodeableConcept(
                            new Coding("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP", null)));
        }
    }
}
