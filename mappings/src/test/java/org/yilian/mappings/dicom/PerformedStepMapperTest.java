package org.yilian.mappings.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.ResourceWrite.Mode;
import org.yilian.mappings.Translation;
import org.yilian.mappings.hl7v2.FacilityProfile;

class PerformedStepMapperTest {
    private static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");
    private static final FacilityProfile PROFILE = FacilityProfile.builder("H001")
            .zone(ZoneId.of("Asia/Shanghai"))
            .authority("H001", "https://example.org/mrn", "MR")
            .defaultAuthority(new FacilityProfile.Authority("https://example.org/mrn", "MR"))
            .build();

    private static DataSet step(String status) {
        DataSet step = new DataSet()
                .set(Tag.PatientID, "P1")
                .set(Tag.PerformedProcedureStepStatus, status)
                .set(Tag.PerformedProcedureStepStartDate, "20260301");
        step.addItem(Tag.ScheduledStepAttributesSequence)
                .set(Tag.PlacerOrderNumberImagingServiceRequest, "O1")
                .set(Tag.AccessionNumber, "A1");
        return step;
    }

    private static <T> T only(Translation translation, Class<T> type) {
        return translation.writes().stream()
                .map(ResourceWrite::resource)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void stopsWithItsReasonAndLeavesTheOrderActive() {
        DataSet step = step("DISCONTINUED");
        step.addItem(0x00400281).set(Tag.CodeMeaning, "Patient refused");
        Translation translation = PerformedStepMapper.map(step, "2.25.1", PROFILE, NOW);

        Procedure procedure = only(translation, Procedure.class);
        assertThat(procedure.getStatus()).isEqualTo(Procedure.ProcedureStatus.STOPPED);
        assertThat(procedure.getStatusReason().getText()).isEqualTo("Patient refused");
        assertThat(procedure.getPerformedPeriod().getStartElement().getValueAsString())
                .isEqualTo("2026-03-01");
        assertThat(procedure.getPerformedPeriod().hasEnd()).isFalse();
        ServiceRequest order = only(translation, ServiceRequest.class);
        assertThat(order.getStatus()).isEqualTo(ServiceRequest.ServiceRequestStatus.ACTIVE);
        assertThat(procedure.getBasedOnFirstRep().getReference()).isEqualTo(order.getId());
        assertThat(translation.writes())
                .filteredOn(write -> write.resource() instanceof ServiceRequest)
                .allMatch(write -> write.mode() == Mode.ADVANCE);
    }

    @Test
    void writesNothingForANumberOfUnknownIssuer() {
        DataSet step = step("IN PROGRESS").set(Tag.IssuerOfPatientID, "ELSEWHERE");
        Translation translation = PerformedStepMapper.map(step, "2.25.1", PROFILE, NOW);

        assertThat(translation.writes()).isEmpty();
        assertThat(translation.remarks()).extracting(remark -> remark.code()).containsExactly("NO_PATIENT_NUMBER");
    }

    @Test
    void saysTheSameForTheSameStep() {
        assertThat(only(PerformedStepMapper.map(step("COMPLETED"), "2.25.1", PROFILE, NOW), Procedure.class)
                        .equalsDeep(only(
                                PerformedStepMapper.map(step("COMPLETED"), "2.25.1", PROFILE, NOW), Procedure.class)))
                .isTrue();
    }
}
