package org.yilian.sample.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yilian.sample.cast.Registration;

/**
 * What is to happen at a visit, before it is told in detail.
 *
 * @param exams regional items of examinations
 * @param values values that are to be as said, by item, in the analyte's own unit
 * @param options PRELIMINARY_ONLY, CORRECTED, FORMER_NUMBER, WITHOUT-item
 */
record VisitIdea(
        Registration registration,
        Instant start,
        VisitKind kind,
        List<String> panels,
        List<String> exams,
        Map<String, Double> values,
        Set<String> options) {

    boolean has(String option) {
        return options.contains(option);
    }
}
