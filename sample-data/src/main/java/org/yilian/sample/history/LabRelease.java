package org.yilian.sample.history;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * One sending of a report.
 *
 * @param results all results as they stand now
 * @param corrected items whose value differs from the release before
 */
public record LabRelease(Stage stage, Instant at, List<LabResult> results, Set<String> corrected) {
    /** Status of the report, with its letter of HL7 table 0123. */
    public enum Stage {
        PRELIMINARY("P"),
        FINAL("F"),
        CORRECTED("C");

        private final String letter;

        Stage(String letter) {
            this.letter = letter;
        }

        public String letter() {
            return letter;
        }
    }
}
