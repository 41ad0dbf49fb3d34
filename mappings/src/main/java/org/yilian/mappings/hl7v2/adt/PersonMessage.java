package org.yilian.mappings.hl7v2.adt;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.change.Sweep;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.segment.Nk1RelatedPerson;
import org.yilian.mappings.hl7v2.segment.Participations;
import org.yilian.mappings.hl7v2.segment.PatientNumber;
import org.yilian.mappings.hl7v2.segment.Pd1Patient;
import org.yilian.mappings.hl7v2.segment.PidPatient;

/** One PID with all that stands behind it, read as one event: the patient, the visit, and what hangs on either. */
final class PersonMessage {
    private final MessageContext context;
    private final VisitEvent event;
    private final Group group;
    private final EventTimes times;
    private final Instant asOf;

    PersonMessage(MessageContext context, VisitEvent event, Group group, EventTimes times) {
        this.context = context;
        this.event = event;
        this.group = group;
        this.times = times;
        this.asOf = times.asOf();
    }

    /** Adds everything to the writes: what is referred to comes first. */
    void write() {
        Segment pid = group.first("PID");
        PatientNumber number = PatientNumber.ofPid(context, pid);
        if (number == null) {
            context.remark(RemarkCode.NO_PATIENT_NUMBER, pid.location(3, 0, 0));
            return;
        }
        context.patientKey(number.logicalId());
        PidPatient reading = patient(pid, number);
        context.write(reading.write(asOf));
        VisitReading visit = VisitReading.of(context, event, group, times, pid, number.logicalId());
        Attachments attachments = new Attachments(context, group, number.logicalId(), asOf);
        attachments.people();
        attachments.accounts(pid, visit);
        attachments.allergies();
        attachments.diagnoses(visit);
        if (visit != null) {
            visit.write(attachments);
        }
        attachments.procedures(visit);
        attachments.observations(visit);
        livingWill(number.logicalId());
        lists(attachments, number.logicalId());
    }

    private PidPatient patient(Segment pid, PatientNumber number) {
        PidPatient reading = PidPatient.read(context, pid, number);
        Patient patient = reading.patient();
        if (event == VisitEvent.A29) {
            patient.setActive(false);
        }
        group.all("PD1").forEach(pd1 -> Pd1Patient.fill(context, pd1, patient));
        Participations.practitioners(context, group.all("ROL"), patient);
        Participations.practitioners(context, group.all("PRT"), patient);
        for (Group kin : group.groups("KIN")) {
            if (Nk1RelatedPerson.isOrganization(kin.first("NK1"))) {
                Nk1RelatedPerson.contact(context, kin.first("NK1"), patient);
            }
        }
        return reading;
    }

    private void livingWill(String patientId) {
        for (Segment pd1 : group.all("PD1")) {
            Observation will = Pd1Patient.livingWill(context, pd1, patientId);
            if (will != null) {
                context.write(ResourceWrite.replace(will, asOf));
            }
        }
    }

    /** Where this sender's lists are complete, what they no longer hold is no longer so. */
    private void lists(Attachments attachments, String patientId) {
        Set<String> complete = context.profile().snapshot().lists();
        if (!event.lists()) {
            return;
        }
        ResourceWrite sweeps = ResourceWrite.merge(context.own(new Patient(), patientId), Set.of(), asOf);
        String target = "Patient/" + patientId;
        if (complete.contains("AL1")) {
            sweeps = sweeps.with(
                    Sweep.retire(target, "AllergyIntolerance", new TreeSet<>(context.keys("AllergyIntolerance"))));
        }
        if (complete.contains("NK1")) {
            sweeps = sweeps.with(Sweep.retire(target, "RelatedPerson", new TreeSet<>(context.keys("RelatedPerson"))));
        }
        if (complete.contains("IN1")) {
            sweeps = sweeps.with(Sweep.retire(target, "Coverage", new TreeSet<>(context.keys("Coverage"))));
        }
        if (!sweeps.changes().isEmpty()) {
            context.write(sweeps);
        }
    }
}
