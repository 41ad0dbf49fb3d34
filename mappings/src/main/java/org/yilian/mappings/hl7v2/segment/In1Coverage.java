package org.yilian.mappings.hl7v2.segment;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Coverage.CoverageStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.FacilityProfile.Authority;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Cx;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Xad;
import org.yilian.mappings.hl7v2.datatype.Xon;
import org.yilian.mappings.hl7v2.datatype.Xpn;
import org.yilian.mappings.hl7v2.datatype.Xtn;

/**
 * IN1 (HL7 v2.8 section 6.5.6) to Coverage, after the guide's map. Known by patient, plan (IN1-2) and policy number
 * (IN1-36), as IN1-1 is a position.
 */
public final class In1Coverage {
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private static final String CLASSES = "http://terminology.hl7.org/CodeSystem/coverage-class";

    private final MessageContext context;
    private final Segment in1;
    private final String patientId;
    private final Coverage coverage = new Coverage();

    private In1Coverage(MessageContext context, Segment in1, String patientId) {
        this.context = context;
        this.in1 = in1;
        this.patientId = patientId;
    }

    /** A REPLACE; null when the segment names neither plan nor insurer. */
    public static ResourceWrite write(MessageContext context, Segment in1, String patientId, Instant asOf) {
        return new In1Coverage(context, in1, patientId).write(asOf);
    }

    private ResourceWrite write(Instant asOf) {
        in1.skip(1);
        CodeableConcept plan = in1.has(2) ? Cwe.concept(context, in1.field(2), "health-plan") : null;
        Reference payor = payor();
        if (plan == null && payor == null) {
            return null;
        }
        String policy = in1.get(36);
        String planCode =
                plan == null ? "" : plan.hasCoding() ? plan.getCodingFirstRep().getCode() : plan.getText();
        String by = plan == null ? payor.getDisplay() : planCode;
        context.own(
                coverage,
                context.id("Coverage", "patient", patientId + "|" + by + "|" + (policy == null ? "" : policy)));
        identifiers(plan, policy);
        coverage.setStatus(CoverageStatus.ACTIVE);
        coverage.setBeneficiary(MessageContext.reference("Patient", patientId));
        coverage.addPayor(payor == null ? unknown() : payor);
        if (in1.has(15)) {
            coverage.setType(Cwe.concept(context, in1.field(15), "plan-type"));
        }
        groups(plan);
        Dtm from = Dtm.of(context, in1.field(12));
        Dtm to = Dtm.of(context, in1.field(13));
        if (from != null || to != null) {
            coverage.setPeriod(Cx.period(from, to));
        }
        String order = in1.get(22);
        if (order != null && order.matches("[1-9]\\d?")) {
            coverage.setOrder(Integer.parseInt(order));
        }
        policyHolder();
        subscriber();
        return ResourceWrite.replace(coverage, asOf);
    }

    /** IN1-11 by name or number, IN1-10 the number by which the insurer knows it; of type SN it is the subscriber's. */
    private void policyHolder() {
        Reference holder = in1.has(11) ? Xon.organization(context, in1.field(11)) : null;
        for (Field field : in1.repetitions(10)) {
            Identifier number = Cx.identifier(
                    context, field, new Authority(Uris.id(context.profile().facility(), "policy-holder"), null));
            if (number == null) {
                continue;
            }
            if ("SN".equals(field.get(5))) {
                if (field.has(4)) {
                    context.remark(RemarkCode.FIELD_NOT_USED, field.location(4)); // R4 has the number alone
                }
                coverage.setSubscriberId(coverage.hasSubscriberId() ? coverage.getSubscriberId() : number.getValue());
            } else if (holder == null) {
                holder = new Reference().setType("Organization").setIdentifier(number);
            } else if (!holder.hasReference() && !holder.hasIdentifier()) {
                holder.setIdentifier(number);
            } else {
                context.remark(RemarkCode.NO_RESOURCE_FOR_FIELD, field);
            }
        }
        coverage.setPolicyHolder(holder);
    }

    private void identifiers(CodeableConcept plan, String policy) {
        if (plan != null && plan.hasCoding()) {
            coverage.addIdentifier()
                    .setSystem(plan.getCodingFirstRep().getSystem())
                    .setValue(plan.getCodingFirstRep().getCode());
        }
        if (policy != null) {
            coverage.addIdentifier()
                    .setSystem(Uris.id(context.profile().facility(), "policy"))
                    .setValue(policy);
        }
    }

    private void groups(CodeableConcept plan) {
        if (plan != null && plan.hasCoding()) {
            group(
                    "plan",
                    plan.getCodingFirstRep().getCode(),
                    plan.getCodingFirstRep().getDisplay());
        }
        String number = in1.get(8);
        String name = in1.get(9);
        if (number != null) {
            group("group", number, name);
        }
    }

    private void group(String type, String value, String name) {
        Coverage.ClassComponent group = coverage.addClass_().setValue(value).setName(name);
        group.getType().addCoding().setSystem(CLASSES).setCode(type);
    }

