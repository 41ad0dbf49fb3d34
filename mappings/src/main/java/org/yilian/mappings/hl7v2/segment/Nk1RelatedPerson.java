package org.yilian.mappings.hl7v2.segment;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.FacilityProfile.Authority;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Cx;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Language;
import org.yilian.mappings.hl7v2.datatype.Xad;
import org.yilian.mappings.hl7v2.datatype.Xon;
import org.yilian.mappings.hl7v2.datatype.Xpn;
import org.yilian.mappings.hl7v2.datatype.Xtn;

/**
 * NK1 (HL7 v2.8 section 3.4.5) to RelatedPerson, after the guide's map. Known by NK1-33 if there, else by patient, name
 * and relationship: the order of the segments says nothing.
 */
public final class Nk1RelatedPerson {
    /** HL7 table 0063 to v3-RoleCode, where the guide maps to one. */
    private static final Map<String, String> ROLES = Map.ofEntries(
            Map.entry("SEL", "ONESELF"),
            Map.entry("SPO", "SPS"),
            Map.entry("DOM", "SIGOTHR"),
            Map.entry("CHD", "CHILD"),
            Map.entry("GCH", "GRNDCHILD"),
            Map.entry("NCH", "NCHILD"),
            Map.entry("SCH", "STPCHLD"),
            Map.entry("FCH", "CHLDFOST"),
            Map.entry("PAR", "PRN"),
            Map.entry("MTH", "MTH"),
            Map.entry("FTH", "FTH"),
            Map.entry("GRP", "GRPRN"),
            Map.entry("EXF", "EXT"),
            Map.entry("SIB", "SIB"),
            Map.entry("BRO", "BRO"),
            Map.entry("SIS", "SIS"),
            Map.entry("FND", "FRND"),
            Map.entry("GRD", "GUARD"));

    /** HL7 table 0131 of older versions and 0063: employer, emergency employer, federal agency, insurer, state agency. */
    private static final Set<String> ORGANIZATIONS = Set.of("EMR", "E", "F", "I", "S");

    private Nk1RelatedPerson() {}

    /** A REPLACE; null when the segment names nobody. */
    public static ResourceWrite write(MessageContext context, Segment nk1, String patientId, Instant asOf) {
        nk1.skip(1);
        RelatedPerson person = new RelatedPerson();
        for (int n : new int[] {2, 30}) {
            for (Field field : nk1.repetitions(n)) {
                HumanName name = Xpn.name(context, field);
                if (name != null) {
                    person.addName(name);
                }
            }
        }
        relationships(context, nk1, person);
        Authority own = new Authority(Uris.id(context.profile().facility(), "related-person"), null);
        for (int n : new int[] {33, 12}) {
            for (Field field : nk1.repetitions(n)) {
                Identifier identifier = Cx.identifier(context, field, own);
                if (identifier != null) {
                    person.addIdentifier(identifier);
                }
            }
        }
        Identifier national = PatientNumber.national(context.profile(), nk1.get(37));
        if (national != null) {
            person.addIdentifier(national);
        }
        if (!person.hasName() && !person.hasIdentifier()) {
            return null;
        }
        contacts(context, nk1, person);
        context.own(person, id(context, person, patientId));
        person.setPatient(MessageContext.reference("Patient", patientId));
        if (nk1.has(15)) {
            person.setGender(PidPatient.gender(context, nk1.field(15)));
        }
        Dtm birth = Dtm.of(context, nk1.field(16));
        if (birth != null) {
            person.setBirthDateElement(birth.toDate());
        }
        for (Field field : nk1.repetitions(20)) {
            CodeableConcept language = Language.concept(context, field);
            if (language != null) {
                person.addCommunication().setLanguage(language);
            }
        }
        person.setPeriod(period(context, nk1));
        return ResourceWrite.replace(person, asOf);
    }

