package org.yilian.mappings.hl7v2.request;

import java.math.BigDecimal;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestPriority;
import org.hl7.fhir.r4.model.TimeType;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Timing.UnitsOfTime;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cq;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Cx;
import org.yilian.mappings.hl7v2.datatype.Dtm;

/**
 * When, how often and how urgently: TQ1 (HL7 v2.8 section 4.5.4), or TQ in ORC-7 or OBR-27 of older versions, to
 * ServiceRequest, after the guide's maps TQ1[ServiceRequest], RPT[Timing] and TQ[ServiceRequest].
 */
final class Tq1ServiceRequest {
    private static final String PRECONDITION = "http://hl7.org/fhir/StructureDefinition/servicerequest-precondition";

    private final MessageContext context;
    private final ServiceRequest order;
    private final Timing timing = new Timing();

    private Tq1ServiceRequest(MessageContext context, ServiceRequest order) {
        this.context = context;
        this.order = order;
    }

    /** The first TQ1: a ServiceRequest has one time only, further ones are remarked as not used. */
    static void fill(MessageContext context, List<Segment> tq1s, ServiceRequest order) {
        if (!tq1s.isEmpty()) {
            Tq1ServiceRequest reading = new Tq1ServiceRequest(context, order);
            reading.tq1(tq1s.get(0));
            reading.finish();
        }
    }

    /** The same from a TQ; nothing when the field is empty. */
    static void fill(MessageContext context, Field tq, ServiceRequest order) {
        if (!tq.isEmpty()) {
            Tq1ServiceRequest reading = new Tq1ServiceRequest(context, order);
            reading.tq(tq);
            reading.finish();
        }
    }

    private void tq1(Segment tq1) {
        tq1.skip(1);
        Quantity quantity = Cq.quantity(context, tq1.field(2));
        if (quantity != null) {
            order.setQuantity(quantity);
        }
        for (Field field : tq1.repetitions(3)) {
            rpt(field);
        }
        for (Field field : tq1.repetitions(4)) {
            timeOfDay(field.get(1), field.location(0));
        }
        offset(tq1.field(5));
        bounds(Dtm.of(context, tq1.field(7)), Dtm.of(context, tq1.field(8)), duration(tq1.field(6)));
        for (Field field : tq1.repetitions(9)) {
            priority(field);
        }
        condition(tq1.get(10));
        note(tq1.get(11));
        Duration each = duration(tq1.field(13));
        if (each != null) {
            timing.getRepeat().setDuration(each.getValue()).setDurationUnit(UnitsOfTime.fromCode(each.getCode()));
        }
        count(tq1.field(14), 1);
    }

    private void tq(Field tq) {
        Quantity quantity = Cq.quantity(context, tq, 1);
        if (quantity != null) {
            order.setQuantity(quantity);
        }
        code(tq.get(2, 1), null, tq.location(2));
        String clock = tq.get(2, 2);
        for (String time : clock == null ? new String[0] : clock.split(",")) {
            timeOfDay(time, tq.location(2));
        }
        String text = tq.get(3);
        Duration duration = text == null ? null : Timings.duration(text);
        if (text != null && duration == null) {
            context.remark(RemarkCode.VALUE_NOT_UNDERSTOOD, tq.location(3));
        }
        bounds(Dtm.of(context, tq, 4), Dtm.of(context, tq, 5), duration);
        setPriority(tq.get(6), tq.location(6));
        condition(tq.get(7));
        note(tq.get(8));
        count(tq, 12);
    }

    private void finish() {
        if (!timing.isEmpty()) {
            order.setOccurrence(timing);
        }
    }

    /** RPT: a pattern, or a period said in parts, or an event and an offset to it. */
    private void rpt(Field field) {
        code(field.get(1, 1), field, field.location(1));
        String quantity = field.get(5);
        String unit = field.get(6, 1);
        UnitsOfTime time = unit == null ? null : Timings.unit(unit);
        if (quantity != null && time != null && quantity.matches("\\d{1,4}(\\.\\d{1,3})?")) {
            timing.getRepeat()
                    .setPeriod(new BigDecimal(quantity))
                    .setPeriodUnit(time)
                    .setFrequency(1);
        }
        String from = field.get(3);
        if ("DW".equals(field.get(2)) && from != null && from.matches("[1-7]")) {
            timing.getRepeat().addDayOfWeek(Timing.DayOfWeek.values()[from.charAt(0) - '1']);
        }
    }

