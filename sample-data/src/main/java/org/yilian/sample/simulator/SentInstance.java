package org.yilian.sample.simulator;

import java.time.Instant;
import org.yilian.sample.Hospital;

/**
 * An instance and what became of it.
 *
 * @param patientNumber the local number in (0010,0020)
 * @param studyAt when the examination began
 * @param sha256 of the data set's bytes as sent, without file meta information
 * @param status of C-STORE: 0 for success; -1 if there was no answer, -2 if the hub took no such object or syntax
 */
public record SentInstance(
        Hospital hospital,
        String personKey,
        String patientNumber,
        String accession,
        String modality,
        String item,
        Instant studyAt,
        String studyInstanceUid,
        String seriesInstanceUid,
        String sopInstanceUid,
        String sopClassUid,
        String transferSyntaxUid,
        int length,
        String sha256,
        int status) {
    public static final int NO_ANSWER = -1;
    public static final int NOT_ACCEPTED = -2;

    public boolean accepted() {
        return status == 0;
    }
}
