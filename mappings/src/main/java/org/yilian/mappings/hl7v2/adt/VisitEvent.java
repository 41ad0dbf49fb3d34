package org.yilian.mappings.hl7v2.adt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.segment.Al1AllergyIntolerance;
import org.yilian.mappings.hl7v2.segment.Dg1Condition;
import org.yilian.mappings.hl7v2.segment.Nk1RelatedPerson;
import org.yilian.mappings.hl7v2.segment.PatientNumber;
import org.yilian.mappings.hl7v2.segment.PidPatient;
import org.yilian.mappings.hl7v2.segment.Pv1Encounter;
import org.yilian.mappings.hl7v2.segment.Visit;

/**
 * ADT events about one patient and, mostly, one visit: A01 A02 A03 A04 A05 A08 A11 A13 A28 A31 (HL7 v2.8 sections 3.3.1
 * to 3.3.31). Patient and Encounter are merged, so that what a message does not say stays.
 */
public enum VisitEvent {
    A01(EncounterStatus.INPROGRESS),
    A02(null),
    A03(EncounterStatus.FINISHED),
    A04(EncounterStatus.INPROGRESS),
    A05(EncounterStatus.PLANNED),
    A08(null),
    A11(EncounterStatus.CANCELLED),
    A13(EncounterStatus.INPROGRESS),
    A28(null),
    A31(null);

    /** What the event makes of the Encounter; null leaves the status as it is. */
    private final EncounterStatus status;

    VisitEvent(EncounterStatus status) {
        this.status = status;
    }

    public void translate(MessageContext context) {
        Segment pid = context.first("PID");
        if (pid == null) {
            context.remark(RemarkCode.NO_PATIENT, "PID");
            return;
        }
        PatientNumber number = PatientNumber.ofPid(context, pid);
        if (number == null) {
            context.remark(RemarkCode.NO_PATIENT_NUMBER, "PID-3");
            return;
        }
        Segment evn = context.first("EVN");
        Instant asOf = context.asOf(recorded(evn));
        String patientId = number.logicalId();
        context.patientKey(patientId);
        context.write(PidPatient.write(context, pid, number, asOf));
        Pv1Encounter visit = visit(context, pid, evn, patientId, asOf);
        List<ResourceWrite> diagnoses = new ArrayList<>();
        for (Segment segment : context.segments()) {
            ResourceWrite write =
                    switch (segment.name()) {
                        case "NK1" -> Nk1RelatedPerson.write(context, segment, patientId, asOf);
                        case "AL1" -> Al1AllergyIntolerance.write(context, segment, patientId, asOf);
                        case "DG1" -> {
                            Encounter encounter = visit == null ? null : visit.encounter();
                            diagnoses.add(Dg1Condition.write(context, segment, patientId, encounter, asOf));
                            yield null;
                        }
                        default -> null;
                    };
            if (write != null) {
                context.write(write);
            }
        }
        finish(context, visit, diagnoses, asOf);
    }

    static Field recorded(Segment evn) {
        if (evn == null) {
            return null;
        }
        evn.skip(1);
        return evn.field(2);
    }

    private Pv1Encounter visit(MessageContext context, Segment pid, Segment evn, String patientId, Instant asOf) {
        Segment pv1 = context.first("PV1");
        boolean none = pv1 == null || "N".equals(pv1.get(2)) && !pv1.has(19);
        if (none) {
            return null;
        }
        Visit visit = Visit.of(context, pid, pv1);
        if (visit == null) {
            if (this != A28 && this != A31) {
                context.remark(RemarkCode.NO_VISIT_NUMBER, place(context));
            }
            return null;
        }
        if (status == null || !pv1.has(2)) {
            // What R4 requires and this message does not say must come from somewhere when the visit is new.
            context.stub(Pv1Encounter.stub(context, pv1, visit, patientId));
        }
        Pv1Encounter reading = Pv1Encounter.read(context, pv1, visit, patientId);
        if (status != null) {
            reading.encounter().setStatus(status);
        }
        times(context, evn, reading);
        return reading;
    }

    /** What the event itself says about when: EVN-6, where PV1-44 and PV1-45 are silent. */
    private void times(MessageContext context, Segment evn, Pv1Encounter reading) {
        Encounter encounter = reading.encounter();
        if (this == A13) {
            reading.clear("period.end");
            encounter.getPeriod().setEndElement(null);
            if (!encounter.getHospitalization().hasDischargeDisposition()) {
                reading.clear("hospitalization.dischargeDisposition");
            }
        }
        if (evn == null) {
            return;
        }
        Dtm occurred = Dtm.of(context, evn.field(6));
        if (occurred == null) {
            return;
        }
        if (this == A03 && !encounter.getPeriod().hasEnd()) {
            encounter.getPeriod().setEndElement(occurred.toDateTime());
        } else if ((this == A01 || this == A04) && !encounter.getPeriod().hasStart()) {
            encounter.getPeriod().setStartElement(occurred.toDateTime());
        }
    }

    private static void finish(
            MessageContext context, Pv1Encounter visit, List<ResourceWrite> diagnoses, Instant asOf) {
        diagnoses.removeIf(java.util.Objects::isNull);
        if (visit == null) {
            diagnoses.forEach(context::write);
            return;
        }
        // Each needs the other to be there: the Encounter refers to its diagnoses, they refer to it.
        diagnoses.forEach(context::write);
        context.write(visit.write(asOf));
    }

    private static String place(MessageContext context) {
        return switch (context.profile().visitNumber()) {
            case PV1_19 -> "PV1-19";
            case PV1_50 -> "PV1-50";
            case PID_18 -> "PID-18";
        };
    }
}
