package org.yilian.sample.simulator;

import java.time.Instant;
import org.yilian.sample.Hospital;

/**
 * One result as it has to stand in the record after all messages, or a text of an examination report.
 *
 * @param patientNumber the number it was sent under; merged numbers are not followed
 * @param filler number of the report, OBR-3
 * @param code the hospital's own code, OBX-3.1
 * @param item the regional item the code is mapped to
 * @param value as sent; {@code <0.02} for a comparator with a number
 * @param status OBX-11: P, F or C
 * @param sampled OBX-14
 * @param released OBR-22 of the last message that told it
 */
public record ExpectedResult(
        Hospital hospital,
        String personKey,
        String patientNumber,
        String filler,
        String code,
        String item,
        String value,
        String unit,
        String status,
        boolean text,
        Instant sampled,
        Instant released) {}
