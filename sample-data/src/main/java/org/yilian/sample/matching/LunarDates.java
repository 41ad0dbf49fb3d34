package org.yilian.sample.matching;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yilian.sample.Table;

/** Days of the Chinese calendar, for people who say their birthday by it. */
final class LunarDates {
    private static final Map<Integer, Table.Row> YEARS = Table.read("matching/lunar-years.csv").stream()
            .collect(Collectors.toMap(row -> row.whole("year"), row -> row));

    private LunarDates() {}

    /** Month and day of the Chinese calendar, written as if they were solar; empty where no such solar day exists. */
    static Optional<LocalDate> typedAsSolar(LocalDate day) {
        int year = day.isBefore(start(day.getYear())) ? day.getYear() - 1 : day.getYear();
        long left = day.toEpochDay() - start(year).toEpochDay();
        Table.Row row = YEARS.get(year);
        int leap = row.whole("leap");
        int month = 0;
        for (String days : row.list("days")) {
            month++;
            int length = Integer.parseInt(days);
            if (left < length) {
                int number = leap > 0 && month > leap ? month - 1 : month;
                return solar(year, number, (int) left + 1);
            }
            left -= length;
        }
        return Optional.empty();
    }

    private static LocalDate start(int year) {
        return LocalDate.parse(YEARS.get(year).text("start"));
    }

    private static Optional<LocalDate> solar(int year, int month, int day) {
        return day <= LocalDate.of(year, month, 1).lengthOfMonth()
                ? Optional.of(LocalDate.of(year, month, day))
                : Optional.empty();
    }
}
