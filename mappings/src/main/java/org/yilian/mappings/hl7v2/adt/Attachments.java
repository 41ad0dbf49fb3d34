package org.yilian.mappings.hl7v2.adt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Account;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.result.AccompanyingObservations;
import org.yilian.mappings.hl7v2.segment.Al1AllergyIntolerance;
import org.yilian.mappings.hl7v2.segment.Dg1Condition;
import org.yilian.mappings.hl7v2.segment.Ft1ChargeItem;
import org.yilian.mappings.hl7v2.segment.Gt1Guarantor;
import org.yilian.mappings.hl7v2.segment.IamAllergyIntolerance;
import org.yilian.mappings.hl7v2.segment.In1Coverage;
import org.yilian.mappings.hl7v2.segment.Nk1RelatedPerson;
import org.yilian.mappings.hl7v2.segment.Participations;
import org.yilian.mappings.hl7v2.segment.PidAccount;
import org.yilian.mappings.hl7v2.segment.Pr1Procedure;
import org.yilian.mappings.hl7v2.segment.Subject;

/** What hangs on a patient or a visit in ADT, BAR and DFT messages; each method adds its part to the writes. */
final class Attachments {
    private final MessageContext context;
    private final Group group;
    private final String patientId;
    private final Instant asOf;
    private List<ResourceWrite> procedures;

    Attachments(MessageContext context, Group group, String patientId, Instant asOf) {
        this.context = context;
        this.group = group;
        this.patientId = patientId;
        this.asOf = asOf;
    }

    /** NK1, and ROL and PRT behind PID. */
    void people() {
        List<Segment> roles = Stream.concat(group.all("ROL").stream(), group.all("PRT").stream())
                .toList();
        write(Participations.careTeam(context, roles, patientId, asOf));
        Nk1RelatedPerson.mother(context, group.first("PID"), patientId);
        for (Group kin : group.groups("KIN")) {
            Segment nk1 = kin.first("NK1");
            if (!Nk1RelatedPerson.isOrganization(nk1)) {
                write(Nk1RelatedPerson.write(context, nk1, patientId, asOf));
            }
        }
    }

    /** IN1 to IN3 and PV1-20; GT1 and PID-18 with them. */
    void accounts(Segment pid, VisitReading visit) {
        Account account = accounts(pid);
        if (account != null && visit != null) {
            visit.encounter().addAccount(new Reference(account.getId()));
        }
    }

    /** The account with its insurances and guarantors; null when PID-18 names none. */
    Account accounts(Segment pid) {
        List<ResourceWrite> coverages = coverages();
        coverages.forEach(context::write);
        Account account = PidAccount.of(context, pid, patientId);
        List<Segment> gt1s = group.groups("GUARANTOR").stream()
                .map(each -> each.first("GT1"))
                .toList();
        List<Account.GuarantorComponent> guarantors =
                account == null ? List.of() : Gt1Guarantor.all(context, gt1s, patientId);
        if (account == null) {
            return null;
        }
        context.stub(PidAccount.stub(account));
        if (!guarantors.isEmpty() || !coverages.isEmpty()) {
            guarantors.forEach(account::addGuarantor);
            coverages.forEach(each -> account.addCoverage()
                    .setCoverage(new Reference(each.resource().getId())));
            context.write(ResourceWrite.merge(account, java.util.Set.of(), asOf));
        }
        return account;
    }

    private List<ResourceWrite> coverages() {
        List<ResourceWrite> all = new ArrayList<>();
        Group visit = group.group("VISIT");
        if (visit != null) {
            all.add(In1Coverage.financialClass(context, visit.first("PV1"), patientId, asOf));
        }
        for (Group insurance : group.groups("INSURANCE")) {
            all.add(In1Coverage.write(context, insurance.first("IN1"), patientId, asOf));
            write(In1Coverage.caseManager(context, insurance.all("IN3"), patientId, asOf));
        }
        all.removeIf(Objects::isNull);
        return all;
    }

