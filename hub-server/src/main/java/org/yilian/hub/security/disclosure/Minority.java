package org.yilian.hub.security.disclosure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.hl7.fhir.r4.model.DateType;

/**
 * Until when a person is a minor, as the birth date says by itself: no time zone of a server moves it. What a date leaves
 * open protects: a year ends with December, a month with its last day, and a birthday has come when it is that day
 * everywhere on earth.
 */
final class Minority {
    /** Where a day begins last. */
    private static final ZoneOffset LAST = ZoneOffset.ofHours(-12);

    private Minority() {}

    /** @param years the age at which somebody is no minor any more */
    static Instant until(DateType birthDate, int years) {
        LocalDate born = latest(birthDate.getValueAsString());
        LocalDate grown = born.plusYears(years);
        // Who was born on February 29 is a year older on March 1 where there is no such day.
        boolean noSuchDay = grown.getDayOfMonth() != born.getDayOfMonth();
        return (noSuchDay ? grown.plusDays(1) : grown).atStartOfDay(LAST).toInstant();
    }

    /** The last day that a date of FHIR, {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}, may mean. */
    private static LocalDate latest(String date) {
        return switch (date.split("-").length) {
            case 1 -> Year.parse(date).atMonth(12).atEndOfMonth();
            case 2 -> YearMonth.parse(date).atEndOfMonth();
            default -> LocalDate.parse(date);
        };
    }
}
