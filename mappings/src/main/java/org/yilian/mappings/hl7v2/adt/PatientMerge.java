package org.yilian.mappings.hl7v2.adt;

import java.time.Instant;
import java.util.Set;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Xpn;
import org.yilian.mappings.hl7v2.segment.PatientNumber;
import org.yilian.mappings.hl7v2.segment.PidPatient;

/**
 * ADT^A40 (HL7 v2.8 section 3.3.40): each PID survives, the MRG after it is merged into it. The survivor gets a link
 * {@code replaces} and the old numbers with use {@code old}; the other gets {@code replaced-by} and is no longer active.
 * Both are merges that can come again, in any order, and before either patient is known.
 */
public final class PatientMerge {
    private PatientMerge() {}

    public static void translate(MessageContext context) {
        Instant asOf = context.asOf(VisitEvent.recorded(context.first("EVN")));
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

    private static void merge(MessageContext context, Segment pid, Segment mrg, Instant asOf) {
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
        if (old.logicalId().equals(survivor.logicalId())) {
            context.remark(RemarkCode.MERGED_WITH_ITSELF, mrg.location(1, 0, 0));
            return;
        }
        ResourceWrite surviving = PidPatient.write(context, pid, survivor, asOf);
        Patient patient = (Patient) surviving.resource();
        link(patient, LinkType.REPLACES, old.logicalId());
        for (Identifier identifier : old.identifiers()) {
            patient.addIdentifier(identifier.copy().setUse(Identifier.IdentifierUse.OLD));
        }
        Patient replaced = replaced(context, mrg, old);
        link(replaced, LinkType.REPLACEDBY, survivor.logicalId());
        // Each refers to the other: the survivor must be there first.
        context.stub(known(context, replaced, old));
        context.write(surviving);
        context.write(ResourceWrite.merge(replaced, Set.of(), asOf));
    }

    private static Patient known(MessageContext context, Patient replaced, PatientNumber old) {
        Patient stub = context.own(new Patient(), old.logicalId());
        replaced.getIdentifier().forEach(identifier -> stub.addIdentifier(identifier.copy()));
        stub.setManagingOrganization(context.facilityOrganization());
        return stub;
    }

    private static Patient replaced(MessageContext context, Segment mrg, PatientNumber old) {
        Patient patient = context.own(new Patient(), old.logicalId());
        old.identifiers().forEach(patient::addIdentifier);
        if (mrg.has(7)) {
            var name = Xpn.name(context, mrg.field(7));
            if (name != null) {
                patient.addName(name);
            }
        }
        patient.setActive(false);
        return patient;
    }

    private static void link(Patient patient, LinkType type, String otherId) {
        patient.addLink().setType(type).setOther(MessageContext.reference("Patient", otherId));
    }
}
