package org.yilian.hub.imaging.index;

import java.util.function.Supplier;

/** What the index keeps of one instance beyond where it lies: keys for matching, documents for answers. */
public record Facts(Study study, Series series, Instance instance) {

    /**
     * @param nameAlphabetic upper case, as the other writings; null where absent
     * @param attributes patient and study level attributes as DICOM JSON; asked of the first instance only
     */
    public record Study(
            String uid,
            String patientId,
            String issuer,
            String patientRef,
            String nameAlphabetic,
            String nameIdeographic,
            String namePhonetic,
            String birthDate,
            String sex,
            String date,
            String time,
            String accession,
            String studyId,
            String description,
            String referring,
            String institution,
            Supplier<String> attributes) {}

    /**
     * @param attributes series level attributes as DICOM JSON; asked of the first instance only
     */
    public record Series(
            String uid,
            String modality,
            Integer number,
            String description,
            String bodyPart,
            String date,
            String time,
            String stepDate,
            String stepTime,
            String scheduledStepId,
            String requestedProcedureId,
            Supplier<String> attributes) {}

    /**
     * @param metadata all attributes, see {@link MetadataBlob}
     */
    public record Instance(
            String sopUid,
            String sopClass,
            String transferSyntax,
            Integer number,
            Integer rows,
            Integer columns,
            Integer bitsAllocated,
            int frames,
            PixelLayout pixels,
            byte[] metadata) {}
}
