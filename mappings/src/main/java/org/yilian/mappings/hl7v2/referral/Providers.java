package org.yilian.mappings.hl7v2.referral;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Pln;
import org.yilian.mappings.hl7v2.datatype.Xad;
import org.yilian.mappings.hl7v2.datatype.Xpn;
import org.yilian.mappings.hl7v2.datatype.Xtn;
import org.yilian.mappings.hl7v2.group.Group;

/**
 * PRD (HL7 v2.8 section 11.8.3): who refers and to whom, as Practitioners. Other roles take no part in the referral and
 * are remarked as not used.
 *
 * @param referring null when nobody is named
 */
record Providers(Reference referring, List<Reference> referredTo) {

    static Providers of(MessageContext context, Group message) {
        Reference referring = null;
        List<Reference> referredTo = new ArrayList<>();
        for (Group group : message.groups("PROVIDER")) {
            Segment prd = group.first("PRD");
            List<String> roles =
                    prd.repetitions(1).stream().map(field -> field.get(1)).toList();
            boolean refers = roles.contains("RP");
            boolean receives = roles.contains("RT") || roles.contains("CP");
            Reference person = refers || receives ? practitioner(context, prd) : null;
            if (person == null) {
                continue;
            }
            if (refers) {
                referring = person;
            } else {
                referredTo.add(person);
            }
        }
        return new Providers(referring, List.copyOf(referredTo));
    }

    /** Known by PRD-7, else only named. */
    private static Reference practitioner(MessageContext context, Segment prd) {
        prd.repetitions(1).forEach(Field::text);
        Practitioner person = new Practitioner();
        for (Field field : prd.repetitions(2)) {
            HumanName name = Xpn.name(context, field);
            if (name != null) {
                person.addName(name);
            }
        }
        String display = person.hasName() ? person.getNameFirstRep().getText() : null;
        Identifier number = prd.has(7) ? Pln.identifier(context, prd.field(7)) : null;
        if (number == null) {
            return display == null ? null : new Reference().setDisplay(display);
        }
        String id = context.id("Practitioner", number.getSystem(), number.getValue());
        if (!context.hasStub("Practitioner", id)) {
            person.addIdentifier(number);
            contacts(context, prd, person);
            context.stub(context.own(person, id));
        }
        return MessageContext.reference("Practitioner", id).setDisplay(display);
    }

    private static void contacts(MessageContext context, Segment prd, Practitioner person) {
        for (Field field : prd.repetitions(3)) {
            Address address = Xad.address(context, field);
            if (address != null) {
                person.addAddress(address);
            }
        }
        for (Field field : prd.repetitions(5)) {
            ContactPoint contact = Xtn.contact(context, field, ContactPointUse.WORK);
            if (contact != null) {
                person.addTelecom(contact);
            }
        }
    }
}
