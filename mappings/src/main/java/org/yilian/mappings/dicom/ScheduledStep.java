package org.yilian.mappings.dicom;

import java.time.LocalDateTime;
import org.yilian.dicom.DataSet;

/**
 * An imaging order as a modality asks for it (PS3.4 K.6.1.2.2): what finds it, and what it is told but for the patient.
 *
 * @param patientId logical id of its Patient
 * @param placer number of who placed it, empty if none
 * @param accession (0008,0050), empty if none
 * @param stepId (0040,0009), never empty
 * @param studyUid (0020,000D), the order's own or made of it
 * @param start of the step, in the facility's time; when it was ordered where nothing is scheduled
 */
public record ScheduledStep(
        String patientId,
        String placer,
        String accession,
        String stepId,
        String studyUid,
        LocalDateTime start,
        DataSet attributes) {}
