package org.yilian.mappings.hl7v2.datatype;

import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.FacilityProfile;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;

/**
 * XON (HL7 v2.8 section 2A.3.87) to a reference to an Organization, which is created when it is not there yet. One
 * without a number is referred to by name only; the facility's own number or name means its own Organization.
 */
public final class Xon {
    private Xon() {}

    /** The organization; null when it has neither number nor name. */
    public static Reference organization(MessageContext context, Field field) {
        String name = field.get(1);
        String number = field.get(10) == null ? field.get(3) : field.get(10);
        if (number == null) {
            return name == null ? null : named(context, name);
        }
        FacilityProfile profile = context.profile();
        if (number.equals(profile.facility())) {
            return context.facilityOrganization();
        }
        Hd assigner = Hd.of(field, 6);
        Identifier identifier =
                new Identifier().setSystem(system(profile, assigner)).setValue(number);
        Cx.type(context, identifier, field.get(7));
        Cx.checkDigit(identifier, field, 4, 5);
        Cx.assigningFacility(context, identifier, field, 8);
        Ei.assigner(context, identifier, assigner);
        String id = context.id("Organization", identifier.getSystem(), number);
        if (!context.hasStub("Organization", id)) {
            Organization organization = context.own(new Organization(), id);
            organization.addIdentifier(identifier);
            organization.setName(name);
            context.stub(organization);
        }
        return MessageContext.reference("Organization", id).setDisplay(name);
    }

    /** The Organization with its first number, among the writes from now on. */
    public static Reference known(MessageContext context, Organization organization) {
        Identifier number = organization.getIdentifierFirstRep();
        String id = context.id("Organization", number.getSystem(), number.getValue());
        if (!context.hasStub("Organization", id)) {
            context.stub(context.own(organization, id));
        }
        return MessageContext.reference("Organization", id).setDisplay(organization.getName());
    }

    /** The name, else the number: for elements that are text. Null when there is neither. */
    public static String text(Field field) {
        String name = field.get(1);
        String number = field.get(10) == null ? field.get(3) : field.get(10);
        return name == null ? number : name;
    }

    private static Reference named(MessageContext context, String name) {
        FacilityProfile profile = context.profile();
        return name.equals(profile.facility()) || name.equals(profile.name())
                ? context.facilityOrganization()
                : new Reference().setType("Organization").setDisplay(name);
    }

    private static String system(FacilityProfile profile, Hd assigner) {
        if (assigner == null) {
            return Uris.id(profile.facility(), "organization");
        }
        String uri = assigner.uri();
        return uri != null ? uri : Uris.id(profile.facility(), "organization-" + Uri.segment(assigner.name()));
    }
}
