package org.yilian.mappings.hl7v2.datatype;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Timing.EventTiming;
import org.hl7.fhir.r4.model.Timing.TimingRepeatComponent;
import org.hl7.fhir.r4.model.Timing.UnitsOfTime;
import org.yilian.mappings.hl7v2.MessageContext;

/** HL7 table 0335, how often something is repeated: {@code BID}, {@code Q6H}, {@code QOD}, {@code PRN}, {@code ACM} ... */
public final class RepeatPattern {
    private static final Pattern EVERY = Pattern.compile("Q(\\d{1,4})([SMHDWL])");
    private static final Pattern ON_DAY = Pattern.compile("Q(\\d{1,2})J([1-7]+)");
    private static final Pattern TIMES = Pattern.compile("(\\d{1,2})ID");
    private static final Map<String, UnitsOfTime> UNITS = Map.of(
            "S",
            UnitsOfTime.S,
            "M",
            UnitsOfTime.MIN,
            "H",
            UnitsOfTime.H,
            "D",
            UnitsOfTime.D,
            "W",
            UnitsOfTime.WK,
            "L",
            UnitsOfTime.MO);
    private static final Map<String, Integer> A_DAY =
            Map.of("QD", 1, "QAM", 1, "QPM", 1, "QHS", 1, "BID", 2, "TID", 3, "QSHIFT", 3, "QID", 4);
    private static final Set<String> KNOWN_ELSEWHERE =
            Set.of("BID", "TID", "QID", "QD", "QOD", "Q1H", "Q2H", "Q3H", "Q4H", "Q6H", "Q8H");

    private RepeatPattern() {}

    /** Adds what the code means; the code itself is always kept. */
    static void add(MessageContext context, Timing timing, String code, String text, String system) {
        if (code == null) {
            if (text != null) {
                timing.getCode().setText(text);
            }
            return;
        }
        String plain = Cwe.code(code);
        boolean table = system == null || system.equals("HL70335");
        boolean abbreviation = table && KNOWN_ELSEWHERE.contains(plain);
        timing.getCode()
                .addCoding()
                .setSystem(
                        abbreviation
                                ? "http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation"
                                : table ? Cwe.table("0335") : Cwe.system(context.profile(), system, null, "timing"))
                .setCode(plain)
                .setDisplay(abbreviation ? null : text);
        timing.getCode().setText(text == null ? code : text);
        if (table) {
            // PRN before a pattern: so often, as far as needed.
            boolean needed = plain.startsWith("PRN") && plain.length() > 3;
            repeat(needed ? plain.substring(3) : plain, timing.getRepeat());
        }
    }

    private static void repeat(String code, TimingRepeatComponent repeat) {
        Matcher every = EVERY.matcher(code);
        Matcher day = ON_DAY.matcher(code);
        Matcher times = TIMES.matcher(code);
        if (every.matches() && Integer.parseInt(every.group(1)) > 0) {
            frequency(repeat, 1, every.group(1), UNITS.get(every.group(2)));
        } else if (day.matches() && Integer.parseInt(day.group(1)) > 0) {
            frequency(repeat, 1, day.group(1), UnitsOfTime.WK);
            day.group(2).chars().distinct().forEach(d -> repeat.addDayOfWeek(Timing.DayOfWeek.values()[d - '1']));
        } else if (A_DAY.containsKey(code)) {
            frequency(repeat, A_DAY.get(code), "1", UnitsOfTime.D);
            when(code, repeat);
        } else if (times.matches() && Integer.parseInt(times.group(1)) > 0) {
            frequency(repeat, Integer.parseInt(times.group(1)), "1", UnitsOfTime.D);
        } else if (code.equals("QOD")) {
            frequency(repeat, 1, "2", UnitsOfTime.D);
        } else if (code.equalsIgnoreCase("Once")) {
            repeat.setCount(1);
        } else {
            EventTiming meal = event(code);
            if (meal != null) {
                repeat.addWhen(meal);
            }
        }
    }

    private static void when(String code, TimingRepeatComponent repeat) {
        switch (code) {
            case "QAM" -> repeat.addWhen(EventTiming.MORN);
            case "QPM" -> repeat.addWhen(EventTiming.EVE);
            case "QHS" -> repeat.addWhen(EventTiming.HS);
            default -> {}
        }
    }

    private static void frequency(TimingRepeatComponent repeat, int frequency, String period, UnitsOfTime unit) {
        repeat.setFrequency(frequency).setPeriod(new BigDecimal(period)).setPeriodUnit(unit);
    }

    /** HL7 table 0528 as far as R4 has the events; null for the others. */
    static EventTiming event(String code) {
        return switch (code) {
            case "HS", "WAKE", "C", "CM", "CD", "CV", "AC", "ACM", "ACD", "ACV", "PC", "PCM", "PCD", "PCV" ->
                EventTiming.fromCode(code);
            default -> null;
        };
    }

    /** A unit of time as senders write it in RPT-6 and RPT-10; null when it is none. */
    public static UnitsOfTime unit(String text) {
        return switch (text) {
            case "s", "S", "sec", "秒" -> UnitsOfTime.S;
            case "min", "M", "分" -> UnitsOfTime.MIN;
            case "h", "H", "hr", "小时" -> UnitsOfTime.H;
            case "d", "D", "day", "天" -> UnitsOfTime.D;
            case "wk", "W", "周" -> UnitsOfTime.WK;
            case "mo", "L", "月" -> UnitsOfTime.MO;
            case "a", "Y", "年" -> UnitsOfTime.A;
            default -> null;
        };
    }
}
