package org.yilian.mappings.hl7v2.datatype;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.InstantType;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;

/**
 * DTM, DT and TS (HL7 v2.8 section 2A.3.22) with the precision sent. Without an offset the sender's zone counts. Also
 * understood: 24:00 as the next midnight, month or day 00 as "not known", and the ISO 8601 form with separators.
 *
 * @param local with 1 or 0 for the parts that were not sent
 * @param digits how far it was sent: 4 year, 6 month, 8 day, 10 hour, 12 minute, 14 second
 * @param fraction of a second, digits only, empty when not sent
 */
public record Dtm(LocalDateTime local, int digits, String fraction, ZoneOffset offset) {
    private static final int YEAR = 4;
    private static final int MONTH = 6;
    private static final int DAY = 8;
    private static final int MINUTE = 12;
    private static final int SECOND = 14;

    /** Reads the first component; null when there is none or when it is no time, which is remarked. */
    public static Dtm of(MessageContext context, Field field) {
        return of(context, field, 1);
    }

    /** Reads a component; null when there is none or when it is no time, which is remarked. */
    public static Dtm of(MessageContext context, Field field, int component) {
        return of(context, field, component, field.isEmpty() ? null : field.get(component));
    }

    /** Reads a subcomponent; null when there is none or when it is no time, which is remarked. */
    public static Dtm of(MessageContext context, Field field, int component, int subcomponent) {
        return of(context, field, component, field.isEmpty() ? null : field.get(component, subcomponent));
    }

    private static Dtm of(MessageContext context, Field field, int component, String text) {
        if (text == null) {
            return null;
        }
        Dtm time = parse(text, context.profile().zone());
        if (time == null) {
            context.remark(RemarkCode.TIME_NOT_UNDERSTOOD, field.location(component > 1 ? component : 0));
        }
        return time;
    }

    /** A dateTime of the field's first component, null as in {@link #of(MessageContext, Field)}. */
    public static DateTimeType dateTime(MessageContext context, Field field) {
        Dtm time = of(context, field);
        return time == null ? null : time.toDateTime();
    }

    /** An instant; null also when the field is less exact than a minute. */
    public static InstantType instant(MessageContext context, Field field) {
        Dtm time = of(context, field);
        return time == null || !time.isMinuteOrBetter() ? null : new InstantType(time.fhir());
    }

    /** Reads a text; null when it is no time. */
    public static Dtm parse(String text, ZoneId zone) {
        try {
            return read(text, zone);
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    private static Dtm read(String text, ZoneId zone) {
        StringBuilder figures = new StringBuilder(SECOND);
        int i = 0;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' && figures.length() < SECOND) {
                figures.append(c);
            } else if (!isSeparator(c, figures.length(), text, i)) {
                break;
            }
        }
        String fraction = "";
        if (i < text.length() && text.charAt(i) == '.' && figures.length() == SECOND) {
            int from = ++i;
            while (i < text.length() && Character.digit(text.charAt(i), 10) >= 0 && text.charAt(i) < 128) {
                i++;
            }
            fraction = text.substring(from, Math.min(i, from + 9));
        }
        ZoneOffset offset = null;
        String rest = text.substring(i).strip();
        if (!rest.isEmpty()) {
            offset = offset(rest);
        }
        return build(figures, fraction, offset, zone);
    }

    /** Separators of ISO 8601 where they belong: a "-" after the hour would be an offset. */
    private static boolean isSeparator(char c, int figures, String text, int at) {
        return switch (c) {
            case '-', '/' ->
                (figures == YEAR || figures == MONTH)
                        && text.length() > at + 2
                        && (figures == MONTH || text.length() < at + 5 || text.charAt(at + 3) == c);
            case 'T', ' ' -> figures == DAY;
            case ':' -> figures == 10 || figures == MINUTE;
            default -> false;
        };
    }

