package org.yilian.mappings.hl7v2.datatype;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 9. */
class DtmTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource({
        "2026, 2026",
        "202601, 2026-01",
        "20260105, 2026-01-05",
        "2026010509, 2026-01-05T09:00:00+08:00",
        "202601050930, 2026-01-05T09:30:00+08:00",
        "20260105093015, 2026-01-05T09:30:15+08:00",
        "20260105093015.1234, 2026-01-05T09:30:15.1234+08:00",
        "20260105093015+0000, 2026-01-05T09:30:15+00:00",
        "20260105093015-0530, 2026-01-05T09:30:15-05:30",
        "202601050930+0900, 2026-01-05T09:30:00+09:00",
        "20260105240000, 2026-01-06T00:00:00+08:00",
        "198807010800, 1988-07-01T08:00:00+09:00",
        "19270101000000, 1927-01-01T00:00:00+08:00",
        "15000101000000+0800, 1500-01-01T00:00:00+08:00",
        "202612312400, 2027-01-01T00:00:00+08:00",
        "20260000, 2026",
        "20260100, 2026-01",
        "20260105093060, 2026-01-05T09:30:59+08:00",
        "2026-01-05, 2026-01-05",
        "2026/01/05, 2026-01-05",
        "2026-01-05 09:30:15, 2026-01-05T09:30:15+08:00",
        "2026-01-05T09:30:15Z, 2026-01-05T09:30:15+00:00",
        "2026-01-05T09:30:15+08:00, 2026-01-05T09:30:15+08:00",
    })
    void keepsPrecisionAndGivesTimesAZone(String sent, String fhir) {
        Dtm time = Dtm.parse(sent, SHANGHAI);
        assertThat(time.fhir()).isEqualTo(fhir);
        assertThat(time.toDateTime().getValueAsString()).isEqualTo(fhir);
        assertThat(time.toDateTime().copy().getValueAsString()).isEqualTo(fhir);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000",
                "00000000",
                "20261301",
                "20260230",
                "2026010525",
                "202",
                "20260",
                "abc",
                "2026010a",
                "20260105093015+99",
                "昨天",
                "",
                "20260105 x",
                "+0800"
            })
    void refusesWhatIsNoTime(String text) {
        assertThat(Dtm.parse(text, SHANGHAI)).isNull();
    }

    @Test
    void usesTheSendersZoneAsItWasThatDay() {
        // Shanghai had summer time in 1988.
        assertThat(Dtm.parse("198807010800", SHANGHAI).instant()).isEqualTo(Instant.parse("1988-06-30T23:00:00Z"));
        assertThat(Dtm.parse("202607010800", SHANGHAI).instant()).isEqualTo(Instant.parse("2026-07-01T00:00:00Z"));
    }
}