    /** PID-21: the mother by her number, which names nobody; NK1 says more where she is one of the kin. */
    public static void mother(MessageContext context, Segment pid, String patientId) {
        for (Field field : pid.repetitions(21)) {
            Identifier number = Cx.identifier(context, field, context.profile().defaultAuthority());
            if (number == null) {
                continue;
            }
            CodeableConcept mother = new CodeableConcept();
            mother.addCoding()
                    .setSystem("http://terminology.hl7.org/CodeSystem/v3-RoleCode")
                    .setCode("MTH");
            RelatedPerson person = new RelatedPerson();
            // The same woman is the mother of several patients: known by them as well.
            person.addIdentifier(number).addRelationship(mother);
            person.setPatient(MessageContext.reference("Patient", patientId));
            String key = patientId + "|" + number.getSystem() + "|" + number.getValue();
            context.stub(context.own(person, context.id("RelatedPerson", "mother", key)));
        }
    }

    /** Whether the segment is about an employer, an insurer or another organization: Patient.contact then (table 0131). */
    public static boolean isOrganization(Segment nk1) {
        String relationship = nk1.get(3);
        return relationship != null && ORGANIZATIONS.contains(relationship) || !nk1.has(2) && nk1.has(13);
    }

    /** NK1 to Patient.contact, after the guide's map NK1[Patient]. */
    public static void contact(MessageContext context, Segment nk1, Patient patient) {
        nk1.skip(1);
        RelatedPerson read = new RelatedPerson();
        relationships(context, nk1, read);
        contacts(context, nk1, read);
        Patient.ContactComponent contact = new Patient.ContactComponent();
        contact.setRelationship(read.getRelationship());
        contact.setAddress(read.hasAddress() ? read.getAddressFirstRep() : null);
        contact.setTelecom(read.getTelecom());
        for (int n : new int[] {2, 30}) {
            HumanName name = nk1.has(n) && !contact.hasName() ? Xpn.name(context, nk1.field(n)) : null;
            if (name != null) {
                contact.setName(name);
            }
        }
        if (nk1.has(13)) {
            contact.setOrganization(Xon.organization(context, nk1.field(13)));
        }
        contact.setPeriod(period(context, nk1));
        if (contact.hasName() || contact.hasOrganization() || contact.hasTelecom() || contact.hasAddress()) {
            patient.addContact(contact);
        }
    }

    private static Period period(MessageContext context, Segment nk1) {
        Dtm from = Dtm.of(context, nk1.field(8));
        Dtm to = Dtm.of(context, nk1.field(9));
        return from == null && to == null ? null : Cx.period(from, to);
    }

    private static void relationships(MessageContext context, Segment nk1, RelatedPerson person) {
        for (int n : new int[] {3, 7}) {
            for (Field field : nk1.repetitions(n)) {
                CodeableConcept concept = Cwe.concept(context, field, n == 3 ? "relationship" : "contact-role");
                if (concept == null) {
                    continue;
                }
                String role = n == 3 && concept.hasCoding()
                        ? ROLES.get(concept.getCodingFirstRep().getCode())
                        : null;
                if (role != null) {
                    concept.addCoding()
                            .setSystem("http://terminology.hl7.org/CodeSystem/v3-RoleCode")
                            .setCode(role);
                }
                person.addRelationship(concept);
            }
        }
    }

    private static void contacts(MessageContext context, Segment nk1, RelatedPerson person) {
        for (int n : new int[] {4, 32}) {
            for (Field field : nk1.repetitions(n)) {
                Address address = Xad.address(context, field);
                if (address != null) {
                    person.addAddress(address);
                }
            }
        }
        for (int n : new int[] {5, 6, 31, 40, 41}) {
            for (Field field : nk1.repetitions(n)) {
                ContactPoint contact = Xtn.contact(context, field, n == 6 ? ContactPointUse.WORK : null);
                if (contact != null) {
                    person.addTelecom(contact);
                }
            }
        }
    }

    /** By number if there is one, else by patient, name and relationship. */
    static String id(MessageContext context, RelatedPerson person, String patientId) {
        String system = person.hasIdentifier()
                ? person.getIdentifierFirstRep().getSystem()
                : Uris.id(context.profile().facility(), "related-person");
        return context.id("RelatedPerson", system, key(person, patientId));
    }

    private static String key(RelatedPerson person, String patientId) {
        if (person.hasIdentifier()) {
            return person.getIdentifierFirstRep().getValue();
        }
        CodeableConcept relationship = person.getRelationshipFirstRep();
        String role = relationship.hasCoding()
                ? relationship.getCodingFirstRep().getCode()
                : String.valueOf(relationship.getText());
        return patientId + "|" + person.getNameFirstRep().getText() + "|" + role;
    }
}
