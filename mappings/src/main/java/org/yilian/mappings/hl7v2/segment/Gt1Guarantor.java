package org.yilian.mappings.hl7v2.segment;

import java.util.List;
import org.hl7.fhir.r4.model.Account.GuarantorComponent;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.FacilityProfile.Authority;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Cx;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Xad;
import org.yilian.mappings.hl7v2.datatype.Xon;
import org.yilian.mappings.hl7v2.datatype.Xpn;
import org.yilian.mappings.hl7v2.datatype.Xtn;

/**
 * GT1 (HL7 v2.8 section 6.5.5) to Account.guarantor; the guide has no map. The guarantor is the patient (GT1-11 SEL), a
 * RelatedPerson or an Organization.
 */
public final class Gt1Guarantor {
    private Gt1Guarantor() {}

    /** The guarantor, whose party is among the writes from now on; null when the segment names nobody. */
    public static GuarantorComponent of(MessageContext context, Segment gt1, String patientId) {
        gt1.skip(1);
        CodeableConcept relationship = gt1.has(11) ? Cwe.concept(context, gt1.field(11), "relationship") : null;
        boolean self = relationship != null
                && relationship.hasCoding()
                && "SEL".equals(relationship.getCodingFirstRep().getCode());
        Reference party =
                self ? MessageContext.reference("Patient", patientId) : party(context, gt1, relationship, patientId);
        if (party == null) {
            return null;
        }
        if (self) {
            // Name, address, phones, birth date and sex are the patient's own.
            gt1.skip(2, 3, 5, 6, 7, 8, 9, 12);
        }
        GuarantorComponent guarantor = new GuarantorComponent().setParty(party);
        Dtm from = Dtm.of(context, gt1.field(13));
        Dtm to = Dtm.of(context, gt1.field(14));
        if (from != null || to != null) {
            guarantor.setPeriod(Cx.period(from, to));
        }
        return guarantor;
    }

    private static Reference party(
            MessageContext context, Segment gt1, CodeableConcept relationship, String patientId) {
        RelatedPerson person = new RelatedPerson();
        Authority own = new Authority(Uris.id(context.profile().facility(), "guarantor"), null);
        for (Field field : gt1.repetitions(2)) {
            Identifier number = Cx.identifier(context, field, own);
            if (number != null) {
                person.addIdentifier(number);
            }
        }
        Identifier national = PatientNumber.national(context.profile(), gt1.get(12));
        if (national != null) {
            person.addIdentifier(national);
        }
        for (Field field : gt1.repetitions(3)) {
            HumanName name = Xpn.name(context, field);
            if (name != null) {
                person.addName(name);
            }
        }
        if (!person.hasName()) {
            return gt1.has(21) ? Xon.organization(context, gt1.field(21)) : null;
        }
        contacts(context, gt1, person);
        Dtm birth = Dtm.of(context, gt1.field(8));
        if (birth != null) {
            person.setBirthDateElement(birth.toDate());
        }
        if (gt1.has(9)) {
            person.setGender(PidPatient.gender(context, gt1.field(9)));
        }
        return known(context, person, relationship, patientId);
    }

    private static void contacts(MessageContext context, Segment gt1, RelatedPerson person) {
        for (Field field : gt1.repetitions(5)) {
            Address address = Xad.address(context, field);
            if (address != null) {
                person.addAddress(address);
            }
        }
        for (int n : new int[] {6, 7}) {
            for (Field field : gt1.repetitions(n)) {
                ContactPoint contact =
                        Xtn.contact(context, field, n == 6 ? ContactPointUse.HOME : ContactPointUse.WORK);
                if (contact != null) {
                    person.addTelecom(contact);
                }
            }
        }
    }

    /** Whom another segment names beside NK1, known as NK1 would know them; among the writes from now on. */
    static Reference known(
            MessageContext context, RelatedPerson person, CodeableConcept relationship, String patientId) {
        if (relationship != null) {
            person.addRelationship(relationship.copy());
        }
        String id = Nk1RelatedPerson.id(context, person, patientId);
        if (!context.hasStub("RelatedPerson", id)) {
            context.own(person, id);
            person.setPatient(MessageContext.reference("Patient", patientId));
            context.stub(person);
        }
        return MessageContext.reference("RelatedPerson", id)
                .setDisplay(person.getNameFirstRep().getText());
    }

    /** All guarantors of a message. */
    public static List<GuarantorComponent> all(MessageContext context, List<Segment> gt1s, String patientId) {
        return gt1s.stream()
                .map(gt1 -> of(context, gt1, patientId))
                .filter(guarantor -> guarantor != null)
                .toList();
    }
}
