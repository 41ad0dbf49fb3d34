package org.yilian.mappings.hl7v2.segment;

import java.time.Instant;
import java.util.Map;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
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
import org.yilian.mappings.hl7v2.datatype.Xad;
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
        for (Field field : nk1.repetitions(33)) {
            Identifier identifier = Cx.identifier(context, field, own);
            if (identifier != null) {
                person.addIdentifier(identifier);
            }
        }
        if (!person.hasName() && !person.hasIdentifier()) {
            return null;
        }
        contacts(context, nk1, person);
        context.own(person, context.id("RelatedPerson", system(person, own), key(person, patientId)));
        person.setPatient(MessageContext.reference("Patient", patientId));
        if (nk1.has(15)) {
            person.setGender(PidPatient.gender(context, nk1.field(15)));
        }
        Dtm birth = Dtm.of(context, nk1.field(16));
        if (birth != null) {
            person.setBirthDateElement(birth.toDate());
        }
        Dtm from = Dtm.of(context, nk1.field(8));
        Dtm to = Dtm.of(context, nk1.field(9));
        if (from != null || to != null) {
            person.setPeriod(Cx.period(from, to));
        }
        return ResourceWrite.replace(person, asOf);
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

    private static String system(RelatedPerson person, Authority own) {
        return person.hasIdentifier() ? person.getIdentifierFirstRep().getSystem() : own.system();
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
