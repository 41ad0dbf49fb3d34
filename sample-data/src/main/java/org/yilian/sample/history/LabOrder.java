package org.yilian.sample.history;

import java.time.Instant;
import java.util.List;
import org.yilian.sample.lab.LocalCode;
import org.yilian.sample.lab.Panel;

/**
 * A laboratory order and what came of it.
 *
 * @param placer the number the ward gave
 * @param filler the number the laboratory gave; its report has the same
 * @param code the hospital's own code of the panel
 */
public record LabOrder(
        String placer,
        String filler,
        Panel panel,
        LocalCode code,
        Instant sampled,
        Instant received,
        List<LabRelease> releases) {}
