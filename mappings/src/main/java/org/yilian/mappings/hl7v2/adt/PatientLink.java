package org.yilian.mappings.hl7v2.adt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.change.Unlink;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.segment.PatientNumber;
import org.yilian.mappings.hl7v2.segment.PidPatient;

/**
 * Two records of one person are linked without merging them (ADT A24), or are two again (A37), which also takes back a
 * merge (HL7 v2.8 sections 3.3.24 and 3.3.37). PID of both say who they are, nothing else of them is stored.
 */
public enum PatientLink {
    MADE {
        @Override
        ResourceWrite write(Patient one, PatientNumber other, Instant asOf) {
            one.addLink().setType(LinkType.SEEALSO).setOther(MessageContext.reference("Patient", other.logicalId()));
            return ResourceWrite.merge(one, Set.of(), asOf);
        }
    },
    ENDED {
        @Override
        ResourceWrite write(Patient one, PatientNumber other, Instant asOf) {
            SortedSet<String> numbers = new TreeSet<>();
            other.identifiers().forEach(number -> numbers.add(number.getSystem() + "|" + number.getValue()));
            return ResourceWrite.merge(one, Set.of(), asOf).with(new Unlink("Patient/" + other.logicalId(), numbers));
        }
    };

    abstract ResourceWrite write(Patient one, PatientNumber other, Instant asOf);

    public void translate(MessageContext context) {
        Instant asOf = EventTimes.of(context).asOf();
        List<PatientNumber> numbers = new ArrayList<>();
        for (Segment pid : context.segments()) {
            PatientNumber number = pid.is("PID") ? PatientNumber.ofPid(context, pid) : null;
            if (number != null) {
                context.patientKey(number.logicalId());
                context.stub(PidPatient.stub(context, pid, number));
                numbers.add(number);
            }
        }
        if (numbers.size() != 2) {
            context.remark(numbers.isEmpty() ? RemarkCode.NO_PATIENT_NUMBER : RemarkCode.NO_OTHER_PATIENT, "PID");
            return;
        }
        PatientNumber one = numbers.get(0);
        PatientNumber other = numbers.get(1);
        if (one.logicalId().equals(other.logicalId())) {
            context.remark(RemarkCode.MERGED_WITH_ITSELF, "PID[2]-3");
            return;
        }
        context.write(write(context.own(new Patient(), one.logicalId()), other, asOf));
        context.write(write(context.own(new Patient(), other.logicalId()), one, asOf));
    }
}
