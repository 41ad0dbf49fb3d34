package org.yilian.mappings.dicom;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * What the index knows of one study (DICOM PS3.3 C.7.1.1 and C.7.2.1), decoded. Everything but the three first can be
 * null or empty.
 *
 * @param facility code of the hospital that sent it
 * @param studyUid (0020,000D)
 * @param asOf when the newest instance arrived, so that a summary of fewer instances never replaces one of more
 * @param patientId (0010,0020)
 * @param issuer (0010,0021), or the universal entity id of (0010,0024)
 * @param patientName (0010,0010), up to three component groups with {@code =} between them
 * @param patientSex (0010,0040) M F O
 * @param patientBirthDate (0010,0030)
 * @param accession (0008,0050)
 * @param placerOrder (0040,2016)
 * @param description (0008,1030)
 * @param procedureCode (0008,1032), the first item
 * @param referringPhysician (0008,0090)
 * @param reasons (0040,1002)
 * @param started (0008,0020) and (0008,0030) with the offset of (0008,0201), else the facility's zone, as FHIR writes a
 *     dateTime: {@code 2026-01-05} or {@code 2026-01-05T09:30:00+08:00}
 * @param numberOfInstances stored, over all series
 */
public record StudySummary(
        String facility,
        String studyUid,
        Instant asOf,
        String patientId,
        String issuer,
        String patientName,
        String patientSex,
        LocalDate patientBirthDate,
        String accession,
        String placerOrder,
        String description,
        Code procedureCode,
        String referringPhysician,
        List<String> reasons,
        String started,
        List<SeriesSummary> series,
        int numberOfInstances) {

    /** A code sequence item: value (0008,0100), scheme (0008,0102), meaning (0008,0104). */
    public record Code(String value, String scheme, String meaning) {}

    /**
     * One series (PS3.3 C.7.3.1).
     *
     * @param seriesUid (0020,000E)
     * @param number (0020,0011), null when absent
     * @param modality (0008,0060), {@code OT} when absent
     * @param description (0008,103E)
     * @param bodyPart (0018,0015)
     * @param laterality (0020,0060), L or R
     * @param started as in the study
     * @param instances in the order of their instance numbers; can be shorter than {@code numberOfInstances}
     */
    public record SeriesSummary(
            String seriesUid,
            Integer number,
            String modality,
            String description,
            String bodyPart,
            String laterality,
            String started,
            List<InstanceSummary> instances,
            int numberOfInstances) {
        public SeriesSummary {
            Objects.requireNonNull(seriesUid);
            instances = instances == null ? List.of() : List.copyOf(instances);
        }
    }

    /**
     * One instance.
     *
     * @param number (0020,0013), null when absent
     */
    public record InstanceSummary(String sopInstanceUid, String sopClassUid, Integer number) {
        public InstanceSummary {
            Objects.requireNonNull(sopInstanceUid);
            Objects.requireNonNull(sopClassUid);
        }
    }

    public StudySummary {
        Objects.requireNonNull(facility);
        Objects.requireNonNull(studyUid);
        Objects.requireNonNull(asOf);
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
        series = series == null ? List.of() : List.copyOf(series);
    }
}
