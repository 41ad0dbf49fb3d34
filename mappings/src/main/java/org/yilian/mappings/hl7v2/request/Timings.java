package org.yilian.mappings.hl7v2.request;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Timing.DayOfWeek;
import org.hl7.fhir.r4.model.Timing.EventTiming;
import org.hl7.fhir.r4.model.Timing.UnitsOfTime;
import org.yilian.mappings.hl7v2.datatype.Dtm;

/** Repeat patterns (HL7 table 0335), which are a small language, to Timing. The code as sent stays in every case. */
final class Timings {
    private static final String GTS = "http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation";
    private static final List<String> ABBREVIATIONS = List.of("BID", "TID", "QID", "QD", "QOD", "Q4H", "Q6H");
    private static final Pattern EVERY = Pattern.compile("Q(\\d{0,3})([SMHDWL])");
    private static final Pattern WEEKDAY = Pattern.compile("Q(\\d{0,2})J([1-7]+)");
    private static final Pattern DURATION = Pattern.compile("([SMHDWL])(\\d{1,4})");
    private static final Pattern TIMES = Pattern.compile("(\\d{1,2})ID");
    private static final Map<String, Integer> DAILY = Map.of("QD", 1, "BID", 2, "TID", 3, "QID", 4);
    private static final Map<String, EventTiming> WHEN = Map.ofEntries(
            Map.entry("QAM", EventTiming.MORN),
            Map.entry("QPM", EventTiming.EVE),
            Map.entry("QHS", EventTiming.HS),
            Map.entry("HS", EventTiming.HS),
            Map.entry("AC", EventTiming.AC),
            Map.entry("PC", EventTiming.PC),
            Map.entry("IC", EventTiming.C),
            Map.entry("ACM", EventTiming.ACM),
            Map.entry("ACD", EventTiming.ACD),
            Map.entry("ACV", EventTiming.ACV),
            Map.entry("PCM", EventTiming.PCM),
            Map.entry("PCD", EventTiming.PCD),
            Map.entry("PCV", EventTiming.PCV),
            Map.entry("CM", EventTiming.CM),
            Map.entry("CD", EventTiming.CD),
            Map.entry("CV", EventTiming.CV));

    private Timings() {}

    /** Adds what the code means, as far as Timing can say it; whether it could. */
    static boolean pattern(Timing timing, String code) {
        if (code.equals("QOD")) {
            every(timing, 1, 2, UnitsOfTime.D);
        } else if (code.equalsIgnoreCase("ONCE")) {
            timing.getRepeat().setCount(1);
        } else if (DAILY.containsKey(code)) {
            every(timing, DAILY.get(code), 1, UnitsOfTime.D);
        } else if (WHEN.containsKey(code)) {
            timing.getRepeat().addWhen(WHEN.get(code));
        } else if (!byGrammar(timing, code)) {
            return false;
        }
        if (ABBREVIATIONS.contains(code)) {
            timing.getCode().addCoding(new Coding(GTS, code, null));
        }
        return true;
    }

    private static boolean byGrammar(Timing timing, String code) {
        Matcher times = TIMES.matcher(code);
        Matcher every = EVERY.matcher(code);
        Matcher weekday = WEEKDAY.matcher(code);
        if (times.matches()) {
            every(timing, Integer.parseInt(times.group(1)), 1, UnitsOfTime.D);
        } else if (every.matches()) {
            every(timing, 1, number(every.group(1)), unit(every.group(2)));
        } else if (weekday.matches()) {
            every(timing, 1, number(weekday.group(1)), UnitsOfTime.WK);
            weekday.group(2).chars().forEach(day -> timing.getRepeat().addDayOfWeek(day((char) day)));
        } else {
            return false;
        }
        return true;
    }

    private static void every(Timing timing, int frequency, int period, UnitsOfTime unit) {
        timing.getRepeat().setFrequency(frequency).setPeriod(period).setPeriodUnit(unit);
    }

    private static int number(String digits) {
        return digits.isEmpty() || Integer.parseInt(digits) == 0 ? 1 : Integer.parseInt(digits);
    }

    /** The standard counts from Monday. */
    private static DayOfWeek day(char digit) {
        return DayOfWeek.values()[digit - '1'];
    }

    /** Units as RPT-6, CQ and old TQ write them; null when it is none of time. */
    static UnitsOfTime unit(String text) {
        return switch (text) {
            case "S", "s", "sec" -> UnitsOfTime.S;
            case "M", "min", "分" -> UnitsOfTime.MIN;
            case "H", "h", "hr", "小时" -> UnitsOfTime.H;
            case "D", "d", "day", "天" -> UnitsOfTime.D;
            case "W", "wk", "周" -> UnitsOfTime.WK;
            case "L", "mo", "月" -> UnitsOfTime.MO;
            case "Y", "a", "yr", "年" -> UnitsOfTime.A;
            default -> null;
        };
    }

    /** Durations of TQ-3 such as {@code D3} for three days; null when it is none. */
    static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        return matcher.matches() ? duration(new BigDecimal(matcher.group(2)), unit(matcher.group(1))) : null;
    }

    static Duration duration(BigDecimal value, UnitsOfTime unit) {
        Duration duration = new Duration();
        duration.setValue(value).setSystem("http://unitsofmeasure.org").setCode(unit.toCode());
        return duration;
    }

    /** That much later, or earlier with {@code sign} -1, as exact as the time itself. */
    static Dtm plus(Dtm time, Duration duration, int sign) {
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
        return new Dtm(local, time.digits(), time.fraction(), time.offset());
    }
}