    /** IN1-3 to IN1-7; null when the segment does not name the insurer. */
    private Reference payor() {
        Identifier number = in1.has(3)
                ? Cx.identifier(
                        context,
                        in1.field(3),
                        new Authority(Uris.id(context.profile().facility(), "payer"), null))
                : null;
        if (number == null) {
            return in1.has(4) ? Xon.organization(context, in1.field(4)) : null;
        }
        Organization insurer = new Organization();
        insurer.addIdentifier(number);
        String name = in1.get(4);
        insurer.setName(name == null ? number.getValue() : name);
        for (Field field : in1.repetitions(5)) {
            Address address = Xad.address(context, field);
            if (address != null) {
                insurer.addAddress(address);
            }
        }
        for (Field field : in1.repetitions(7)) {
            ContactPoint contact = Xtn.contact(context, field, null);
            if (contact != null) {
                insurer.addTelecom(contact);
            }
        }
        HumanName person = in1.has(6) ? Xpn.name(context, in1.field(6)) : null;
        if (person != null) {
            insurer.addContact().setName(person);
        }
        return Xon.known(context, insurer);
    }

    private static Reference unknown() {
        Reference unknown = new Reference();
        unknown.addExtension(new Extension(ABSENT, new CodeType("unknown")));
        return unknown;
    }

    private void subscriber() {
        String number = in1.has(49) ? in1.field(49).get(1) : null;
        if (number == null) {
            for (Field field : in1.repetitions(10)) {
                number = "SN".equals(field.get(5)) ? field.get(1) : number;
            }
        }
        coverage.setSubscriberId(number == null ? coverage.getSubscriberId() : number);
        CodeableConcept relationship = in1.has(17) ? Cwe.concept(context, in1.field(17), "relationship") : null;
        coverage.setRelationship(relationship);
        String code = relationship != null && relationship.hasCoding()
                ? relationship.getCodingFirstRep().getCode()
                : null;
        if ("SEL".equals(code)) {
            coverage.setSubscriber(MessageContext.reference("Patient", patientId));
            // The name, birth date, address and sex of the insured are the patient's own.
            in1.skip(16, 18, 19, 43);
        } else if (in1.has(16)) {
            insured(relationship);
        }
    }

    private void insured(CodeableConcept relationship) {
        RelatedPerson person = new RelatedPerson();
        for (Field field : in1.repetitions(16)) {
            HumanName name = Xpn.name(context, field);
            if (name != null) {
                person.addName(name);
            }
        }
        if (!person.hasName()) {
            return;
        }
        Dtm birth = Dtm.of(context, in1.field(18));
        if (birth != null) {
            person.setBirthDateElement(birth.toDate());
        }
        for (Field field : in1.repetitions(19)) {
            Address address = Xad.address(context, field);
            if (address != null) {
                person.addAddress(address);
            }
        }
        if (in1.has(43)) {
            person.setGender(PidPatient.gender(context, in1.field(43)));
        }
        coverage.setSubscriber(Gt1Guarantor.known(context, person, relationship, patientId));
    }

    /** PV1-20 to Coverage, after the guide's map PV1[Coverage]; null when the field is empty. */
    public static ResourceWrite financialClass(MessageContext context, Segment pv1, String patientId, Instant asOf) {
        CodeableConcept type = null;
        for (Field field : pv1.repetitions(20)) {
            String code = field.get(1, 1);
            if (code != null && type == null) {
                type = new CodeableConcept();
                type.addCoding()
                        .setSystem(Uris.codes(context.profile().facility(), "financial-class"))
                        .setCode(Cwe.code(code))
                        .setDisplay(field.get(1, 2));
            }
        }
        if (type == null) {
            return null;
        }
        String code = type.getCodingFirstRep().getCode();
        Coverage coverage =
                context.own(new Coverage(), context.id("Coverage", "financial-class", patientId + "|" + code));
        coverage.setStatus(CoverageStatus.ACTIVE);
        coverage.setType(type);
        coverage.setBeneficiary(MessageContext.reference("Patient", patientId));
        coverage.addPayor(unknown());
        return ResourceWrite.replace(coverage, asOf);
    }

    /** IN3-21 as the case manager in the patient's care team; nothing else of IN3 has a map. */
    public static ResourceWrite caseManager(
            MessageContext context, List<Segment> in3s, String patientId, Instant asOf) {
        var team = Participations.team(context, patientId);
        for (Segment in3 : in3s) {
            in3.skip(1);
            String name = in3.get(21);
            if (name != null) {
                var participant = team.addParticipant().setMember(new Reference().setDisplay(name));
                participant
                        .addRole()
                        .setText("case manager")
                        .addCoding()
                        .setSystem("http://snomed.info/sct")
                        .setCode("768832004");
            }
        }
        return team.hasParticipant() ? ResourceWrite.merge(team, java.util.Set.of(), asOf) : null;
    }
}
