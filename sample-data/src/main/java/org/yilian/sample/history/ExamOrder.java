package org.yilian.sample.history;

import java.time.Instant;
import org.yilian.sample.lab.Exam;
import org.yilian.sample.lab.LocalCode;

/**
 * An examination that made images or a tracing.
 *
 * @param index of the study in the region, from 0
 * @param reported when the written report was sent; null where there is none yet
 */
public record ExamOrder(
        int index,
        String placer,
        String accession,
        Exam exam,
        LocalCode code,
        Instant at,
        String studyInstanceUid,
        Instant reported,
        String findings,
        String impression) {}
