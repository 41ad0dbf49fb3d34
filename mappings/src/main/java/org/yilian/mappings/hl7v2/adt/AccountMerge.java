package org.yilian.mappings.hl7v2.adt;

import java.time.Instant;
import java.util.Set;
import org.hl7.fhir.r4.model.Account;
import org.hl7.fhir.r4.model.Account.AccountStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.change.Inheritance;
import org.yilian.mappings.change.Sweep;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.segment.PatientNumber;
import org.yilian.mappings.hl7v2.segment.PidAccount;
import org.yilian.mappings.hl7v2.segment.PidPatient;

/**
 * The account of MRG-3 becomes the one of PID-18 (ADT A35 A41, and A44 where it comes from another patient), or gets that
 * number (A49; HL7 v2.8 sections 3.3.41, 3.3.44, 3.3.49). The old one is closed and part of the other; charges follow.
 */
public final class AccountMerge {
    private AccountMerge() {}

    public static void translate(MessageContext context) {
        Instant asOf = EventTimes.of(context).asOf();
        Segment pid = null;
        boolean merged = false;
        for (Segment segment : context.segments()) {
            if (segment.is("PID")) {
                pid = segment;
            } else if (segment.is("MRG") && pid != null) {
                merged |= merge(context, pid, segment, asOf);
            }
        }
        if (!merged) {
            context.remark(
                    pid == null ? RemarkCode.NO_PATIENT : RemarkCode.NO_PRIOR_NUMBER, pid == null ? "PID" : "MRG-3");
        }
    }

    /** Whether the segments name two accounts; also part of A36, which merges patients and their accounts. */
    static boolean merge(MessageContext context, Segment pid, Segment mrg, Instant asOf) {
        PatientNumber patient = PatientNumber.ofPid(context, pid);
        if (patient == null) {
            context.remark(RemarkCode.NO_PATIENT_NUMBER, pid.location(3, 0, 0));
            return false;
        }
        context.patientKey(patient.logicalId());
        Account old = PidAccount.of(context, mrg.field(3), patient.logicalId());
        Account now = PidAccount.of(context, pid.field(18), patient.logicalId());
        if (old == null || now == null) {
            return false;
        }
        PatientNumber before = mrg.has(1) ? PatientNumber.ofMrg(context, mrg) : null;
        boolean anothers = before != null && !before.logicalId().equals(patient.logicalId());
        boolean renumbered = !old.getId().equals(now.getId());
        if (!anothers && !renumbered) {
            return false;
        }
        context.stub(PidPatient.stub(context, pid, patient));
        ResourceWrite write = ResourceWrite.merge(now, Set.of(), asOf);
        if (anothers) {
            write = write.with(
                    Sweep.repoint(old.getId(), "Patient/" + before.logicalId(), "Patient/" + patient.logicalId()));
        }
        if (renumbered) {
            now.addIdentifier(old.getIdentifierFirstRep().copy().setUse(Identifier.IdentifierUse.OLD));
            write = write.with(new Inheritance(old.getId())).with(Sweep.repoint(old.getId(), old.getId(), now.getId()));
            context.stub(PidAccount.stub(old));
        }
        if (!renumbered) {
            context.stub(PidAccount.stub(now));
        }
        context.write(write);
        if (renumbered) {
            context.write(closed(context, old, now, asOf));
        }
        return true;
    }

    /** The old number is no account of its own any more; whoever finds it finds the way. */
    private static ResourceWrite closed(MessageContext context, Account old, Account now, Instant asOf) {
        Account closed = context.own(new Account(), old.getIdElement().getIdPart());
        closed.setStatus(AccountStatus.INACTIVE);
        closed.setPartOf(new Reference(now.getId()));
        return ResourceWrite.merge(closed, Set.of(), asOf);
    }
}
