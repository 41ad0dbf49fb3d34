package org.yilian.mappings.hl7v2.segment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Specimen;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.FacilityProfile.Authority;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Cx;
import org.yilian.mappings.hl7v2.datatype.Dtm;

/** SPM (HL7 v2.8 section 7.4.3), or OBR-15 of older versions, to Specimen, after the guide's map SPM[Specimen]. */
public final class SpmSpecimen {
    private SpmSpecimen() {}

    /**
     * A REPLACE for each specimen; empty when the message describes none.
     *
     * @param order number of the order, by which a specimen without a number of its own is known; can be null
     */
    public static List<ResourceWrite> writes(
            MessageContext context, List<Segment> spms, Segment obr, String order, String patientId, Instant asOf) {
        List<ResourceWrite> writes = new ArrayList<>();
        for (Segment spm : spms) {
            Specimen specimen = fromSpm(context, spm, order, writes.size(), patientId);
            received(context, obr, specimen);
            writes.add(ResourceWrite.replace(specimen, asOf));
        }
        if (spms.isEmpty() && obr.has(15) && order != null) {
            Specimen specimen = fromObr(context, obr, order, patientId);
            if (specimen != null) {
                writes.add(ResourceWrite.replace(specimen, asOf));
            }
        }
        return writes;
    }

    private static Specimen fromSpm(MessageContext context, Segment spm, String order, int index, String patientId) {
        spm.skip(1);
        Specimen specimen = new Specimen();
        String system = Uris.id(context.profile().facility(), "specimen");
        if (spm.has(2)) {
            identifier(specimen, system, spm.field(2).get(2, 1), "FILL");
            identifier(specimen, system, spm.field(2).get(1, 1), "PLAC");
        }
        String key = specimen.hasIdentifier()
                ? specimen.getIdentifierFirstRep().getValue()
                : (order == null ? patientId : order) + "|" + index;
        context.own(specimen, context.id("Specimen", system, key));
        specimen.setSubject(MessageContext.reference("Patient", patientId));
        specimen.setType(concept(context, spm, 4, "specimen-type"));
        var collection = specimen.getCollection();
        collection.setMethod(concept(context, spm, 7, "collection-method"));
        collection.setBodySite(concept(context, spm, 8, "specimen-site"));
        collected(context, spm, specimen);
        String description = spm.get(14);
        if (description != null) {
            specimen.addNote().setText(description);
        }
        specimen.setReceivedTimeElement(Dtm.dateTime(context, spm.field(18)));
        for (Field field : spm.repetitions(24)) {
            CodeableConcept condition = Cwe.concept(context, field, "specimen-condition");
            if (condition != null) {
                specimen.addCondition(condition);
            }
        }
        if (spm.has(30)) {
            specimen.setAccessionIdentifier(Cx.identifier(
                    context,
                    spm.field(30),
                    new Authority(Uris.id(context.profile().facility(), "accession"), null)));
        }
        return specimen;
    }

    /** OBR-14 says it again, or says it alone where SPM-18 is empty. */
    private static void received(MessageContext context, Segment obr, Specimen specimen) {
        DateTimeType time = Dtm.dateTime(context, obr.field(14));
        if (time != null && !specimen.hasReceivedTime()) {
            specimen.setReceivedTimeElement(time);
        }
    }

    private static void identifier(Specimen specimen, String system, String value, String type) {
        boolean known =
                specimen.getIdentifier().stream().anyMatch(i -> i.getValue().equals(value));
        if (value == null || known) {
            return;
        }
        Identifier identifier = new Identifier().setSystem(system).setValue(value);
        identifier.getType().addCoding().setSystem(Uris.v2Table("0203")).setCode(type);
        specimen.addIdentifier(identifier);
    }

    private static void collected(MessageContext context, Segment spm, Specimen specimen) {
        if (!spm.has(17)) {
            return;
        }
        Dtm from = Dtm.of(context, spm.field(17));
        Dtm to = Dtm.of(context, spm.field(17), 2);
        if (from != null && to != null && !from.equals(to)) {
            specimen.getCollection().setCollected(Cx.period(from, to));
        } else if (from != null) {
            specimen.getCollection().setCollected(from.toDateTime());
        }
    }

    private static CodeableConcept concept(MessageContext context, Segment spm, int n, String kind) {
        return spm.has(n) ? Cwe.concept(context, spm.field(n), kind) : null;
    }

    /** OBR-15 (SPS): code, text and system of the source are subcomponents of the first component. */
    private static Specimen fromObr(MessageContext context, Segment obr, String order, String patientId) {
        Field source = obr.field(15);
        String code = Cwe.code(source.get(1, 1));
        String text = source.get(1, 2);
        if (code == null && text == null) {
            return null;
        }
        String system = Uris.id(context.profile().facility(), "specimen");
        Specimen specimen = context.own(new Specimen(), context.id("Specimen", system, order));
        specimen.setSubject(MessageContext.reference("Patient", patientId));
        CodeableConcept type = specimen.getType();
        if (code != null) {
            type.addCoding()
                    .setSystem(Cwe.system(context.profile(), source.get(1, 3), null, "specimen-type"))
                    .setCode(code)
                    .setDisplay(text);
        }
        type.setText(text == null ? null : text);
        Dtm collected = Dtm.of(context, obr.field(7));
        if (collected != null) {
            specimen.getCollection().setCollected(collected.toDateTime());
        }
        specimen.setReceivedTimeElement(Dtm.dateTime(context, obr.field(14)));
        return specimen;
    }
}
