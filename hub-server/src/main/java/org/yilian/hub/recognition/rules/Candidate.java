package org.yilian.hub.recognition.rules;

import java.time.Instant;
import java.util.Set;

/**
 * A stored result that could spare a repeat, in the version it had when the question came.
 *
 * @param id {@code Observation/..} or {@code DiagnosticReport/..}
 * @param report the report it stands in, {@code DiagnosticReport/..}; null if it came alone
 * @param status as in FHIR: final, amended, corrected, preliminary, registered, cancelled, entered-in-error, unknown
 * @param unit as the source wrote it
 * @param ucum the unit in UCUM; null if it is not known
 * @param clinical when the specimen was taken or the images were made; null if unknown
 * @param issued when the report was released; null if unknown
 * @param critical a critical value by the source's own flag
 * @param criticalClosed whether somebody who may act has acknowledged it
 * @param certain false if the record only may be the same person's
 * @param permitted false if this result is closed to the requester: then it does not exist for this question
 * @param images whether the images can be retrieved now; of no meaning for laboratory results
 * @param quality 0-100 as the imaging quality centre graded it; null if not graded
 * @param study UID of the study; null if there are no images
 * @param marks marks printed on the report ({@code 全国HR}); empty if none is known
 */
public record Candidate(
        String id,
        int version,
        String report,
        int reportVersion,
        String facility,
        String item,
        String status,
        String value,
        String unit,
        String ucum,
        String range,
        String flag,
        Instant clinical,
        Instant issued,
        boolean critical,
        boolean criticalClosed,
        boolean specimenDoubtful,
        boolean certain,
        boolean permitted,
        boolean images,
        Integer quality,
        String bodySite,
        String laterality,
        Boolean contrast,
        String study,
        Set<String> marks) {

    public Candidate {
        marks = Set.copyOf(marks);
    }

    /** Specimen time, else report time; null if neither is known. */
    Instant time() {
        return clinical == null ? issued : clinical;
    }

    /** Nothing of the result. */
    @Override
    public String toString() {
        return "Candidate[" + id + "/" + version + "]";
    }
}
