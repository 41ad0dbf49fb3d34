package org.yilian.hub.record;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.platform.HubFailure;
import org.yilian.mappings.ResourceMerge;
import org.yilian.mappings.ResourceWrite;

/**
 * Writes what messages and images say into the record, in the caller's transaction.
 *
 * <p>Invariants: a fact that says nothing new is not written (invariant 2); an older fact never overwrites a newer one
 * (3), though what of it still has its place is added ({@link ResourceMerge#late}); a resource belongs to the facility that
 * first wrote it, another's write is refused (6). Several submissions share one call to the database where they do not touch
 * the same resource; where they do, each gives a version of its own, so that history shows what was reported when.
 */
@Component
public class RecordWriter {
    private final RecordState state;
    private final ResourceStore store;
    private final Referrers referrers;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RecordWriter(
            RecordState state,
            ResourceStore store,
            Referrers referrers,
            ApplicationEventPublisher events,
            Clock clock) {
        this.state = state;
        this.store = store;
        this.referrers = referrers;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Writes all submissions or, by an exception, none. Answers in the order given.
     *
     * @throws HubFailure HUB-0601 if a resource belongs to another facility
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Written> write(List<Submission> submissions) {
        WriteRound round =
                new WriteRound(state.load(ids(submissions)), state, store, referrers, this::tell, clock.instant());
        List<Written> answers = new ArrayList<>();
        for (Submission submission : submissions) {
            answers.add(round.take(submission));
        }
        round.flush();
        return answers;
    }

    private static Set<String> ids(List<Submission> submissions) {
        Set<String> ids = new LinkedHashSet<>();
        for (Submission submission : submissions) {
            for (ResourceWrite write : submission.writes()) {
                ids.add(write.resource().getIdElement().getIdPart());
            }
        }
        return ids;
    }

    private void tell(RecordWritten written) {
        events.publishEvent(written);
    }
}
