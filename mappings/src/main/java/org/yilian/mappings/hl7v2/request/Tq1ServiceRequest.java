package org.yilian.mappings.hl7v2.request;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestPriority;
import org.hl7.fhir.r4.model.TimeType;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Timing.TimingRepeatComponent;
import org.hl7.fhir.r4.model.Timing.UnitsOfTime;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cq;
import org.yilian.mappings.hl7v2.datatype.Dr;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.RepeatPattern;
import org.yilian.mappings.hl7v2.datatype.Rpt;
import org.yilian.mappings.hl7v2.datatype.Tm;
import org.yilian.mappings.hl7v2.datatype.Tq;

/**
 * When, how often and how urgently: TQ1 (HL7 v2.8 section 4.5.4), or TQ in ORC-7 or OBR-27 of older versions, to
 * ServiceRequest, after the guide's maps TQ1[ServiceRequest] and TQ[ServiceRequest].
 */
public final class Tq1ServiceRequest {
    private static final String PRECONDITION = "http://hl7.org/fhir/StructureDefinition/servicerequest-precondition";

    private final MessageContext context;
    private final Segment tq1;
    private final ServiceRequest order;
    private final Timing timing;

    private Tq1ServiceRequest(MessageContext context, Segment tq1, ServiceRequest order) {
        this.context = context;
        this.tq1 = tq1;
        this.order = order;
        Timing pattern = tq1.has(3) ? Rpt.timing(context, tq1.field(3)) : null;
        this.timing = pattern == null ? new Timing() : pattern;
    }

    /** A ServiceRequest has one time and one pattern only: further TQ1 and repetitions are remarked as not used. */
    public static void fill(MessageContext context, Segment tq1, ServiceRequest order) {
        new Tq1ServiceRequest(context, tq1, order).fill();
    }

    /** The same from a TQ; nothing when the field is empty. */
    public static void fill(MessageContext context, Field tq, ServiceRequest order) {
        if (tq.isEmpty()) {
            return;
        }
        set(order, Tq.timing(context, tq));
        set(order, tq.get(6) == null ? null : Tq.priority(context, tq));
        if (Tq.quantity(context, tq) != null) {
            order.setQuantity(Tq.quantity(context, tq));
        }
        texts(order, tq.get(7), tq.get(8));
    }

    private void fill() {
        tq1.skip(1);
        if (tq1.has(2)) {
            order.setQuantity(Cq.quantity(context, tq1.field(2)));
        }
        repeat(timing.getRepeat());
        for (Field field : tq1.repetitions(9)) {
            if ("PRN".equals(field.get(1))) {
                order.setAsNeeded(new BooleanType(true));
            } else {
                set(order, Tq.priority(context, field, 1));
            }
            field.text(); // text and system of the code repeat it
        }
        texts(order, tq1.get(10), tq1.get(11));
        set(order, timing);
    }

    private void repeat(TimingRepeatComponent repeat) {
        for (Field field : tq1.repetitions(4)) {
            TimeType time = Tm.time(field.get(1));
            if (time == null) {
                context.remark(RemarkCode.TIME_NOT_UNDERSTOOD, field);
            } else {
                repeat.getWhen().clear(); // R4 allows only one of the two, and the clock is the more exact
                repeat.addTimeOfDay(time.getValue());
            }
        }
        offset(repeat);
        bounds(repeat);
        Duration each = duration(tq1.field(13));
        if (each != null) {
            repeat.setDuration(each.getValue()).setDurationUnit(UnitsOfTime.fromCode(each.getCode()));
        }
        String total = tq1.get(14);
        if (total != null && total.matches("[1-9]\\d{0,4}")) {
            repeat.setCount(Integer.parseInt(total));
        } else if (total != null) {
            context.remark(RemarkCode.NUMBER_NOT_UNDERSTOOD, tq1.field(14));
        }
    }

    /** TQ1-5: only beside an event (before a meal) can Timing say it, and in minutes. */
    private void offset(TimingRepeatComponent repeat) {
        Duration offset = repeat.hasWhen() && !repeat.hasOffset() ? duration(tq1.field(5)) : null;
        if (offset != null && "min".equals(offset.getCode())) {
            repeat.setOffset(offset.getValue().intValue());
        } else if (offset != null && "h".equals(offset.getCode())) {
            repeat.setOffset(offset.getValue().intValue() * 60);
        }
    }

    /** TQ1-6, 7 and 8: two of start, end and duration make the third; a duration alone is one. */
    private void bounds(TimingRepeatComponent repeat) {
        Dtm from = Dtm.of(context, tq1.field(7));
        Dtm to = Dtm.of(context, tq1.field(8));
        Duration duration = duration(tq1.field(6));
        if (from == null && to == null) {
            repeat.setBounds(duration);
            return;
        }
        Dtm start = from == null && duration != null ? plus(to, duration, -1) : from;
        Dtm end = to == null && duration != null ? plus(from, duration, 1) : to;
        repeat.setBounds(Dr.between(start, end));
    }

    /** A CQ whose unit is one of time; null without one. */
    private Duration duration(Field field) {
        String number = field.isEmpty() ? null : field.get(1);
        if (number == null) {
            return null;
        }
        String code = field.get(2, 1);
        UnitsOfTime unit = code == null ? null : RepeatPattern.unit(code);
        if (unit == null || !number.matches("\\d{1,6}(\\.\\d{1,3})?")) {
            context.remark(RemarkCode.VALUE_NOT_UNDERSTOOD, field);
            return null;
        }
        Duration duration = new Duration();
        duration.setValue(new BigDecimal(number))
                .setUnit(unit.toCode())
                .setSystem(Uris.UCUM)
                .setCode(unit.toCode());
        return duration;
    }

    /** That much later, or earlier with {@code sign} -1, as exact as the time itself; null beyond the years that FHIR can write. */
    private static Dtm plus(Dtm time, Duration duration, int sign) {
        long count = sign * duration.getValue().longValue();
        LocalDateTime local =
                switch (duration.getCode()) {
                    case "s" -> time.local().plusSeconds(count);
                    case "min" -> time.local().plusMinutes(count);
                    case "h" -> time.local().plusHours(count);
                    case "d" -> time.local().plusDays(count);
                    case "wk" -> time.local().plusWeeks(count);
                    case "mo" -> time.local().plusMonths(count);
                    default -> time.local().plusYears(count);
                };
        return local.getYear() < 1 || local.getYear() > 9999
                ? null
                : new Dtm(local, time.digits(), time.fraction(), time.offset());
    }

    private static void set(ServiceRequest order, Timing timing) {
        if (timing == null || timing.isEmpty()) {
            return;
        }
        order.setOccurrence(timing);
        String code = timing.getCode().getCodingFirstRep().getCode();
        if (code != null && code.startsWith("PRN")) {
            order.setAsNeeded(new BooleanType(true));
        }
    }

    private static void set(ServiceRequest order, String priority) {
        if (priority != null) {
            order.setPriority(ServiceRequestPriority.fromCode(priority));
        }
    }

    private static void texts(ServiceRequest order, String condition, String instruction) {
        if (condition != null) {
            order.addExtension(PRECONDITION, new CodeableConcept().setText(condition));
        }
        if (instruction != null) {
            order.addNote().setText(instruction);
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
