package org.yilian.mappings.hl7v2.segment;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.Specimen.SpecimenCollectionComponent;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cq;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Xcn;

/** What OBR says of the specimen (HL7 v2.8 section 7.4.1), after the guide's map OBR[Specimen]. */
public final class ObrSpecimen {
    private ObrSpecimen() {}

    /**
     * Older versions without SPM; null when OBR-15 names no kind of specimen.
     *
     * @param order by which it is known
     */
    public static ResourceWrite write(
            MessageContext context, Segment obr, String order, String patientId, Instant asOf) {
        ResourceWrite write = source(context, obr, order, patientId, asOf);
        if (write != null) {
            complete(context, obr, (Specimen) write.resource());
        }
        return write;
    }

    /** The same from OBR-7, 14 and 15 alone. */
    static ResourceWrite source(MessageContext context, Segment obr, String order, String patientId, Instant asOf) {
        CodeableConcept type = type(context, obr.field(15));
        if (type == null) {
            return null;
        }
        Specimen specimen = context.own(new Specimen(), context.id("Specimen", SpmSpecimen.system(context), order));
        specimen.setSubject(MessageContext.reference("Patient", patientId));
        specimen.setType(type);
        Dtm collected = Dtm.of(context, obr.field(7));
        if (collected != null) {
            specimen.getCollection().setCollected(collected.toDateTime());
        }
        source(context, obr.field(15), specimen.getCollection());
        state(context, obr.field(15), specimen);
        received(context, obr, specimen);
        return ResourceWrite.replace(specimen, asOf);
    }

    /** What OBR says once more, or alone where SPM is silent: OBR-9, 10, 14 and 39. */
    static void complete(MessageContext context, Segment obr, Specimen specimen) {
        SpecimenCollectionComponent collection = specimen.getCollection();
        if (obr.has(9) && !collection.hasQuantity()) {
            collection.setQuantity(Cq.quantity(context, obr.field(9)));
        }
        if (obr.has(10)) {
            List<Reference> collectors = Xcn.practitioners(context, obr, 10);
            collection.setCollector(collectors.isEmpty() ? null : collectors.get(0));
        }
        received(context, obr, specimen);
        for (Field field : obr.repetitions(39)) {
            CodeableConcept comment = Cwe.concept(context, field, "collector-comment");
            String text = comment == null
                    ? null
                    : comment.hasText()
                            ? comment.getText()
                            : comment.getCodingFirstRep().getCode();
            if (text != null) {
                specimen.addNote().setText(text);
            }
        }
    }

    static void received(MessageContext context, Segment obr, Specimen specimen) {
        DateTimeType received = Dtm.dateTime(context, obr.field(14));
        if (received != null && !specimen.hasReceivedTime()) {
            specimen.setReceivedTimeElement(received);
        }
    }

    /** SPS: code, text and system of the source are subcomponents of the first component. */
    static CodeableConcept type(MessageContext context, Field source) {
        String code = Cwe.code(source.get(1, 1));
        String text = source.get(1, 2);
        if (code == null && text == null) {
            return null;
        }
        CodeableConcept type = new CodeableConcept().setText(text);
        if (code != null) {
            type.addCoding()
                    .setSystem(Cwe.system(context.profile(), source.get(1, 3), null, "specimen-type"))
                    .setCode(code)
                    .setDisplay(text);
        }
        return type;
    }

    /**
     * SPS-2 (what was added) and SPS-6, which in older versions says whether it is frozen or cooled. A bare
     * text in SPS-2 stays unread: mostly it is the name of SPS-1 by somebody who takes the field for a CE.
     */
    private static void state(MessageContext context, Field source, Specimen specimen) {
        boolean coded = source.get(2, 2) != null || source.get(2, 3) != null;
        CodeableConcept additive = coded ? Cwe.concept(context, source, 2, "additive") : null;
        if (additive != null) {
            specimen.addContainer().setAdditive(additive);
        }
        CodeableConcept condition = Cwe.concept(context, source, 6, "specimen-condition");
        if (condition != null) {
            specimen.addCondition(condition);
        }
    }

    /** SPS-3 (how it was collected, a text) and SPS-4 (from where). */
    private static void source(MessageContext context, Field source, SpecimenCollectionComponent collection) {
        String method = source.get(3);
        if (method != null) {
            collection.getMethod().setText(method);
        }
        String site = Cwe.code(source.get(4, 1));
        String text = source.get(4, 2);
        if (site == null) {
            return;
        }
        collection
                .getBodySite()
                .setText(text)
                .addCoding()
                .setSystem(Cwe.system(context.profile(), source.get(4, 3), null, "specimen-site"))
                .setCode(site)
                .setDisplay(text);
    }
}
