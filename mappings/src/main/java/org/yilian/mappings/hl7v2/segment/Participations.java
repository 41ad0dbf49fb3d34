package org.yilian.mappings.hl7v2.segment;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Pl;
import org.yilian.mappings.hl7v2.datatype.Pln;
import org.yilian.mappings.hl7v2.datatype.Xtn;

/**
 * ROL and PRT to where they stand: behind PID the general practitioner (PP, table 0443) and the care team, behind PV1 the
 * participants of the visit; after the guide's maps ROL[Patient-GeneralPractitioner], ROL[CareTeam],
 * ROL[Encounter-PractitionerRole] and those of PRT.
 */
public final class Participations {
    private static final String GENERAL_PRACTITIONER = "PP";

    private Participations() {}

    /** Adds general practitioners to the Patient. */
    public static void practitioners(MessageContext context, List<Segment> segments, Patient patient) {
        for (Segment segment : segments) {
            Participation one = Participation.of(context, segment);
            if (!isGeneral(one) || one.ended()) {
                continue;
            }
            for (Reference person : one.persons()) {
                patient.addGeneralPractitioner(roleOf(context, segment, one, person));
            }
        }
    }

    /** All others as the care team of the patient: a MERGE, or null when there is nobody. */
    public static ResourceWrite careTeam(
            MessageContext context, List<Segment> segments, String patientId, Instant asOf) {
        CareTeam team = team(context, patientId);
        Set<String> ended = new HashSet<>();
        for (Segment segment : segments) {
            Participation one = Participation.of(context, segment);
            if (isGeneral(one)) {
                continue;
            }
            if (segment.is("ROL") && segment.has(8)) {
                team.addReasonCode(Cwe.concept(context, segment.field(8), "participation-reason"));
            }
            one.unnumbered(context, segment);
            for (Reference person : one.persons()) {
                if (one.ended()) {
                    ended.add("participant[" + one.roleCode() + "|" + person.getReference() + "]");
                } else {
                    team.addParticipant(participant(segment, one, person));
                }
            }
            if (one.persons().isEmpty() && one.organization() != null && !one.ended()) {
                team.addParticipant(
                        participant(segment, one, one.organization()).setOnBehalfOf(null));
            }
        }
        return team.hasParticipant() || !ended.isEmpty() ? ResourceWrite.merge(team, ended, asOf) : null;
    }

    /** The one care team of a patient that messages speak of. */
    static CareTeam team(MessageContext context, String patientId) {
        CareTeam team = context.own(new CareTeam(), context.id("CareTeam", "patient", patientId));
        team.setSubject(MessageContext.reference("Patient", patientId));
        return team;
    }

    private static CareTeam.CareTeamParticipantComponent participant(
            Segment segment, Participation one, Reference member) {
        CareTeam.CareTeamParticipantComponent participant = new CareTeam.CareTeamParticipantComponent();
        if (one.role() != null) {
            participant.addRole(ProviderRoles.with(ProviderRoles.of(segment, one.roleCode()), one.role()));
        }
        if (one.specialty() != null) {
            participant.addRole(one.specialty().copy());
        }
        participant.setMember(member);
        participant.setOnBehalfOf(one.organization());
        participant.setPeriod(one.period());
        return participant;
    }

    /** Adds participants to the visit; those whose part is over are taken away. */
    public static void visit(MessageContext context, List<Segment> segments, Pv1Encounter visit) {
        for (Segment segment : segments) {
            Participation one = Participation.of(context, segment);
            Coding known = ProviderRoles.ofVisit(segment, one.roleCode());
            if (one.ended()) {
                visit.clear("participant[" + (known == null ? one.roleCode() : known.getCode()) + "]");
                continue;
            }
            for (Reference person : one.persons()) {
                Encounter.EncounterParticipantComponent participant =
                        visit.encounter().addParticipant();
                participant.addType(ProviderRoles.before(known, one.role()));
                participant.setIndividual(roleOf(context, segment, one, person));
                participant.setPeriod(one.period());
            }
        }
    }

    private static boolean isGeneral(Participation one) {
        return one.roleCode().equals(GENERAL_PRACTITIONER);
    }

    /** Where the segment says more than who it is, a PractitionerRole says it. */
    private static Reference roleOf(MessageContext context, Segment segment, Participation one, Reference person) {
        PractitionerRole role = new PractitionerRole();
        role.setOrganization(one.organization());
        if (one.specialty() != null) {
            role.addSpecialty(one.specialty());
        }
        boolean prt = segment.is("PRT");
        for (Field field : segment.repetitions(prt ? 15 : 12)) {
            ContactPoint contact = Xtn.contact(context, field, null);
            if (contact != null) {
                role.addTelecom(contact);
            }
        }
        Identifier contact = prt ? Pln.identifier(context, segment.field(24)) : null;
        if (prt && segment.has(23)) {
            preferred(context, segment.field(23), role);
        }
        for (Field field : segment.repetitions(prt ? 9 : 13)) {
            Reference place = Pl.location(context, field);
            if (place != null) {
                role.addLocation(place);
            }
        }
        if (role.isEmpty() && one.number() == null || !person.hasReference()) {
            return person;
        }
        String key = one.number() != null
                ? one.number().getValue()
                : person.getReference() + "|" + one.roleCode() + "|"
                        + (one.organization() == null ? "" : one.organization().getDisplay());
        context.own(role, context.id("PractitionerRole", "participation", key));
        if (one.number() != null) {
            role.addIdentifier(one.number());
        }
        if (contact != null) {
            role.addIdentifier(contact);
        }
        role.setPractitioner(person.copy());
        role.setPeriod(one.period());
        if (one.role() != null) {
            role.addCode(ProviderRoles.with(ProviderRoles.of(segment, one.roleCode()), one.role()));
        }
        context.stub(role);
        return MessageContext.reference("PractitionerRole", role.getIdElement().getIdPart())
                .setDisplay(person.getDisplay());
    }

    /** PRT-23 (HL7 table 0185): the first contact of that kind comes first, which R4 says by its rank. */
    private static void preferred(MessageContext context, Field field, PractitionerRole role) {
        String way = String.valueOf(field.get(1));
        for (ContactPoint contact : role.getTelecom()) {
            boolean phone = contact.getSystem() == ContactPointSystem.PHONE;
            boolean meant =
                    switch (way) {
                        case "B" -> contact.getSystem() == ContactPointSystem.PAGER;
                        case "C" -> contact.getUse() == ContactPointUse.MOBILE;
                        case "E" -> contact.getSystem() == ContactPointSystem.EMAIL;
                        case "F" -> contact.getSystem() == ContactPointSystem.FAX;
                        case "H" -> phone && contact.getUse() == ContactPointUse.HOME;
                        case "O" -> phone && contact.getUse() == ContactPointUse.WORK;
                        default -> false;
                    };
            if (meant) {
                field.text(); // text and system repeat the code
                contact.setRank(1);
                return;
            }
        }
        context.remark(RemarkCode.FIELD_NOT_USED, field);
    }
}
