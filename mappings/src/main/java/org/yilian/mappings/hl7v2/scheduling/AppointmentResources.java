package org.yilian.mappings.hl7v2.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentParticipantComponent;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Actions;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Cx;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Pl;
import org.yilian.mappings.hl7v2.datatype.Xcn;
import org.yilian.mappings.hl7v2.group.Group;

/**
 * AIS, AIG, AIL and AIP (HL7 v2.8 sections 10.6.4 to 10.6.7): what is done, with what, where and by whom, after the
 * guide's maps of them to Appointment. What its action code (field 2) deletes takes no part.
 */
final class AppointmentResources {
    /** Where the fields stand: type of resource, start, offset of start, duration, status. */
    private record Layout(int type, int start, int offset, int duration, int status) {}

    private static final Map<String, Layout> LAYOUTS = Map.of(
            "AIS", new Layout(0, 4, 5, 7, 10),
            "AIG", new Layout(4, 8, 9, 11, 14),
            "AIL", new Layout(4, 6, 7, 9, 12),
            "AIP", new Layout(4, 6, 7, 9, 12));

    private final MessageContext context;
    private final List<Segment> services = new ArrayList<>();
    private final List<Segment> others = new ArrayList<>();
    private final List<Reference> actors = new ArrayList<>();
    private boolean any;

    AppointmentResources(MessageContext context, Group message) {
        this.context = context;
        collect(message);
    }

    private void collect(Group group) {
        for (Group inner : group.groups()) {
            Segment first = inner.segments().get(0);
            if (first.is("RGS")) {
                first.skip(1);
                Actions.deletes(context, first, 2); // remarked if unknown: every resource in it has its own
                collect(inner);
            } else if (LAYOUTS.containsKey(first.name())) {
                any = true;
                first.skip(1);
                boolean deleted = Actions.deletes(context, first, 2);
                if (deleted) {
                    first.skip(3, 4); // that it takes no part is all there is to say
                } else {
                    (first.is("AIS") ? services : others).add(first);
                }
            }
        }
    }

    /** Whether the message says anything of resources, if only that one is deleted. */
    boolean any() {
        return any;
    }

    /** Whoever and whatever takes part besides the patient, in the order sent; filled by {@link #participants}. */
    List<Reference> actors() {
        return actors;
    }

    void services(Appointment appointment) {
        for (Segment ais : services) {
            CodeableConcept service = Cwe.concept(context, ais.field(3), "service");
            if (service != null) {
                appointment.addServiceType(service);
            }
            AppointmentStatus said = ais.has(10)
                    ? AppointmentStates.of(String.valueOf(ais.field(10).get(1)))
                    : null;
            if (said != null && !appointment.hasStatus()) {
                appointment.setStatus(said);
            }
        }
    }

    void participants(Appointment appointment, AppointmentStatus status) {
        Dtm begin = appointment.hasStart()
                ? Dtm.parse(
                        appointment.getStartElement().getValueAsString(),
                        context.profile().zone())
                : null;
        for (Segment segment : others) {
            for (Field field : segment.repetitions(3)) {
                Reference actor = actor(segment, field);
                if (actor != null) {
                    actors.add(actor.copy());
                    appointment.addParticipant(participant(segment, actor, status, begin));
                }
            }
        }
    }

    private AppointmentParticipantComponent participant(
            Segment segment, Reference actor, AppointmentStatus status, Dtm begin) {
        Layout layout = LAYOUTS.get(segment.name());
        AppointmentParticipantComponent participant = new AppointmentParticipantComponent().setActor(actor);
        CodeableConcept type =
                segment.has(layout.type()) ? Cwe.concept(context, segment.field(layout.type()), "resource-type") : null;
        if (type != null) {
            participant.addType(type);
        }
        participant.setStatus(status(segment, layout, status));
        Period period = segment.has(layout.start()) ? period(segment) : later(segment, layout, begin);
        if (period != null) {
            participant.setPeriod(period);
        }
        return participant;
    }

    private ParticipationStatus status(Segment segment, Layout layout, AppointmentStatus status) {
        String code =
                segment.has(layout.status()) ? segment.field(layout.status()).get(1) : null;
        ParticipationStatus said = code == null ? null : AppointmentStates.ofParticipant(code);
        if (said != null) {
            segment.field(layout.status()).text();
        } else if (code != null) {
            context.remark(RemarkCode.TABLE_CODE_UNKNOWN, segment.field(layout.status()));
        }
        return said == null ? AppointmentStates.assumed(status) : said;
    }

    private Reference actor(Segment segment, Field field) {
        return switch (segment.name()) {
            case "AIP" -> Xcn.practitioner(context, field);
            case "AIL" -> Pl.location(context, field);
            default -> general(segment, field);
        };
    }

    /** AIG-3 is a code of anything: a device unless AIG-4 says that it is a place. */
    private Reference general(Segment aig, Field field) {
        CodeableConcept resource = Cwe.concept(context, field, "resource");
        if (resource == null) {
            return null;
        }
        String kind = aig.has(4) ? String.valueOf(aig.field(4).get(1)) : "";
        boolean place = kind.matches("(?i)LOC.*|ROOM|.*诊室.*|.*房间.*");
        Reference reference = new Reference().setType(place ? "Location" : "Device");
        if (resource.hasCoding()) {
            Coding coding = resource.getCodingFirstRep();
            reference.getIdentifier().setSystem(coding.getSystem()).setValue(coding.getCode());
        }
        return reference.setDisplay(
                resource.hasText()
                        ? resource.getText()
                        : resource.getCodingFirstRep().getCode());
    }

    /** From the resource's own start and duration; null when it has no start. */
    Period period(Segment segment) {
        Layout layout = LAYOUTS.get(segment.name());
        Dtm start = Dtm.of(context, segment.field(layout.start()));
        if (start == null) {
            return null;
        }
        Dtm end = AppointmentTimes.later(
                context, start, segment.field(layout.duration()), segment.field(layout.duration() + 1));
        return Cx.period(start, end);
    }

    /** A resource that is needed so long after the appointment begins; null when that is not said. */
    private Period later(Segment segment, Layout layout, Dtm begin) {
        if (begin == null || !segment.has(layout.offset())) {
            return null;
        }
        Dtm start = AppointmentTimes.later(
                context, begin, segment.field(layout.offset()), segment.field(layout.offset() + 1));
        Dtm end = start == null
                ? null
                : AppointmentTimes.later(
                        context, start, segment.field(layout.duration()), segment.field(layout.duration() + 1));
        return start == null ? null : Cx.period(start, end);
    }

    /** The services first: they say when the appointment is, the others when they take part in it. */
    List<Segment> timed() {
        List<Segment> all = new ArrayList<>(services);
        all.addAll(others);
        return all;
    }
}
