package org.yilian.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimesTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource({"20261122, 2026-11-22", "2026.11.22, 2026-11-22", "2026-11-22, 2026-11-22", "00010101, 0001-01-01"})
    void readsDates(String text, LocalDate date) {
        assertThat(DateTimes.date(text)).isEqualTo(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026", "20261322", "20260230", "2026112a", "2026/11/22", "20261122-", "-0261122"})
    void whatIsNoDateIsNull(String text) {
        assertThat(DateTimes.date(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "08, 08:00",
        "0805, 08:05",
        "080506, 08:05:06",
        "080506.1, 08:05:06.1",
        "080506.123456, 08:05:06.123456",
        "08:05:06, 08:05:06",
        "235960, 23:59:59"
    })
    void readsTimesOfEveryPrecision(String text, LocalTime time) {
        assertThat(DateTimes.time(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8", "080", "24", "0860", "080561", "080506.", "0805.5", "080506.12345678901", "aa"})
    void whatIsNoTimeIsNull(String text) {
        assertThat(DateTimes.time(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2026, 2026-01-01T00:00+08:00",
        "202611, 2026-11-01T00:00+08:00",
        "20261122080506, 2026-11-22T08:05:06+08:00",
        "20261122080506.5+0000, 2026-11-22T08:05:06.5Z",
        "20261122-0330, 2026-11-22T00:00-03:30",
        "2026+0100, 2026-01-01T00:00+01:00"
    })
    void readsPointsInTime(String text, OffsetDateTime dateTime) {
        assertThat(DateTimes.dateTime(text, SHANGHAI)).isEqualTo(dateTime);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "202", "20261", "20261122+08", "20261122+2500", "20261122080506.5+", "x", "2026112208050"})
    void whatIsNoPointInTimeIsNull(String text) {
        assertThat(DateTimes.dateTime(text, SHANGHAI)).isNull();
    }

    @Property
    void whatIsWrittenIsRead(
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
            @ForAll @IntRange(min = 0, max = 999_999) int micros,
            @ForAll @IntRange(min = -12 * 60, max = 14 * 60) int offset) {
        LocalDateTime local = LocalDateTime.ofEpochSecond(second, micros * 1000, ZoneOffset.UTC);
        OffsetDateTime when = local.atOffset(ZoneOffset.ofTotalSeconds(offset * 60));
        assertThat(DateTimes.dateTime(DateTimes.format(when), SHANGHAI)).isEqualTo(when);
        assertThat(DateTimes.dateTime(DateTimes.format(local), ZoneOffset.UTC).toLocalDateTime())
                .isEqualTo(local);
    }

    @Property
    void noTextFails(@ForAll String text) {
        DateTimes.date(text);
        DateTimes.time(text);
        DateTimes.dateTime(text, SHANGHAI);
        PersonName.parse(text);
    }

    @Test
    void namesLoseNoComponent() {
        PersonName name = PersonName.parse("Adams^John Robert Quincy^^Rev.^B.A. M.Div.");
        assertThat(name.alphabetic().prefix()).isEqualTo("Rev.");
        assertThat(name).hasToString("Adams^John Robert Quincy^^Rev.^B.A. M.Div.");
        assertThat(PersonName.parse("=王^小明").ideographic().family()).isEqualTo("王");
        assertThat(PersonName.parse("=王^小明")).hasToString("=王^小明");
        assertThat(PersonName.parse("^^^^").isEmpty()).isTrue();
    }
}
