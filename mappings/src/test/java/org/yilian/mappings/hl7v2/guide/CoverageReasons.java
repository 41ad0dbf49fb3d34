package org.yilian.mappings.hl7v2.guide;

import java.io.IOException;
import org.yilian.mappings.hl7v2.oracle.Reasons;

/** Why a row of the guide is not implemented, from the checked-in list. */
final class CoverageReasons {
    static final String OPEN = "open, or a condition that the probe cannot make true";

    private CoverageReasons() {}

    static String of(String map, String row) throws IOException {
        return Reasons.read("coverage.tsv").text(map, row);
    }
}
