package org.yilian.mappings.hl7v2.segment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.Specimen.SpecimenStatus;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.FacilityProfile.Authority;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cq;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Cx;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.datatype.Eip;

/** SPM (HL7 v2.8 section 7.4.3) to Specimen, after the guide's map SPM[Specimen]; its containers by {@link SacContainer}. */
public final class SpmSpecimen {
    private final MessageContext context;
    private final Segment spm;
    private final Specimen specimen = new Specimen();

    private SpmSpecimen(MessageContext context, Segment spm) {
        this.context = context;
        this.spm = spm;
    }

    /**
     * A REPLACE for each specimen of one order; empty when the message describes none. Of OBR, only when it was received is
     * read.
     *
     * @param order number of the order, by which a specimen without a number of its own is known; can be null
     */
    public static List<ResourceWrite> writes(
            MessageContext context, List<Segment> spms, Segment obr, String order, String patientId, Instant asOf) {
        List<ResourceWrite> writes = new ArrayList<>();
        for (Segment spm : spms) {
            ResourceWrite write = write(context, spm, List.of(), null, order, writes.size(), patientId, asOf);
            ObrSpecimen.received(context, obr, (Specimen) write.resource());
            writes.add(write);
        }
        if (spms.isEmpty() && obr.has(15) && order != null) {
            ResourceWrite write = ObrSpecimen.source(context, obr, order, patientId, asOf);
            if (write != null) {
                writes.add(write);
            }
        }
        return writes;
    }

    /**
     * A REPLACE for one specimen.
     *
     * @param spm null when only its containers are described
     * @param obr of the order the specimen was taken for; can be null
     * @param order number of that order, by which a specimen without a number of its own is known; can be null
     * @param index of the specimen among those of the order
     */
    public static ResourceWrite write(
            MessageContext context,
            Segment spm,
            List<Segment> containers,
            Segment obr,
            String order,
            int index,
            String patientId,
            Instant asOf) {
        SpmSpecimen reading = new SpmSpecimen(context, spm);
        Specimen specimen = reading.specimen;
        if (spm != null) {
            reading.identifiers();
        }
        String key = specimen.hasIdentifier()
                ? specimen.getIdentifierFirstRep().getValue()
                : containerKey(containers, (order == null ? patientId : order) + "|" + index);
        context.own(specimen, context.id("Specimen", system(context), key));
        specimen.setSubject(MessageContext.reference("Patient", patientId));
        if (spm != null) {
            reading.fill(patientId);
        }
        for (Segment sac : containers) {
            SacContainer.add(context, sac, specimen);
        }
        if (obr != null) {
            ObrSpecimen.complete(context, obr, specimen);
        }
        return ResourceWrite.replace(specimen, asOf);
    }

    /** A specimen that OBX-33 names, as far as it does: by the number of SPM-2. Null when there is no number. */
    public static Specimen named(MessageContext context, Field number, String patientId) {
        SpmSpecimen reading = new SpmSpecimen(context, null);
        reading.numbers(number);
        if (!reading.specimen.hasIdentifier()) {
            return null;
        }
        String key = reading.specimen.getIdentifierFirstRep().getValue();
        context.own(reading.specimen, context.id("Specimen", system(context), key));
        reading.specimen.setSubject(MessageContext.reference("Patient", patientId));
        return reading.specimen;
    }

    static String system(MessageContext context) {
        return Uris.id(context.profile().facility(), "specimen");
    }

    private static String containerKey(List<Segment> containers, String otherwise) {
        String number = containers.isEmpty() ? null : containers.get(0).get(3);
        return number == null ? otherwise : "container:" + number;
    }

    /** The number that the laboratory gave comes first, because results are the laboratory's. */
    private void identifiers() {
        spm.skip(1);
        if (spm.has(2)) {
            numbers(spm.field(2));
        }
        for (Field field : spm.repetitions(31)) {
            Identifier other = Cx.identifier(
                    context, field, new Authority(Uris.id(context.profile().facility(), "specimen-other"), null));
            if (other != null) {
                specimen.addIdentifier(other);
            }
        }
        if (spm.has(32)) {
            Identifier shipment = Ei.identifier(context, spm.field(32), "shipment", null);
            if (shipment != null) {
                specimen.addIdentifier(shipment);
            }
        }
    }