    private static ZoneOffset offset(String text) {
        if (text.equals("Z")) {
            return ZoneOffset.UTC;
        }
        char sign = text.charAt(0);
        String figures = text.substring(1).replace(":", "");
        if (sign != '+' && sign != '-' || figures.length() != 4 && figures.length() != 2) {
            throw new DateTimeException("no offset");
        }
        int hours = Integer.parseInt(figures.substring(0, 2));
        int minutes = figures.length() == 4 ? Integer.parseInt(figures.substring(2)) : 0;
        return sign == '-' ? ZoneOffset.ofHoursMinutes(-hours, -minutes) : ZoneOffset.ofHoursMinutes(hours, minutes);
    }

    private static Dtm build(CharSequence figures, String fraction, ZoneOffset offset, ZoneId zone) {
        int digits = figures.length();
        if (digits < YEAR || digits % 2 != 0) {
            return null;
        }
        int year = part(figures, 0, YEAR);
        int month = digits >= MONTH ? part(figures, 4, 6) : 0;
        int day = digits >= DAY ? part(figures, 6, 8) : 0;
        int hour = digits >= 10 ? part(figures, 8, 10) : 0;
        int minute = digits >= MINUTE ? part(figures, 10, 12) : 0;
        int second = digits >= SECOND ? part(figures, 12, 14) : 0;
        if (year == 0) {
            return null;
        }
        if (month == 0 || day == 0) {
            digits = Math.min(digits, month == 0 ? YEAR : MONTH);
            hour = 0;
            minute = 0;
            second = 0;
        }
        boolean midnight = hour == 24 && minute == 0 && second == 0;
        LocalDateTime local = LocalDate.of(year, Math.max(month, 1), Math.max(day, 1))
                .atTime(midnight ? 0 : hour, minute, Math.min(second, 59));
        if (midnight) {
            local = local.plusDays(1);
        }
        return new Dtm(local, digits, fraction, offset == null ? zone.getRules().getOffset(local) : offset);
    }

    private static int part(CharSequence figures, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + figures.charAt(i) - '0';
        }
        return value;
    }

    public boolean hasTime() {
        return digits > DAY;
    }

    public boolean isMinuteOrBetter() {
        return digits >= MINUTE;
    }

    /** The moment, or the first moment of what is less exact. */
    public Instant instant() {
        Instant whole = local.toInstant(offset);
        return fraction.isEmpty() ? whole : whole.plusNanos(Long.parseLong((fraction + "000000000").substring(0, 9)));
    }

    /** As FHIR writes a dateTime: precision kept, except that a time always has minutes, seconds and an offset. */
    public String fhir() {
        StringBuilder text = new StringBuilder(32);
        pad(text, local.getYear(), 4);
        if (digits >= MONTH) {
            pad(text.append('-'), local.getMonthValue(), 2);
        }
        if (digits >= DAY) {
            pad(text.append('-'), local.getDayOfMonth(), 2);
        }
        if (hasTime()) {
            appendTime(text);
        }
        return text.toString();
    }

    public DateTimeType toDateTime() {
        return new DateTimeType(fhir());
    }

    /** The date part. */
    public DateType toDate() {
        String text = fhir();
        return new DateType(hasTime() ? text.substring(0, 10) : text);
    }

    private void appendTime(StringBuilder text) {
        pad(text.append('T'), local.getHour(), 2);
        pad(text.append(':'), local.getMinute(), 2);
        pad(text.append(':'), local.getSecond(), 2);
        if (!fraction.isEmpty()) {
            text.append('.').append(fraction);
        }
        text.append(offset.getTotalSeconds() == 0 ? "+00:00" : offset.getId(), 0, 6);
    }

    private static void pad(StringBuilder text, int value, int width) {
        for (int limit = 10, n = 1; n < width; n++, limit *= 10) {
            if (value < limit) {
                text.append('0');
            }
        }
        text.append(value);
    }
}
