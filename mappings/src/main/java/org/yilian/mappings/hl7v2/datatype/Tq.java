package org.yilian.mappings.hl7v2.datatype;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.TimeType;
import org.hl7.fhir.r4.model.Timing;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;

/**
 * TQ (HL7 v2.5 section 2.A.81), the timing and quantity of versions before TQ1: quantity, interval (RI), duration, start,
 * end, priority, text. Used by OBR-27, ORC-7, RXE-1 and SCH-11.
 */
public final class Tq {
    private static final Pattern DURATION = Pattern.compile("([SMHDWL])(\\d{1,5})");
    private static final Pattern TIMES = Pattern.compile("X(\\d{1,5})");

    private Tq() {}

    /** TQ-1; null when it is empty or no number. */
    public static Quantity quantity(MessageContext context, Field field) {
        return Cq.quantity(context, field, 1);
    }

    /** TQ-2, 3, 4, 5 and 12 as one Timing; null when they say nothing. */
    public static Timing timing(MessageContext context, Field field) {
        Timing timing = new Timing();
        RepeatPattern.add(context, timing, field.get(2, 1), null, null);
        explicitTimes(context, timing, field.get(2, 2), field);
        Period period = Dr.between(Dtm.of(context, field, 4), Dtm.of(context, field, 5));
        if (period != null) {
            timing.getRepeat().setBounds(period);
        } else {
            duration(context, field, timing);
        }
        String total = field.get(12);
        if (total != null && total.matches("[1-9]\\d{0,6}")) {
            timing.getRepeat().setCount(Integer.parseInt(total));
        } else if (total != null) {
            context.remark(RemarkCode.NUMBER_NOT_UNDERSTOOD, field.location(12));
        }
        return timing.isEmpty() ? null : timing;
    }

    /** TQ-6 by HL7 table 0485 as code of RequestPriority; null when empty or when R4 has none for it, which is remarked. */
    public static String priority(MessageContext context, Field field) {
        return priority(context, field, 6);
    }

    /** The same for component {@code n}: TQ1-9, OBR-5. */
    public static String priority(MessageContext context, Field field, int n) {
        String code = field.get(n);
        if (code == null) {
            return null;
        }
        return switch (code) {
            case "S", "STAT" -> "stat";
            case "A", "ASAP" -> "asap";
            case "R", "ROUTINE" -> "routine";
            case "U", "URGENT" -> "urgent";
            default -> {
                context.remark(RemarkCode.TABLE_CODE_UNKNOWN, field.location(n));
                yield null;
            }
        };
    }

    /** RI-2: hours and minutes, comma between them. */
    private static void explicitTimes(MessageContext context, Timing timing, String times, Field field) {
        if (times == null) {
            return;
        }
        for (String time : times.split("[,\\s]+")) {
            TimeType known = Tm.time(time);
            if (known == null) {
                context.remark(RemarkCode.TIME_NOT_UNDERSTOOD, field.location(2));
            } else {
                timing.getRepeat().addTimeOfDay(known.getValue());
            }
        }
    }

    /** TQ-3: D5 for five days, X3 for three times, INDEF without an end. */
    private static void duration(MessageContext context, Field field, Timing timing) {
        String text = field.get(3);
        if (text == null || text.equals("INDEF")) {
            return;
        }
        Matcher time = DURATION.matcher(text);
        Matcher times = TIMES.matcher(text);
        if (time.matches()) {
            Duration bounds = new Duration();
            String unit = RepeatPattern.unit(time.group(1)).toCode();
            bounds.setValue(new BigDecimal(time.group(2)))
                    .setUnit(unit)
                    .setSystem(Uris.UCUM)
                    .setCode(unit);
            timing.getRepeat().setBounds(bounds);
        } else if (times.matches() && Integer.parseInt(times.group(1)) > 0) {
            timing.getRepeat().setCount(Integer.parseInt(times.group(1)));
        } else {
            context.remark(RemarkCode.VALUE_NOT_UNDERSTOOD, field.location(3));
        }
    }
}
