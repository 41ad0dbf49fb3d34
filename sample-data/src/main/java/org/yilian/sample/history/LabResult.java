package org.yilian.sample.history;

import org.yilian.sample.lab.Analyte;
import org.yilian.sample.lab.LocalCode;

/**
 * One measured value as the laboratory prints it.
 *
 * @param value a number, a number with a leading {@code <}, or a word
 * @param range the reference interval as this laboratory writes it
 */
public record LabResult(Analyte analyte, LocalCode code, String value, String range, Flag flag) {
    /** Where the value stands against the interval. */
    public enum Flag {
        NORMAL,
        LOW,
        HIGH,
        CRITICAL_LOW,
        CRITICAL_HIGH,
        ABNORMAL
    }
}
