package org.yilian.mappings.hl7v2.datatype;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.Timing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yilian.mappings.hl7v2.Fields;

/** RPT, RI and TQ to Timing, after the guide's maps and HL7 table 0335. */
class TimingTest {
    private static String repeat(Timing timing) {
        return FhirContext.forR4Cached()
                .newJsonParser()
                .encodeToString(timing.getRepeat())
                .replace("\"", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "BID; {frequency:2,period:1,periodUnit:d}",
                "QID; {frequency:4,period:1,periodUnit:d}",
                "5ID; {frequency:5,period:1,periodUnit:d}",
                "Q6H; {frequency:1,period:6,periodUnit:h}",
                "Q30M; {frequency:1,period:30,periodUnit:min}",
                "Q2L; {frequency:1,period:2,periodUnit:mo}",
                "Q1J135; {frequency:1,period:1,periodUnit:wk,dayOfWeek:[mon,wed,fri]}",
                "QOD; {frequency:1,period:2,periodUnit:d}",
                "QHS; {frequency:1,period:1,periodUnit:d,when:[HS]}",
                "ACM; {when:[ACM]}",
                "Once; {count:1}",
                "PRN; {}",
                "^DW^1^3; {dayOfWeek:[mon,tue,wed]}",
                "^^^^8^h; {frequency:1,period:8,periodUnit:h}",
                "^^^^^^^ACM^30^min; {when:[ACM],offset:30}",
                "^^^^^^^ACM^1^h; {when:[ACM],offset:60}",
            })
    void understandsRpt(String sent, String expected) {
        Fields rpt = Fields.of(sent);
        assertThat(repeat(Rpt.timing(rpt.context(), rpt.field()))).isEqualTo(expected);
        assertThat(rpt.remarks()).isEmpty();
    }

    @Test
    void keepsACodeOfTheHospital() {
        Fields rpt = Fields.of("每日三次&一天三次&L");
        Timing timing = Rpt.timing(rpt.context(), rpt.field());
        assertThat(timing.getCode().getCodingFirstRep().getCode()).isEqualTo("每日三次");
        assertThat(timing.getCode().getText()).isEqualTo("一天三次");
        assertThat(timing.hasRepeat()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1^BID^D5; {boundsDuration:{value:5,unit:d,system:http://unitsofmeasure.org,code:d},frequency:2,period:1,periodUnit:d}",
                "^Q6H^X3; {count:3,frequency:1,period:6,periodUnit:h}",
                "^&0830,1400^INDEF; {timeOfDay:[08:30:00,14:00:00]}",
                "^BID^^20260105^20260110; {boundsPeriod:{start:2026-01-05,end:2026-01-10},frequency:2,period:1,periodUnit:d}",
                "^Once^^^^S; {count:1}",
                "^^^^^^^^^^^4; {count:4}",
            })
    void understandsTheTimingOfOldVersions(String sent, String expected) {
        Fields tq = Fields.of(sent);
        assertThat(repeat(Tq.timing(tq.context(), tq.field()))).isEqualTo(expected);
        Tq.quantity(tq.context(), tq.field());
        Tq.priority(tq.context(), tq.field());
        assertThat(tq.remarks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"S,stat", "A,asap", "R,routine", "P,", "TM5,"})
    void mapsThePriority(String code, String priority) {
        Fields tq = Fields.of("^^^^^" + code);
        assertThat(Tq.priority(tq.context(), tq.field())).isEqualTo(priority);
        assertThat(tq.remarks().isEmpty()).isEqualTo(priority != null);
    }

    @Test
    void readsTheQuantity() {
        Fields tq = Fields.of("5&mg^BID");
        assertThat(Tq.quantity(tq.context(), tq.field()).getUnit()).isEqualTo("mg");
        Fields cq = Fields.of("5.0^mL&毫升");
        assertThat(Cq.quantity(cq.context(), cq.field()).getValue()).isEqualTo("5.0");
    }
}
