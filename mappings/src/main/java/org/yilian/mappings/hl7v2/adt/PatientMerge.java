package org.yilian.mappings.hl7v2.adt;

import java.time.Instant;
import java.util.Set;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.yilian.mappings.MergedRecords;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.change.Inheritance;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Xpn;
import org.yilian.mappings.hl7v2.segment.PatientNumber;
import org.yilian.mappings.hl7v2.segment.PidPatient;

/**
 * Two records of a patient become one (ADT A40 and its older forms A18 A30 A34 A36 A39; HL7 v2.8 section 3.3.40), or one
 * gets another number (A46 A47 A48): each PID survives, the MRG after it is merged into it. The survivor gets a link
 * {@code replaces} and the old numbers with use {@code old}; the other gets {@code replaced-by} and is no longer active.
 * Of the replaced record nothing else is touched, so that an unlinking (A37) finds it as it was. Both are merges that can
 * come again, in any order, and before either patient is known.
 */
public enum PatientMerge {
    /** The survivor may be known; what it has is its own. */
    OF_RECORDS,
    /** And so do their accounts, of which PID-18 survives and MRG-3 does not. */
    OF_RECORDS_AND_ACCOUNTS,
    /** The survivor is the same record under a new number: what is stored of it goes on. */
    OF_NUMBERS;

    public void translate(MessageContext context) {
        Instant asOf = EventTimes.of(context).asOf();
        Segment pid = null;
        boolean merged = false;
        for (Segment segment : context.segments()) {
            if (segment.is("PID")) {
                pid = segment;
            } else if (segment.is("MRG") && pid != null) {
                merged = true;
                merge(context, pid, segment, asOf);
            }
        }
        if (!merged) {
            context.remark(
                    pid == null ? RemarkCode.NO_PATIENT : RemarkCode.NO_PRIOR_NUMBER, pid == null ? "PID" : "MRG");
        }
    }

    private void merge(MessageContext context, Segment pid, Segment mrg, Instant asOf) {
        PatientNumber survivor = PatientNumber.ofPid(context, pid);
        PatientNumber old = PatientNumber.ofMrg(context, mrg);
        if (survivor == null) {
            context.remark(RemarkCode.NO_PATIENT_NUMBER, pid.location(3, 0, 0));
            return;
        }
        context.patientKey(survivor.logicalId());
        if (old == null) {
            context.remark(RemarkCode.NO_PRIOR_NUMBER, mrg.location(1, 0, 0));
            return;
        }
        if (isSame(survivor, old)) {
            context.remark(RemarkCode.MERGED_WITH_ITSELF, mrg.location(1, 0, 0));
            return;
        }
        PidPatient reading = PidPatient.read(context, pid, survivor);
        MergedRecords.keepOld(reading.patient(), old.identifiers());
        if (old.logicalId().equals(survivor.logicalId())) {
            context.write(reading.write(asOf));
            return;
        }
        // Each refers to the other: the survivor must be there first.
        context.stub(known(context, mrg, old));
        MergedRecords.replaces(reading.patient(), old.logicalId());
        ResourceWrite surviving = reading.write(asOf);
        context.write(this == OF_NUMBERS ? surviving.with(new Inheritance("Patient/" + old.logicalId())) : surviving);
        Patient replaced = context.own(new Patient(), old.logicalId());
        MergedRecords.replacedBy(replaced, survivor.logicalId());
        context.write(ResourceWrite.merge(replaced, Set.of(), asOf));
        if (this == OF_RECORDS_AND_ACCOUNTS) {
            AccountMerge.merge(context, pid, mrg, asOf);
        }
    }

    /** A change of some other number has the same main one in PID and MRG; then the others must differ. */
    private boolean isSame(PatientNumber survivor, PatientNumber old) {
        if (this != OF_NUMBERS) {
            return old.logicalId().equals(survivor.logicalId());
        }
        return old.identifiers().stream().allMatch(number -> has(survivor, number));
    }

    private static boolean has(PatientNumber survivor, Identifier number) {
        return survivor.identifiers().stream()
                .anyMatch(each -> each.getSystem().equals(number.getSystem())
                        && each.getValue().equals(number.getValue()));
    }

    /** What a record not known before has of MRG. */
    private static Patient known(MessageContext context, Segment mrg, PatientNumber old) {
        Patient stub = context.own(new Patient(), old.logicalId());
        old.identifiers().forEach(number -> stub.addIdentifier(number.copy()));
        HumanName name = mrg.has(7) ? Xpn.name(context, mrg.field(7)) : null;
        if (name != null) {
            stub.addName(name);
        }
        stub.setManagingOrganization(context.facilityOrganization());
        return stub;
    }
}
