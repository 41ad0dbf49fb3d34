package org.yilian.mappings.hl7v2.segment;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.Specimen.SpecimenContainerComponent;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cq;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Ei;

/** SAC (HL7 v2.8 section 13.4.3) to Specimen.container. The guide has no map for it. */
final class SacContainer {
    private SacContainer() {}

    static void add(MessageContext context, Segment sac, Specimen specimen) {
        SpecimenContainerComponent container = new SpecimenContainerComponent();
        Identifier number = Ei.identifier(context, sac.field(3), "container", null);
        if (number != null) {
            container.addIdentifier(number);
        }
        Identifier accession = Ei.identifier(context, sac.field(2), "accession", null);
        if (accession != null && !specimen.hasAccessionIdentifier()) {
            specimen.setAccessionIdentifier(accession);
        }
        if (sac.has(6) && !specimen.hasType()) {
            specimen.setType(ObrSpecimen.type(context, sac.field(6)));
        }
        if (sac.has(21)) {
            container.setCapacity(Cq.quantity(context, sac.field(21), sac.field(24)));
        }
        int volume = sac.has(22) ? 22 : 23; // what is left, else what there was
        if (sac.has(volume)) {
            container.setSpecimenQuantity(Cq.quantity(context, sac.field(volume), sac.field(24)));
        }
        CodeableConcept additive = sac.has(27) ? Cwe.concept(context, sac.field(27), "additive") : null;
        if (additive != null) {
            container.setAdditive(additive);
        }
        if (!container.isEmpty()) {
            specimen.addContainer(container);
        }
    }
}
