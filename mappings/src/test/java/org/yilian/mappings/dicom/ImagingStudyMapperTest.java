package org.yilian.mappings.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.LogicalIds;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Translation;
import org.yilian.mappings.dicom.StudySummary.Code;
import org.yilian.mappings.dicom.StudySummary.InstanceSummary;
import org.yilian.mappings.dicom.StudySummary.SeriesSummary;
import org.yilian.mappings.hl7v2.FacilityProfile;
import org.yilian.mappings.hl7v2.Messages;

public class ImagingStudyMapperTest {
    public static StudySummary study(String patientId, String issuer, String name) {
        InstanceSummary image = new InstanceSummary("1.2.3.4.1.1", "1.2.840.10008.5.1.4.1.1.2", 1);
        SeriesSummary axial = new SeriesSummary(
                "1.2.3.4.1", 2, "CT", "平扫", "CHEST", null, "2026-01-05T09:31:00+08:00", List.of(image), 1);
        SeriesSummary dose = new SeriesSummary("1.2.3.4.2", null, "SR", null, null, null, null, List.of(), 1);
        return new StudySummary(
                "H001",
                "1.2.3.4",
                Instant.parse("2026-01-05T01:40:00Z"),
                patientId,
                issuer,
                name,
                "M",
                LocalDate.of(1990, 3, 7),
                "ACC1",
                "P1",
                "胸部CT平扫",
                new Code("CT01", "99HIS", "胸部CT平扫"),
                "Li^Si=李^四",
                List.of("咳嗽"),
                "2026-01-05T09:30:00+08:00",
                List.of(axial, dose),
                2);
    }

    private static Translation map(StudySummary summary) {
        return ImagingStudyMapper.map(summary, FacilityProfile.minimal("H001"), "https://hub.example.org/dicomweb");
    }

    @Test
    void mapsTheStudy() {
        ImagingStudy study = Messages.only(map(study("42", null, "Zhang^San=张^三")), ImagingStudy.class);
        assertThat(study.getIdentifier()).extracting("value").containsExactly("urn:oid:1.2.3.4", "ACC1");
        assertThat(study.getIdentifierFirstRep().getSystem()).isEqualTo("urn:dicom:uid");
        assertThat(study.getIdElement().getIdPart())
                .isEqualTo(LogicalIds.of("H001", "ImagingStudy", "urn:dicom:uid", "urn:oid:1.2.3.4"));
        assertThat(study.getModality()).extracting("code").containsExactly("CT", "SR");
        assertThat(study.getNumberOfSeries()).isEqualTo(2);
        assertThat(study.getNumberOfInstances()).isEqualTo(2);
        assertThat(study.getStartedElement().getValueAsString()).isEqualTo("2026-01-05T09:30:00+08:00");
        assertThat(study.getSeriesFirstRep().getInstanceFirstRep().getSopClass().getCode())
                .isEqualTo("urn:oid:1.2.840.10008.5.1.4.1.1.2");
        assertThat(study.getEndpointFirstRep().getReference()).isEqualTo("Endpoint/h001-wado-rs");
        assertThat(study.getReferrer().getDisplay()).isEqualTo("李四");
    }

    @Test
    void knowsThePatientByTheNumberOfTheMessages() {
        Translation bare = map(study("42", null, "Zhang^San=张^三"));
        assertThat(bare.patientKey())
                .isEqualTo(LogicalIds.patient("H001", "https://fhir.yilian-hub.org/id/h001/mrn", "42"));
        assertThat(map(study("42", "H001", null)).patientKey()).isEqualTo(bare.patientKey());
        Patient patient = Messages.only(bare, Patient.class);
        assertThat(patient.getName()).extracting("text").containsExactly("张三", "San Zhang");
        assertThat(patient.getBirthDateElement().getValueAsString()).isEqualTo("1990-03-07");
        assertThat(bare.writes())
                .filteredOn(w -> w.resource() instanceof Patient || w.resource() instanceof Endpoint)
                .extracting(ResourceWrite::mode)
                .containsOnly(ResourceWrite.Mode.STUB);
    }

    @Test
    void hasNoResultWithoutATrustedPatientNumber() {
        assertThat(map(study(" ", null, "A^B")).refused()).isTrue();
        assertThat(map(study("42", "H002", "A^B")).refused()).isTrue();
    }

    @Test
    void readsEveryFormOfAName() {
        assertThat(PersonName.of("ZHANG^SAN=张^三=ㄓㄤ^ㄙㄢ").names())
                .extracting("text")
                .containsExactly("张三", "SAN ZHANG", "ㄙㄢ ㄓㄤ");
        assertThat(PersonName.of("张三").names()).extracting("text").containsExactly("张三");
        assertThat(PersonName.of("张^三^^^").names().get(0).getFamily()).isEqualTo("张");
        assertThat(PersonName.of("^^^^==").names()).isEmpty();
    }
}