    private void code(String code, Field field, String location) {
        if (code == null) {
            return;
        }
        String plain = code.startsWith("PRN") && code.length() > 3 ? code.substring(3) : code;
        if (code.startsWith("PRN")) {
            order.setAsNeeded(new BooleanType(true));
        }
        if (!code.equals("PRN") && !code.equals("C") && !Timings.pattern(timing, plain)) {
            context.remark(RemarkCode.TABLE_CODE_UNKNOWN, location);
        }
        CodeableConcept sent = timing.getCode();
        sent.addCoding().setSystem("urn:oid:2.16.840.1.113883.12.335").setCode(Cwe.code(code));
        String text = field == null ? null : field.get(1, 2);
        sent.setText(text == null ? code : text);
    }

    /** TM; with a time of day R4 asks for a frequency by day, which the time itself is. */
    private void timeOfDay(String text, String location) {
        String digits = text == null ? "" : text.strip().replace(":", "");
        if (digits.matches("([01]\\d|2[0-3])[0-5]\\d([0-5]\\d)?")) {
            timing.getRepeat().getWhen().clear(); // R4 allows only one of the two, and the clock is the more exact
            String seconds = digits.length() == 6 ? digits.substring(4) : "00";
            timing.getRepeat()
                    .getTimeOfDay()
                    .add(new TimeType(digits.substring(0, 2) + ":" + digits.substring(2, 4) + ":" + seconds));
        } else if (!digits.isEmpty()) {
            context.remark(RemarkCode.TIME_NOT_UNDERSTOOD, location);
        }
    }

    /** TQ1-5: only beside an event (before a meal) can Timing say it, and in minutes. */
    private void offset(Field field) {
        if (!timing.getRepeat().hasWhen() || field.isEmpty()) {
            return;
        }
        Duration offset = duration(field);
        if (offset != null && "min".equals(offset.getCode())) {
            timing.getRepeat().setOffset(offset.getValue().intValue());
        } else if (offset != null && "h".equals(offset.getCode())) {
            timing.getRepeat().setOffset(offset.getValue().intValue() * 60);
        } else if (offset != null) {
            context.remark(RemarkCode.VALUE_NOT_UNDERSTOOD, field);
        }
    }

    /** Two of start, end and duration make the third; a duration alone is one. */
    private void bounds(Dtm from, Dtm to, Duration duration) {
        if (from == null && to == null) {
            if (duration != null) {
                timing.getRepeat().setBounds(duration);
            }
            return;
        }
        Dtm start = from == null && duration != null ? Timings.plus(to, duration, -1) : from;
        Dtm end = to == null && duration != null ? Timings.plus(from, duration, 1) : to;
        timing.getRepeat().setBounds(Cx.period(start, end));
    }

    /** A CQ whose unit is one of time; null without one. */
    private Duration duration(Field field) {
        String number = field.isEmpty() ? null : field.get(1);
        if (number == null) {
            return null;
        }
        String code = field.get(2, 1);
        UnitsOfTime unit = code == null ? null : Timings.unit(code);
        if (unit == null || !number.matches("\\d{1,6}(\\.\\d{1,3})?")) {
            context.remark(RemarkCode.VALUE_NOT_UNDERSTOOD, field);
            return null;
        }
        return Timings.duration(new BigDecimal(number), unit);
    }

    private void priority(Field field) {
        setPriority(field.get(1), field.location(1));
        if (order.hasPriority()) {
            field.text(); // text and system of the code repeat it
        }
    }

    private void setPriority(String code, String location) {
        if (code == null) {
            return;
        }
        if (code.equals("PRN")) {
            order.setAsNeeded(new BooleanType(true));
            return;
        }
        ServiceRequestPriority priority = Priorities.of(code);
        if (priority == null) {
            context.remark(RemarkCode.TABLE_CODE_UNKNOWN, location);
        } else {
            order.setPriority(priority);
        }
    }

    private void condition(String text) {
        if (text != null) {
            order.addExtension(PRECONDITION, new CodeableConcept().setText(text));
        }
    }

    private void note(String text) {
        if (text != null) {
            order.addNote().setText(text);
        }
    }

    private void count(Field field, int component) {
        String text = field.isEmpty() ? null : field.get(component);
        if (text != null && text.matches("[1-9]\\d{0,4}")) {
            timing.getRepeat().setCount(Integer.parseInt(text));
        } else if (text != null) {
            context.remark(RemarkCode.NUMBER_NOT_UNDERSTOOD, field.location(component > 1 ? component : 0));
        }
    }

    /** When it is wanted, of what is left: OBR-6 of older versions, OBR-36 of schedulers. */
    static void moment(MessageContext context, Segment obr, ServiceRequest order) {
        for (int n : new int[] {6, 36}) {
            DateTimeType time = order.hasOccurrence() ? null : Dtm.dateTime(context, obr.field(n));
            if (time != null) {
                order.setOccurrence(time);
            }
        }
    }
}
