package org.yilian.mappings.hl7v2.request;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Specimen;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cq;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.datatype.Xcn;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.result.AccompanyingObservations;

/** What OBR, SAC (HL7 v2.8 section 13.4.3) and OBX below SPM add to a Specimen, after the guide's map OBR[Specimen]. */
final class ObrSpecimen {
    private ObrSpecimen() {}

    static void fill(Order source, Specimen specimen) {
        MessageContext context = source.context();
        Segment obr = source.obr();
        Quantity volume = Cq.quantity(context, obr.field(9));
        if (volume != null && !specimen.getCollection().hasQuantity()) {
            specimen.getCollection().setQuantity(volume);
        }
        List<Reference> collectors = Xcn.practitioners(context, obr, 10);
        if (!collectors.isEmpty() && !specimen.getCollection().hasCollector()) {
            specimen.getCollection().setCollector(collectors.get(0));
        }
        for (Field field : obr.repetitions(39)) {
            CodeableConcept comment = Cwe.concept(context, field, "collection-comment");
            if (comment != null) {
                specimen.addNote()
                        .setText(
                                comment.hasText()
                                        ? comment.getText()
                                        : comment.getCodingFirstRep().getCode());
            }
        }
    }

    static void containers(MessageContext context, Specimen specimen, Group group) {
        for (Group container : group.groups("CONTAINER")) {
            container(context, container.first("SAC"), specimen);
        }
    }

    static void observations(Order source, Specimen specimen, Group group) {
        AccompanyingObservations.write(
                source.context(),
                source.subject(),
                group.groups("SPECIMEN_OBSERVATION"),
                "specimen:" + specimen.getIdElement().getIdPart(),
                new Reference(specimen.getId()),
                source.asOf());
    }

    /** SAC-3 container, SAC-4 primary container, SAC-6 source, SAC-21 and SAC-22 volume, SAC-24 unit, SAC-27 additive. */
    private static void container(MessageContext context, Segment sac, Specimen specimen) {
        Specimen.SpecimenContainerComponent container = specimen.addContainer();
        for (int n : new int[] {3, 4}) {
            String number = Ei.value(sac.field(n));
            if (number != null) {
                container.addIdentifier(new Identifier()
                        .setSystem(Uris.id(context.profile().facility(), "container"))
                        .setValue(number));
            }
        }
        container.setSpecimenQuantity(Cq.quantity(context, sac.field(22), sac.field(24)));
        container.setCapacity(Cq.quantity(context, sac.field(21), sac.field(24)));
        CodeableConcept additive = sac.has(27) ? Cwe.concept(context, sac.field(27), "additive") : null;
        if (additive != null) {
            container.setAdditive(additive);
        }
        if (container.isEmpty()) {
            specimen.getContainer().remove(container);
        }
    }
}
