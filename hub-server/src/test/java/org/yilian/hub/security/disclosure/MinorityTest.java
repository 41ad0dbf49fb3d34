package org.yilian.hub.security.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.DateType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MinorityTest {
    private final TimeZone here = TimeZone.getDefault();

    @AfterEach
    void backHere() {
        TimeZone.setDefault(here);
    }

    @ParameterizedTest
    @CsvSource({
        "2012-05-17, 2026-05-17T12:00:00Z",
        "2012-05,    2026-05-31T12:00:00Z",
        "2012-02,    2026-03-01T12:00:00Z",
        "2012,       2026-12-31T12:00:00Z",
        "2012-02-29, 2026-03-01T12:00:00Z",
        "2011-02-28, 2025-02-28T12:00:00Z",
        "2012-12-31, 2026-12-31T12:00:00Z",
    })
    void whatADateLeavesOpenProtects(String birthDate, Instant until) {
        assertThat(Minority.until(new DateType(birthDate), 14)).isEqualTo(until);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Shanghai", "UTC", "America/Los_Angeles", "Pacific/Kiritimati"})
    void noTimeZoneOfAServerMovesABirthday(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        assertThat(Minority.until(new DateType("2012-05-17"), 14)).isEqualTo(Instant.parse("2026-05-17T12:00:00Z"));
    }

    @Test
    void aBirthdayHasComeWhenItIsThatDayEverywhere() {
        Instant until = Minority.until(new DateType("2012-05-17"), 14);
        assertThat(until).isAfterOrEqualTo(Instant.parse("2026-05-17T00:00:00-12:00"));
    }
}
