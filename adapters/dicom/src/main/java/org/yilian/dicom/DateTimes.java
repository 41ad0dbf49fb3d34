package org.yilian.dicom;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Dates and times of VR DA, TM and DT. Reading gives null for what is no date or time, since files of the field are full of
 * such; parts left out at the end count as their smallest value, as the standard has it for TM and DT.
 *
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part05/sect_6.2.html">PS3.5 section 6.2</a>
 */
public final class DateTimes {

    private DateTimes() {}

    /** {@code YYYYMMDD}, also {@code YYYY.MM.DD} of ACR-NEMA and {@code YYYY-MM-DD}; null for anything else. */
    public static LocalDate date(String text) {
        String s = text;
        if (s.length() == 10 && (s.charAt(4) == '.' || s.charAt(4) == '-') && s.charAt(7) == s.charAt(4)) {
            s = s.substring(0, 4) + s.substring(5, 7) + s.substring(8);
        }
        return s.length() == 8 && digits(s, 0, 8) ? dateOf(number(s, 0, 4), number(s, 4, 6), number(s, 6, 8)) : null;
    }

    private static LocalDate dateOf(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** {@code HH[MM[SS[.FFFFFF]]]}, also with colons; second 60 counts as 59; null for anything else. */
    public static LocalTime time(String text) {
        String s = text.indexOf(':') >= 0 ? text.replace(":", "") : text;
        int dot = s.indexOf('.');
        int whole = dot < 0 ? s.length() : dot;
        boolean shape = (whole == 2 || whole == 4 || whole == 6) && digits(s, 0, whole) && (dot < 0 || whole == 6);
        if (!shape || dot >= 0 && (s.length() - dot > 10 || !digits(s, dot + 1, s.length()))) {
            return null;
        }
        int nanos = 0;
        for (int i = 0; i < 9; i++) {
            int at = dot + 1 + i;
            nanos = nanos * 10 + (dot >= 0 && at < s.length() ? s.charAt(at) - '0' : 0);
        }
        try {
            int second = whole > 4 ? Math.min(number(s, 4, 6), number(s, 4, 6) == 60 ? 59 : 60) : 0;
            return LocalTime.of(number(s, 0, 2), whole > 2 ? number(s, 2, 4) : 0, second, nanos);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * {@code YYYY[MM[DD[HH[MM[SS[.FFFFFF]]]]]][&ZZXX]}; null for anything else.
     *
     * @param zone where no offset is given
     */
    public static OffsetDateTime dateTime(String text, ZoneId zone) {
        int sign = Math.max(text.indexOf('+', 4), text.indexOf('-', 4));
        String local = sign < 0 ? text : text.substring(0, sign);
        ZoneOffset offset = sign < 0 ? null : offset(text.substring(sign));
        LocalDateTime when = local(local);
        if (when == null || sign >= 0 && offset == null) {
            return null;
        }
        return offset != null ? when.atOffset(offset) : when.atZone(zone).toOffsetDateTime();
    }

    private static LocalDateTime local(String s) {
        int whole = Math.min(s.length(), 8);
        if (whole < 4 || whole % 2 != 0 || !digits(s, 0, whole)) {
            return null;
        }
        LocalDate date = dateOf(number(s, 0, 4), whole > 4 ? number(s, 4, 6) : 1, whole > 6 ? number(s, 6, 8) : 1);
        LocalTime time = s.length() > 8 ? time(s.substring(8)) : LocalTime.MIDNIGHT;
        return date == null || time == null ? null : date.atTime(time);
    }

    /** {@code +0800}, as in Timezone Offset From UTC (0008,0201); null for anything else. */
    public static ZoneOffset offset(String text) {
        if (text.length() != 5 || !digits(text, 1, 5) || text.charAt(0) != '+' && text.charAt(0) != '-') {
            return null;
        }
        try {
            int sign = text.charAt(0) == '-' ? -1 : 1;
            return ZoneOffset.ofHoursMinutes(sign * number(text, 1, 3), sign * number(text, 3, 5));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** VR DA. */
    public static String format(LocalDate date) {
        return pad(date.getYear(), 4) + pad(date.getMonthValue(), 2) + pad(date.getDayOfMonth(), 2);
    }

    /** VR TM, down to microseconds where there are any. */
    public static String format(LocalTime time) {
        String seconds = pad(time.getHour(), 2) + pad(time.getMinute(), 2) + pad(time.getSecond(), 2);
        int micros = time.getNano() / 1000;
        return micros == 0 ? seconds : seconds + '.' + pad(micros, 6);
    }

    /** VR DT without an offset. */
    public static String format(LocalDateTime dateTime) {
        return format(dateTime.toLocalDate()) + format(dateTime.toLocalTime());
    }

    /** VR DT with its offset. */
    public static String format(OffsetDateTime dateTime) {
        int minutes = dateTime.getOffset().getTotalSeconds() / 60;
        int absolute = Math.abs(minutes);
        return format(dateTime.toLocalDateTime())
                + (minutes < 0 ? '-' : '+')
                + pad(absolute / 60, 2)
                + pad(absolute % 60, 2);
    }

    private static String pad(int number, int width) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private static boolean digits(String s, int from, int to) {
        for (int i = from; i < to; i++) {
            if (s.charAt(i) < '0' || s.charAt(i) > '9') {
                return false;
            }
        }
        return from < to;
    }

    private static int number(String s, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + s.charAt(i) - '0';
        }
        return number;
    }
}
