package org.yilian.sample.hl7;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.yilian.sample.Hospital;
import org.yilian.sample.RegionPlan;

/** How each hospital writes time: with zone (H001), without (H002, H003), without seconds (H004). */
final class Times {
    private static final DateTimeFormatter WITH_ZONE = DateTimeFormatter.ofPattern("yyyyMMddHHmmssZ", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyyMMddHHmm", Locale.ROOT);

    private Times() {}

    static String write(Hospital hospital, Instant instant) {
        if (instant == null) {
            return "";
        }
        DateTimeFormatter style =
                switch (hospital) {
                    case H001 -> WITH_ZONE;
                    case H002, H003 -> SECONDS;
                    case H004 -> MINUTES;
                };
        return style.format(instant.atZone(RegionPlan.ZONE));
    }

    static String write(LocalDate date) {
        return DateTimeFormatter.BASIC_ISO_DATE.format(date);
    }
}
