package org.yilian.mappings.hl7v2.scheduling;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Period;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.group.Group;

/**
 * When an appointment is: TQ1-7 and TQ1-8, or SCH-11 of older versions, else the first of its services or resources that
 * says when; the end also from SCH-9 and SCH-10. After the guide's map TQ[Appointment].
 */
final class AppointmentTimes {
    private AppointmentTimes() {}

    static void fill(
            MessageContext context,
            Group message,
            Segment sch,
            AppointmentResources resources,
            Appointment appointment) {
        Segment tq1 = message.first("TQ1");
        Dtm start = null;
        Dtm end = null;
        if (tq1 != null) {
            tq1.skip(1);
            start = Dtm.of(context, tq1.field(7));
            end = Dtm.of(context, tq1.field(8));
        }
        if (start == null && sch.has(11)) {
            start = Dtm.of(context, sch.field(11), 4);
            end = Dtm.of(context, sch.field(11), 5);
        }
        Integer minutes = minutes(context, sch.field(9), sch.field(10));
        if (minutes != null && minutes > 0) {
            appointment.setMinutesDuration(minutes);
        }
        if (start != null && end == null && minutes != null) {
            end = plus(start, minutes);
        }
        set(appointment, start, end);
        repeated(tq1 == null ? sch.field(11) : tq1.field(7), resources);
        for (Segment segment : resources.timed()) {
            Period period = appointment.hasStart() ? null : resources.period(segment);
            if (period != null && minutes != null && !period.hasEnd()) {
                Dtm from = Dtm.parse(
                        period.getStartElement().getValueAsString(),
                        context.profile().zone());
                set(appointment, from, plus(from, minutes));
            } else if (period != null) {
                appointment.setStartElement(instant(period.getStartElement()));
                appointment.setEndElement(instant(period.getEndElement()));
            }
        }
    }

    /** A service that begins when the appointment does says its time and length once more. */
    private static void repeated(Field start, AppointmentResources resources) {
        for (Segment segment : resources.timed()) {
            if (segment.is("AIS")
                    && !start.isEmpty()
                    && start.raw().equals(segment.field(4).raw())) {
                segment.skip(4, 7, 8);
            }
        }
    }

    /** The end of what begins then and lasts so long; null when that is not said. */
    static Dtm later(MessageContext context, Dtm start, Field duration, Field unit) {
        Integer minutes = minutes(context, duration, unit);
        return minutes == null ? null : plus(start, minutes);
    }

    private static Integer minutes(MessageContext context, Field duration, Field unit) {
        String text = duration.isEmpty() ? null : duration.get(1);
        if (text == null) {
            return null;
        }
        String said = unit.isEmpty() ? "MIN" : String.valueOf(unit.get(1));
        BigDecimal factor = factor(said.toUpperCase(java.util.Locale.ROOT));
        if (factor == null || !text.matches("\\d{1,6}(\\.\\d{1,3})?")) {
            context.remark(RemarkCode.VALUE_NOT_UNDERSTOOD, factor == null ? unit : duration);
            return null;
        }
        if (!unit.isEmpty()) {
            unit.text(); // text and system of the unit repeat its code
        }
        return new BigDecimal(text).multiply(factor).intValue();
    }

    private static BigDecimal factor(String unit) {
        return switch (unit) {
            case "MIN", "M", "MINUTES", "MINUTE", "分", "分钟" -> BigDecimal.ONE;
            case "H", "HR", "HOUR", "HOURS", "小时" -> BigDecimal.valueOf(60);
            case "S", "SEC", "SECONDS", "秒" -> new BigDecimal("0.0166666667");
            case "D", "DAY", "DAYS", "天" -> BigDecimal.valueOf(1440);
            default -> null;
        };
    }

    /** Null beyond the years that FHIR can write. */
    private static Dtm plus(Dtm start, int minutes) {
        LocalDateTime local = start.local().plusMinutes(minutes);
        return local.getYear() > 9999
                ? null
                : new Dtm(local, Math.max(start.digits(), 12), start.fraction(), start.offset());
    }

    private static void set(Appointment appointment, Dtm start, Dtm end) {
        if (start != null && start.isMinuteOrBetter()) {
            appointment.setStartElement(new InstantType(start.fhir()));
        }
        if (end != null && end.isMinuteOrBetter()) {
            appointment.setEndElement(new InstantType(end.fhir()));
        }
    }

    private static InstantType instant(DateTimeType time) {
        String text = time.getValueAsString();
        return text == null || text.length() < 19 ? null : new InstantType(text);
    }
}
