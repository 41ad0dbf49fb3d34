package org.yilian.hub.identity;

import java.time.Instant;

/**
 * Links decided anew by the rules of today, as far as that is.
 *
 * @param dryRun whether it only tells what it would change
 * @param total records there were when it began
 * @param looked records decided about so far
 * @param changed records that came, or would come, to another person; of a dry run, known at its end
 * @param pairs pairs left for stewards; of a dry run, known at its end
 */
record Rerun(
        long id,
        boolean dryRun,
        String matcher,
        String reason,
        String startedBy,
        Instant startedAt,
        Instant endedAt,
        State state,
        long total,
        long looked,
        long changed,
        long pairs) {
    enum State {
        RUNNING,
        FINISHED,
        STOPPED,
        FAILED
    }
}
