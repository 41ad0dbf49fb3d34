package org.yilian.hub.security.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.record.RecordWritten;
import org.yilian.hub.record.RecordWritten.Change;
import org.yilian.hub.security.SliceTest;

/** A region that states nothing: who is under 14 is kept as a minor with what is written of them. */
@SliceTest
class MinorIT {
    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aPatientIsAMinorUntilTheLastDayTheirBirthDateMayMean() {
        YearMonth month = YearMonth.now(ZoneOffset.UTC).minusYears(13);
        OffsetDateTime until = month.plusYears(14).atEndOfMonth().atTime(12, 0).atOffset(ZoneOffset.UTC);
        assertThat(minorUntil(month.toString())).hasValue(until);
        LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);
        assertThat(minorUntil(tomorrow.minusYears(14).toString())).isPresent();
        assertThat(minorUntil(tomorrow.minusYears(14).minusDays(3).toString())).isEmpty();
        assertThat(minorUntil("1950")).isEmpty();
    }

    private Optional<OffsetDateTime> minorUntil(String birthDate) {
        Patient patient = new Patient().setBirthDateElement(new DateType(birthDate));
        patient.setId("Patient/h001-minor-" + UUID.randomUUID().toString().substring(0, 8));
        RecordWritten written =
                new RecordWritten("H001", "test", List.of(new RecordWritten.Written(patient, Change.CREATED)));
        transaction.executeWithoutResult(status -> events.publishEvent(written));
        return jdbc.sql("select until_at from yh_sensitive where resource = ? and label = 'MINOR'")
                .param(patient.getId())
                .query((row, number) -> row.getObject(1, OffsetDateTime.class))
                .optional()
                .map(at -> at.withOffsetSameInstant(ZoneOffset.UTC));
    }
}
