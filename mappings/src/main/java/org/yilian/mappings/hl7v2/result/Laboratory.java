package org.yilian.mappings.hl7v2.result;

import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.LogicalIds;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Xad;
import org.yilian.mappings.hl7v2.datatype.Xcn;
import org.yilian.mappings.hl7v2.datatype.Xon;

/** Who made a result: OBX-23 with the address in OBX-24 and the director in OBX-25, else OBX-15 of older versions. */
final class Laboratory {
    private Laboratory() {}

    /** Null when OBX names none. */
    static Reference of(MessageContext context, Segment obx) {
        if (!obx.has(23)) {
            return obx.has(15) ? producer(context, obx.field(15)) : null;
        }
        Reference laboratory = Xon.organization(context, obx.field(23));
        if (laboratory == null) {
            return null;
        }
        address(context, obx, laboratory);
        if (obx.has(15)) {
            producer(context, obx.field(15)); // the same house by the number that older versions use
        }
        return obx.has(25) ? directed(context, obx.field(25), laboratory) : laboratory;
    }

    /** Only one that is new can be given it: where the facility itself is, others know better. */
    private static void address(MessageContext context, Segment obx, Reference laboratory) {
        String id = laboratory.hasReference() ? laboratory.getReferenceElement().getIdPart() : null;
        boolean own = id == null
                || id.equals(LogicalIds.organization(context.profile().facility()));
        if (own || !(context.said("Organization", id) instanceof Organization known) || known.hasAddress()) {
            return;
        }
        for (Field field : obx.repetitions(24)) {
            Address address = Xad.address(context, field);
            if (address != null) {
                known.addAddress(address.setUse(null));
            }
        }
    }

    private static Reference producer(MessageContext context, Field field) {
        String code = field.get(1);
        String name = field.get(2) == null ? code : field.get(2);
        if (name == null) {
            return null;
        }
        Reference producer = new Reference().setType("Organization").setDisplay(name);
        if (code != null) {
            producer.getIdentifier()
                    .setSystem(Cwe.system(context.profile(), field.get(3), null, "producer"))
                    .setValue(code);
        }
        return producer;
    }

    private static Reference directed(MessageContext context, Field field, Reference laboratory) {
        Reference director = Xcn.practitioner(context, field);
        if (director == null) {
            return laboratory;
        }
        String who = director.hasReference() ? director.getReference() : director.getDisplay();
        String where = laboratory.hasReference() ? laboratory.getReference() : laboratory.getDisplay();
        String system = Uris.id(context.profile().facility(), "director");
        PractitionerRole role =
                context.own(new PractitionerRole(), context.id("PractitionerRole", system, who + "|" + where));
        role.setPractitioner(director);
        role.setOrganization(laboratory);
        role.addCode(new CodeableConcept(new Coding(Cwe.table("0912"), "MDIR", null)));
        context.stub(role);
        return new Reference(role.getId()).setDisplay(laboratory.getDisplay());
    }
}
