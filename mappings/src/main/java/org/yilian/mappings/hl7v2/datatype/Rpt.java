package org.yilian.mappings.hl7v2.datatype;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Timing.EventTiming;
import org.hl7.fhir.r4.model.Timing.TimingRepeatComponent;
import org.hl7.fhir.r4.model.Timing.UnitsOfTime;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;

/** RPT (HL7 v2.8 section 2A.3.66) to Timing: a code of table 0335, or the same taken apart. */
public final class Rpt {
    private static final int MINUTES_A_DAY = 24 * 60;

    private Rpt() {}

    /** The timing; null when the field holds none. */
    public static Timing timing(MessageContext context, Field field) {
        Timing timing = new Timing();
        RepeatPattern.add(context, timing, field.get(1, 1), field.get(1, 2), field.get(1, 3));
        days(context, field, timing.getRepeat());
        period(context, field, timing.getRepeat());
        event(context, field, timing.getRepeat());
        return timing.isEmpty() ? null : timing;
    }

    /** RPT-2 DW: RPT-3 and RPT-4 are days of the week, 1 being Monday. Other phases have no place in R4. */
    private static void days(MessageContext context, Field field, TimingRepeatComponent repeat) {
        if (!"DW".equals(field.get(2))) {
            return;
        }
        int from = number(field, 3);
        int to = field.has(4) ? number(field, 4) : from;
        if (from < 1 || to > 7 || from > to) {
            context.remark(RemarkCode.VALUE_NOT_UNDERSTOOD, field.location(3));
            return;
        }
        for (int day = from; day <= to; day++) {
            repeat.addDayOfWeek(Timing.DayOfWeek.values()[day - 1]);
        }
    }

    private static void period(MessageContext context, Field field, TimingRepeatComponent repeat) {
        String quantity = field.get(5);
        if (quantity == null) {
            return;
        }
        BigDecimal value = Numbers.decimal(quantity);
        String word = field.get(6);
        UnitsOfTime unit = word == null ? null : RepeatPattern.unit(word);
        if (value == null || unit == null || value.signum() < 1) {
            context.remark(RemarkCode.VALUE_NOT_UNDERSTOOD, field.location(5));
            return;
        }
        repeat.setPeriod(value).setPeriodUnit(unit);
        if (!repeat.hasFrequency()) {
            repeat.setFrequency(1);
        }
    }

    private static void event(MessageContext context, Field field, TimingRepeatComponent repeat) {
        String code = field.get(8);
        EventTiming event = code == null ? null : RepeatPattern.event(code);
        if (event == null) {
            if (code != null) {
                context.remark(RemarkCode.TABLE_CODE_UNKNOWN, field.location(8));
            }
            return;
        }
        repeat.addWhen(event);
        int offset = number(field, 9);
        boolean meal = event == EventTiming.C || event.toCode().matches("C[MDV]");
        if (offset > 0 && !meal) {
            repeat.setOffset(offset * minutes(field.get(10)));
        }
    }

    private static int minutes(String unit) {
        UnitsOfTime known = unit == null ? UnitsOfTime.MIN : RepeatPattern.unit(unit);
        return known == UnitsOfTime.H ? 60 : known == UnitsOfTime.D ? MINUTES_A_DAY : 1;
    }

    /** A small whole number; -1 when it is none. */
    private static int number(Field field, int n) {
        String text = field.get(n);
        return text == null || !text.matches("\\d{1,4}") ? -1 : Integer.parseInt(text);
    }
}
