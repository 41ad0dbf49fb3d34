package org.yilian.hub.identity.matching;

import com.ibm.icu.util.ChineseCalendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * How two birth dates compare: equal, different as slips make them (day and month exchanged, one digit, a year, the day of
 * the Chinese calendar), or only the year known. Dates are {@code yyyy[-MM[-dd]]}.
 */
record BirthMatch(Level level, double bits) {
    enum Level {
        NONE,
        SAME,
        SLIP,
        /** One of them is the first of January, which stands for a day that nobody knew. */
        YEAR,
        OTHER
    }

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final BirthMatch NONE = new BirthMatch(Level.NONE, 0);

    boolean agrees() {
        return level == Level.SAME || level == Level.SLIP;
    }

    static BirthMatch of(String one, String other) {
        if (one.length() < 4 || other.length() < 4) {
            return NONE;
        }
        if (one.equals(other)) {
            double bits = one.length() < 10 ? (one.length() < 7 ? 5.5 : 9.5) : one.endsWith("-01-01") ? 11 : 14.4;
            return new BirthMatch(one.length() < 10 ? Level.YEAR : Level.SAME, bits);
        }
        if (one.length() < 10 || other.length() < 10) {
            boolean begins = one.startsWith(other) || other.startsWith(one);
            return begins
                    ? new BirthMatch(Level.YEAR, Math.min(one.length(), other.length()) < 7 ? 5.5 : 9.5)
                    : new BirthMatch(Level.OTHER, -7);
        }
        return days(one, other);
    }

    private static BirthMatch days(String one, String other) {
        int years = Math.abs(year(one) - year(other));
        boolean sameDay = one.substring(5).equals(other.substring(5));
        if (years == 0
                && one.substring(5, 7).equals(other.substring(8))
                && one.substring(8).equals(other.substring(5, 7))) {
            return new BirthMatch(Level.SLIP, 7);
        }
        if (years == 1 && sameDay) {
            return new BirthMatch(Level.SLIP, 4);
        }
        boolean january = one.endsWith("-01-01") || other.endsWith("-01-01");
        if (january && years <= 1) {
            return new BirthMatch(Level.YEAR, years == 0 ? 5.5 : 2.5);
        }
        if (lunar(one, other) || lunar(other, one)) {
            return new BirthMatch(Level.SLIP, 7);
        }
        int edits = Edits.between(one, other, 2);
        if (edits == 1) {
            return new BirthMatch(Level.SLIP, years < 12 ? 4 : 2);
        }
        return new BirthMatch(Level.OTHER, years == 0 || edits == 2 ? -3 : years < 12 ? -7 : -12);
    }

    /** Whether {@code typed} says by the Chinese calendar what {@code day} says by ours. */
    private static boolean lunar(String day, String typed) {
        try {
            LocalDate solar = LocalDate.parse(day);
            long later = solar.toEpochDay() - LocalDate.parse(typed).toEpochDay();
            if (later < 13 || later > 60) {
                return false;
            }
            ChineseCalendar calendar = new ChineseCalendar(TimeZone.getTimeZone("Asia/Shanghai"), ULocale.CHINA);
            calendar.setTimeInMillis(
                    solar.atTime(12, 0).atZone(CHINA).toInstant().toEpochMilli());
            return calendar.get(ChineseCalendar.MONTH) + 1 == Integer.parseInt(typed.substring(5, 7))
                    && calendar.get(ChineseCalendar.DAY_OF_MONTH) == Integer.parseInt(typed.substring(8, 10));
        } catch (DateTimeException | NumberFormatException e) {
            return false;
        }
    }

    private static int year(String date) {
        return Integer.parseInt(date.substring(0, 4));
    }
}
