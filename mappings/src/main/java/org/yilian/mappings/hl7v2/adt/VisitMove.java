package org.yilian.mappings.hl7v2.adt;

import java.time.Instant;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.change.Inheritance;
import org.yilian.mappings.change.Sweep;
import org.yilian.mappings.change.Whereabouts;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.segment.PatientNumber;
import org.yilian.mappings.hl7v2.segment.PidPatient;
import org.yilian.mappings.hl7v2.segment.Pv1Encounter;
import org.yilian.mappings.hl7v2.segment.Visit;

/**
 * A visit belongs to another patient (ADT A45), becomes one with another (A42) or gets another number (A50; HL7 v2.8
 * sections 3.3.42, 3.3.45, 3.3.50): the visit of MRG-5 is from now on the one of PV1-19 and PID-3, and all that hangs on
 * it follows. A45 has several visits, a MRG and a PV1 each.
 */
public final class VisitMove {
    private final MessageContext context;
    private final Instant asOf;

    private VisitMove(MessageContext context) {
        this.context = context;
        this.asOf = EventTimes.of(context).asOf();
    }

    public static void translate(MessageContext context) {
        new VisitMove(context).read();
    }

    private void read() {
        Segment pid = context.first("PID");
        PatientNumber patient = pid == null ? null : PatientNumber.ofPid(context, pid);
        if (patient == null) {
            context.remark(pid == null ? RemarkCode.NO_PATIENT : RemarkCode.NO_PATIENT_NUMBER, "PID");
            return;
        }
        context.patientKey(patient.logicalId());
        context.stub(PidPatient.stub(context, pid, patient));
        Segment mrg = null;
        boolean moved = false;
        for (Segment segment : context.segments()) {
            if (segment.is("MRG")) {
                mrg = segment;
            } else if (segment.is("PV1") && mrg != null) {
                moved |= move(pid, patient, mrg, segment);
                mrg = null;
            }
        }
        if (!moved) {
            context.remark(RemarkCode.NO_PRIOR_NUMBER, "MRG");
        }
    }

    private boolean move(Segment pid, PatientNumber patient, Segment mrg, Segment pv1) {
        Visit now = Visit.of(context, pid, pv1);
        Visit before = Visit.numbered(context, mrg.field(5));
        now = now == null ? before : now;
        before = before == null ? now : before;
        if (now == null) {
            context.remark(RemarkCode.NO_VISIT_NUMBER, mrg.location(5, 0, 0));
            return false;
        }
        String from = prior(mrg, patient);
        Pv1Encounter reading =
                Pv1Encounter.read(context, pv1, now, patient.logicalId(), Whereabouts.Event.STATED, null);
        boolean renumbered = !now.logicalId().equals(before.logicalId());
        if (renumbered) {
            reading.encounter().addIdentifier(before.identifier().copy().setUse(Identifier.IdentifierUse.OLD));
            stubOf(before, from);
        } else {
            context.stub(reading.stub());
        }
        ResourceWrite write = reading.write(asOf);
        if (renumbered) {
            write = write.with(new Inheritance("Encounter/" + before.logicalId()));
        }
        context.write(sweep(write, now, before, patient.logicalId(), from));
        if (renumbered) {
            replaced(before, now);
        }
        return true;
    }

    /** The patient of MRG-1, who is there from now on; the same one where it names none. */
    private String prior(Segment mrg, PatientNumber patient) {
        PatientNumber prior = mrg.has(1) ? PatientNumber.ofMrg(context, mrg) : null;
        if (prior == null || prior.logicalId().equals(patient.logicalId())) {
            return patient.logicalId();
        }
        Patient stub = context.own(new Patient(), prior.logicalId());
        prior.identifiers().forEach(number -> stub.addIdentifier(number.copy()));
        stub.setManagingOrganization(context.facilityOrganization());
        context.stub(stub);
        return prior.logicalId();
    }

    private void stubOf(Visit before, String patientId) {
        Encounter stub = context.own(new Encounter(), before.logicalId());
        stub.addIdentifier(before.identifier().copy());
        stub.setStatus(EncounterStatus.UNKNOWN);
        stub.getClass_()
                .setSystem("http://terminology.hl7.org/CodeSystem/v3-NullFlavor")
                .setCode("UNK");
        stub.setSubject(MessageContext.reference("Patient", patientId));
        stub.setServiceProvider(context.facilityOrganization());
        context.stub(stub);
    }

    /** What hung on the old visit hangs on the new one, and is about its patient. */
    private static ResourceWrite sweep(ResourceWrite write, Visit now, Visit before, String patientId, String from) {
        String to = "Encounter/" + now.logicalId();
        String old = "Encounter/" + before.logicalId();
        ResourceWrite all = write;
        if (!from.equals(patientId)) {
            all = all.with(Sweep.repoint(old, "Patient/" + from, "Patient/" + patientId));
        }
        return to.equals(old) ? all : all.with(Sweep.repoint(old, old, to));
    }

    /** The old number is no visit of its own any more; whoever finds it finds the way. */
    private void replaced(Visit before, Visit now) {
        Encounter encounter = context.own(new Encounter(), before.logicalId());
        encounter.setStatus(EncounterStatus.ENTEREDINERROR);
        encounter.setPartOf(new Reference("Encounter/" + now.logicalId()));
        context.write(ResourceWrite.merge(encounter, java.util.Set.of(), asOf));
    }
}
