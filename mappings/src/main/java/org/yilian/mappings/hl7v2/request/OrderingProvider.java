package org.yilian.mappings.hl7v2.request;

import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Xad;
import org.yilian.mappings.hl7v2.datatype.Xcn;
import org.yilian.mappings.hl7v2.datatype.Xon;
import org.yilian.mappings.hl7v2.datatype.Xtn;

/**
 * Who asks: ORC-12 or OBR-16, and where ORC-21 names the facility they ask for, their role there (ORC-21 to ORC-23), after
 * the guide's rows for requester.
 */
final class OrderingProvider {
    /** HL7's extension; R5 and before define it for R4 too. */
    private static final String CALLBACK =
            "http://hl7.org/fhir/StructureDefinition/servicerequest-order-callback-phone-number";

    private OrderingProvider() {}

    /** A copy for each who needs it; null when nobody is named. */
    static Reference of(MessageContext context, Segment orc, Segment obr) {
        Reference person = person(context, orc, obr);
        Reference facility = orc == null ? null : facility(context, orc);
        Reference requester = facility == null ? person : person == null ? facility : role(context, person, facility);
        if (requester != null) {
            callback(context, orc, obr, requester);
        }
        return requester;
    }

    private static Reference person(MessageContext context, Segment orc, Segment obr) {
        boolean same = orc != null
                && obr != null
                && Objects.equals(orc.field(12).raw(), obr.field(16).raw());
        if (same) {
            obr.skip(16); // the same people once more
        }
        List<Reference> people = orc == null ? List.of() : Xcn.practitioners(context, orc, 12);
        if (people.isEmpty() && obr != null) {
            people = Xcn.practitioners(context, obr, 16);
        }
        if (people.isEmpty()) {
            return null;
        }
        if (orc != null) {
            Xcn.address(context, people.get(0), orc.repetitions(24));
        }
        return people.get(0);
    }

    private static Reference facility(MessageContext context, Segment orc) {
        if (!orc.has(21)) {
            return null;
        }
        Reference facility = Xon.organization(context, orc.field(21));
        if (facility == null || !facility.hasReference()) {
            return facility;
        }
        String id = facility.getReference().substring("Organization/".length());
        if (context.said("Organization", id) instanceof Organization organization && !organization.hasAddress()) {
            contacts(context, orc, organization);
        }
        return facility;
    }

    private static void contacts(MessageContext context, Segment orc, Organization organization) {
        for (Field field : orc.repetitions(22)) {
            Address address = Xad.address(context, field);
            if (address != null) {
                organization.addAddress(address.setUse(null));
            }
        }
        for (Field field : orc.repetitions(23)) {
            ContactPoint contact = Xtn.contact(context, field, ContactPointUse.WORK);
            if (contact != null) {
                organization.addTelecom(contact);
            }
        }
    }

    private static Reference role(MessageContext context, Reference person, Reference facility) {
        String key = name(person);
        String system = Uris.id(context.profile().facility(), "role");
        PractitionerRole role =
                context.own(new PractitionerRole(), context.id("PractitionerRole", system, key + "|" + name(facility)));
        role.setPractitioner(person);
        role.setOrganization(facility);
        context.stub(role);
        return new Reference(role.getId()).setDisplay(person.getDisplay());
    }

    private static String name(Reference reference) {
        return reference.hasReference() ? reference.getReference() : reference.getDisplay();
    }

    private static void callback(MessageContext context, Segment orc, Segment obr, Reference requester) {
        boolean inObr = obr != null && obr.has(17);
        Segment segment = inObr ? obr : orc;
        if (segment == null) {
            return;
        }
        for (Field field : segment.repetitions(inObr ? 17 : 14)) {
            ContactPoint contact = Xtn.contact(context, field, null);
            if (contact != null) {
                requester.addExtension(CALLBACK, contact);
            }
        }
        if (inObr
                && orc != null
                && Objects.equals(orc.field(14).raw(), obr.field(17).raw())) {
            orc.skip(14);
        }
    }
}
