package org.yilian.mappings.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestPriority;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.junit.jupiter.api.Test;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.mappings.Uris;

class ScheduledStepMapperTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static ServiceRequest order() {
        ServiceRequest order = new ServiceRequest();
        order.setId("ServiceRequest/h001-x");
        order.setStatus(ServiceRequestStatus.ACTIVE);
        order.setSubject(new Reference("Patient/h001-p"));
        order.addIdentifier().setSystem(Uris.id("H001", "order")).setValue("P1");
        order.setAuthoredOnElement(new DateTimeType("2026-01-05T02:00:00+08:00"));
        order.getCode()
                .setText("胸部\\CT")
                .addCoding()
                .setSystem(Uris.codes("H001", "exam"))
                .setCode("CT01");
        return order;
    }

    private static ServiceRequest ct() {
        ServiceRequest order = order();
        order.addCategory().addCoding().setSystem(Uris.v2Table("0074")).setCode("CTH");
        return order;
    }

    private static Optional<ScheduledStep> map(ServiceRequest order) {
        return ScheduledStepMapper.map(order, "H001", ZONE);
    }

    @Test
    void anOrderOfTheLaboratoryIsNoImagingOrder() {
        ServiceRequest order = order();
        order.addCategory().addCoding().setSystem(Uris.v2Table("0074")).setCode("HM");
        order.addIdentifier().setSystem(Uris.id("H001", "accession")).setValue("A1");
        assertThat(map(order)).isEmpty();
    }

    @Test
    void onlyWhatIsActiveIsToBePerformed() {
        assertThat(map(ct().setStatus(ServiceRequestStatus.ONHOLD))).isEmpty();
        assertThat(map(ct().setStatus(ServiceRequestStatus.COMPLETED))).isEmpty();
        assertThat(map(ct())).isPresent();
    }

    @Test
    void anOrderWithoutAScheduleStandsAtTheTimeItWasWritten() {
        ScheduledStep step = map(ct()).orElseThrow();
        assertThat(step.start()).isEqualTo(LocalDateTime.of(2026, 1, 5, 2, 0));
        assertThat(step.stepId()).isEqualTo("P1");
        assertThat(step.attributes().string(Tag.RequestedProcedureDescription)).isEqualTo("胸部/CT");
        assertThat(step.attributes().item(Tag.RequestedProcedureCodeSequence).string(Tag.CodingSchemeDesignator))
                .isEqualTo("99H001");
        assertThat(step.attributes().item(Tag.ScheduledProcedureStepSequence).string(Tag.Modality))
                .isEqualTo("CT");
        assertThat(map(ct()).orElseThrow().studyUid()).as("the same again").isEqualTo(step.studyUid());
    }

    @Test
    void whatTheStepSaysGoesBeforeWhatTheSectionSays() {
        ServiceRequest order = ct().setPriority(ServiceRequestPriority.URGENT);
        order.setOccurrence(new DateTimeType("2026-01-06T09:30:00+08:00"));
        order.addOrderDetail()
                .addCoding()
                .setSystem("http://dicom.nema.org/resources/ontology/DCM")
                .setCode("PT");
        order.addIdentifier().setSystem(Uris.id("H001", "procedure-step")).setValue("S1");
        order.addIdentifier().setSystem(Uris.DICOM_UID).setValue("urn:oid:1.2.3");
        order.addPerformer(new Reference()
                .setType("Device")
                .setIdentifier(
                        new Identifier().setSystem(Uris.id("H001", "ae-title")).setValue("PET1"))
                .setDisplay("PET 一室"));
        ScheduledStep step = map(order).orElseThrow();
        DataSet item = step.attributes().item(Tag.ScheduledProcedureStepSequence);
        assertThat(step.studyUid()).isEqualTo("1.2.3");
        assertThat(item.string(Tag.Modality)).isEqualTo("PT");
        assertThat(item.string(Tag.ScheduledProcedureStepID)).isEqualTo("S1");
        assertThat(item.string(Tag.ScheduledStationAETitle)).isEqualTo("PET1");
        assertThat(item.string(Tag.ScheduledProcedureStepStartTime)).isEqualTo("093000");
        assertThat(step.attributes().string(Tag.RequestedProcedurePriority)).isEqualTo("HIGH");
    }

    @Test
    void aChineseNameIsInTheFirstGroupToo() {
        Patient patient = new Patient();
        patient.addName().setFamily("王").addGiven("秀英");
        assertThat(PatientModule.of(patient).string(Tag.PatientName)).isEqualTo("王^秀英=王^秀英");
        patient.addName().setFamily("Wang").addGiven("Xiuying");
        assertThat(PatientModule.of(patient).string(Tag.PatientName)).isEqualTo("Wang^Xiuying=王^秀英");
        patient.setBirthDateElement(new org.hl7.fhir.r4.model.DateType("1961"));
        assertThat(PatientModule.of(patient).hasValue(Tag.PatientBirthDate)).isFalse();
    }
}