    private void numbers(Field pair) {
        identifier(Eip.filler(context, pair, "specimen"));
        identifier(Eip.placer(context, pair, "specimen"));
    }

    private void identifier(Identifier number) {
        boolean known = number == null
                || specimen.getIdentifier().stream().anyMatch(i -> i.getValue().equals(number.getValue()));
        if (!known) {
            specimen.addIdentifier(number);
        }
    }

    private void fill(String patientId) {
        for (Field field : spm.repetitions(3)) {
            parent(field, patientId);
        }
        specimen.setType(concept(4, "specimen-type"));
        collection();
        String description = spm.get(14);
        if (description != null) {
            specimen.addNote().setText(description);
        }
        specimen.setReceivedTimeElement(Dtm.dateTime(context, spm.field(18)));
        condition(24, "specimen-condition");
        status();
        if (spm.has(30)) {
            specimen.setAccessionIdentifier(Cx.identifier(
                    context,
                    spm.field(30),
                    new Authority(Uris.id(context.profile().facility(), "accession"), null)));
        }
        container();
    }

    private void collection() {
        var collection = specimen.getCollection();
        collection.setMethod(concept(7, "collection-method"));
        collection.setBodySite(concept(8, "specimen-site"));
        if (spm.has(12)) {
            collection.setQuantity(Cq.quantity(context, spm.field(12)));
        }
        if (!spm.has(17)) {
            return;
        }
        Dtm from = Dtm.of(context, spm.field(17));
        Dtm to = Dtm.of(context, spm.field(17), 2);
        if (from != null && to != null && !from.equals(to)) {
            collection.setCollected(Cx.period(from, to));
        } else if (from != null) {
            collection.setCollected(from.toDateTime());
        }
    }

    /** SPM-20 (HL7 table 0136); a specimen that was rejected (SPM-21) is unsatisfactory, whatever else is said. */
    private void status() {
        String available = spm.get(20);
        if (available != null) {
            switch (available) {
                case "Y" -> specimen.setStatus(SpecimenStatus.AVAILABLE);
                case "N" -> specimen.setStatus(SpecimenStatus.UNAVAILABLE);
                default -> context.remark(RemarkCode.TABLE_CODE_UNKNOWN, spm.location(20, 0, 0));
            }
        }
        if (spm.has(21) && !spm.isNull(21)) {
            specimen.setStatus(SpecimenStatus.UNSATISFACTORY);
            condition(21, "specimen-reject-reason");
        }
    }

    private void condition(int n, String kind) {
        for (Field field : spm.repetitions(n)) {
            CodeableConcept condition = Cwe.concept(context, field, kind);
            if (condition != null) {
                specimen.addCondition(condition);
            }
        }
    }

    private void container() {
        CodeableConcept type = concept(27, "container-type");
        CodeableConcept additive = concept(6, "additive");
        Quantity left = spm.has(25) ? Cq.quantity(context, spm.field(25)) : null;
        if (type != null || additive != null || left != null) {
            specimen.addContainer().setType(type).setAdditive(additive).setSpecimenQuantity(left);
        }
    }

    private void parent(Field field, String patientId) {
        String value = field.get(2, 1) == null ? field.get(1, 1) : field.get(2, 1);
        if (value == null) {
            return;
        }
        field.get(1);
        Specimen parent = context.own(new Specimen(), context.id("Specimen", system(context), value));
        parent.addIdentifier().setSystem(system(context)).setValue(value);
        parent.setSubject(MessageContext.reference("Patient", patientId));
        context.stub(parent);
        specimen.addParent(
                MessageContext.reference("Specimen", parent.getIdElement().getIdPart()));
    }

    private CodeableConcept concept(int n, String kind) {
        return spm.has(n) ? Cwe.concept(context, spm.field(n), kind) : null;
    }
}