    /** AL1 and IAM. */
    void allergies() {
        for (Group allergy : group.groups("ALLERGY")) {
            write(Al1AllergyIntolerance.write(context, allergy.first("AL1"), patientId, asOf));
        }
        for (Group reaction : group.groups("REACTION")) {
            write(IamAllergyIntolerance.write(context, reaction.first("IAM"), reaction.all("NTE"), patientId, asOf));
        }
    }

    /** DG1: the visit gets its diagnoses, and loses those that the sender takes back. */
    void diagnoses(VisitReading visit) {
        Encounter encounter = visit == null ? null : visit.encounter();
        for (Group diagnosis : group.groups("DIAGNOSIS")) {
            Segment dg1 = diagnosis.first("DG1");
            ResourceWrite condition = Dg1Condition.write(context, dg1, patientId, encounter, asOf);
            if (condition != null && visit != null && Dg1Condition.isDeleted(dg1)) {
                visit.clear("diagnosis[" + condition.key() + "]");
            }
            write(condition);
        }
    }

    /** DG1 of a visit that the message only repeats; its id can be null. */
    void diagnoses(String encounterId) {
        Encounter repeated = encounterId == null ? null : new Encounter();
        if (repeated != null) {
            repeated.setId("Encounter/" + encounterId);
        }
        for (Group diagnosis : group.groups("DIAGNOSIS")) {
            write(Dg1Condition.write(context, diagnosis.first("DG1"), patientId, repeated, asOf));
        }
    }

    /** FT1, and PR1 behind it. */
    void charges(Subject subject, Account account) {
        Ft1ChargeItem.Bill bill = new Ft1ChargeItem.Bill(
                patientId,
                subject.encounterId(),
                account == null ? null : account.getIdElement().getIdPart());
        for (Group charge : group.groups("FINANCIAL")) {
            ResourceWrite item = Ft1ChargeItem.write(context, charge.first("FT1"), charge.all("NTE"), bill, asOf);
            for (Group each : charge.groups("CHARGED")) {
                ResourceWrite procedure = procedure(each, subject.encounterId());
                write(procedure);
                if (procedure != null && item != null) {
                    ((ChargeItem) item.resource())
                            .addService(new Reference(procedure.resource().getId()));
                }
            }
            write(item);
        }
    }

    private ResourceWrite procedure(Group each, String encounterId) {
        List<Segment> roles = Stream.concat(each.all("ROL").stream(), each.all("PRT").stream())
                .toList();
        return Pr1Procedure.write(context, each.first("PR1"), roles, patientId, encounterId, asOf);
    }

    /** PR1. */
    void procedures(VisitReading visit) {
        procedureWrites(visit == null ? null : visit.id()).forEach(context::write);
    }

    /** PR1 of a visit by its id, which can be null. */
    List<ResourceWrite> procedureWrites(String encounterId) {
        if (procedures == null) {
            procedures = new ArrayList<>();
            for (Group each : group.groups("PROCEDURE")) {
                procedures.add(procedure(each, encounterId));
            }
            procedures.removeIf(Objects::isNull);
        }
        return procedures;
    }

    SortedSet<String> procedureKeys(VisitReading visit) {
        SortedSet<String> keys = new TreeSet<>();
        procedureWrites(visit.id()).forEach(write -> keys.add(write.key()));
        return keys;
    }

    /** OBX, as Observations of their own. */
    void observations(VisitReading visit) {
        observations(new Subject(patientId, visit == null ? null : visit.id()));
    }

    /** By visit (or patient) and time: a weight of the next day is another one. */
    void observations(Subject subject) {
        String about = subject.encounterId() == null ? subject.patientId() : subject.encounterId();
        Map<String, List<Group>> byTime = new LinkedHashMap<>();
        for (Group result : group.groups("RESULT")) {
            String time = result.first("OBX").get(14);
            byTime.computeIfAbsent(time == null ? about : about + "|" + time, key -> new ArrayList<>())
                    .add(result);
        }
        byTime.forEach((key, results) -> AccompanyingObservations.write(context, subject, results, key, asOf));
    }

    private void write(ResourceWrite write) {
        if (write != null) {
            context.write(write);
        }
    }
}
