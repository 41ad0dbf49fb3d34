package org.yilian.mappings.hl7v2.scheduling;

import java.util.List;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Cx;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.datatype.Xcn;
import org.yilian.mappings.hl7v2.order.OrderNumbers;
import org.yilian.mappings.hl7v2.segment.Subject;

/** SCH (HL7 v2.8 section 10.6.2) to Appointment, after the guide's maps SCH[Appointment] and SCH[ServiceRequest]. */
final class SchAppointment {
    private static final String TYPES = "HL70277";
    private static final String ENTERER = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

    private SchAppointment() {}

    /**
     * What the appointment is known by: the filler's number, as it is the filler who tells, else the placer's; with the
     * occurrence of a repeating one. Null without a number.
     */
    static String key(MessageContext context, Segment sch) {
        String filler = Ei.value(sch.field(2));
        String placer = Ei.value(sch.field(1));
        String number = filler != null ? filler : placer == null ? null : "placer:" + placer;
        String occurrence = sch.get(3);
        return number == null || occurrence == null ? number : number + "|" + occurrence;
    }

    static void fill(MessageContext context, Segment sch, ScheduleEvent event, Appointment appointment) {
        add(appointment, Ei.identifier(context, sch.field(1), "appointment-request", "PLAC"));
        add(appointment, Ei.identifier(context, sch.field(2), "appointment", "FILL"));
        status(context, sch, event, appointment);
        reasons(context, sch, appointment);
        for (int n : new int[] {23, 24}) {
            String kind = n == 23 ? "appointment-request" : "appointment";
            Identifier parent = Ei.identifier(context, sch.field(n), kind, n == 23 ? "PLAC" : "FILL");
            if (parent != null) {
                appointment.addSupportingInformation(
                        new Reference().setType("Appointment").setIdentifier(parent));
            }
        }
    }

    private static void add(Appointment appointment, Identifier identifier) {
        if (identifier != null) {
            appointment.addIdentifier(identifier);
        }
    }

    private static void status(MessageContext context, Segment sch, ScheduleEvent event, Appointment appointment) {
        String code = sch.has(25) ? sch.field(25).get(1) : null;
        AppointmentStatus said = code == null ? null : AppointmentStates.of(code);
        if (said != null) {
            sch.field(25).text(); // text and system repeat the code
        } else if (code != null) {
            context.remark(RemarkCode.STATUS_UNKNOWN, sch.location(25, 0, 0));
        }
        AppointmentStatus status = said == null ? event.status() : said;
        if (status != null) {
            appointment.setStatus(status);
        }
    }

    /** SCH-6 is why the message was sent, which R4 asks of a cancellation only; SCH-7 why the patient comes. */
    private static void reasons(MessageContext context, Segment sch, Appointment appointment) {
        boolean off = appointment.getStatus() == AppointmentStatus.CANCELLED
                || appointment.getStatus() == AppointmentStatus.NOSHOW;
        if (off && sch.has(6)) {
            appointment.setCancelationReason(Cwe.concept(context, sch.field(6), "event-reason"));
        }
        for (int n : new int[] {7, 8}) {
            CodeableConcept said =
                    sch.has(n) ? Cwe.concept(context, sch.field(n), n == 7 ? "reason" : "appointment-type") : null;
            if (said == null) {
                continue;
            }
            boolean type = n == 8 || TYPES.equals(sch.field(7).get(3));
            if (type && !appointment.hasAppointmentType()) {
                appointment.setAppointmentType(said);
            } else if (!type) {
                appointment.addReasonCode(said);
            }
        }
    }

    /** SCH-26 and SCH-27, in pairs: the orders that the appointment is for, by the rule that all orders are known by. */
    static void orders(MessageContext context, Segment sch, Subject subject, Appointment appointment) {
        List<Field> placers = sch.repetitions(26);
        List<Field> fillers = sch.repetitions(27);
        for (int i = 0; i < Math.max(placers.size(), fillers.size()); i++) {
            OrderNumbers numbers = new OrderNumbers(
                    i < placers.size() ? Ei.identifier(context, placers.get(i), "order", "PLAC") : null,
                    i < fillers.size() ? Ei.identifier(context, fillers.get(i), "filler", "FILL") : null);
            String id = numbers.orderId(context);
            if (id == null) {
                continue;
            }
            ServiceRequest order = context.own(new ServiceRequest(), id);
            numbers.identifiers().forEach(order::addIdentifier);
            order.setStatus(ServiceRequest.ServiceRequestStatus.ACTIVE);
            order.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
            order.setSubject(MessageContext.reference("Patient", subject.patientId()));
            if (appointment.hasStart()) {
                order.setOccurrence(Cx.period(
                        time(context, appointment.getStartElement()), time(context, appointment.getEndElement())));
            }
            context.stub(order);
            appointment.addBasedOn(MessageContext.reference("ServiceRequest", id));
        }
    }

    private static Dtm time(MessageContext context, InstantType time) {
        String text = time.getValueAsString();
        return text == null ? null : Dtm.parse(text, context.profile().zone());
    }

    /** SCH-12, SCH-16 and SCH-20: whom to ask on either side, and who entered it. */
    static void contacts(MessageContext context, Segment sch, Appointment appointment, AppointmentStatus status) {
        for (int n : new int[] {12, 16, 20}) {
            for (Reference person : Xcn.practitioners(context, sch, n)) {
                Appointment.AppointmentParticipantComponent participant =
                        appointment.addParticipant().setActor(person).setStatus(AppointmentStates.assumed(status));
                if (n == 20) {
                    participant.addType().addCoding().setSystem(ENTERER).setCode("enterer");
                } else {
                    participant.addType().setText(n == 12 ? "placer contact" : "filler contact");
                }
            }
        }
    }
}
