package org.yilian.hub.record;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.record.RecordWritten.Change;
import org.yilian.mappings.Remark;
import org.yilian.mappings.ResourceMerge;
import org.yilian.mappings.ResourceWrite;

/**
 * Writes what messages and images say into the record, in the caller's transaction.
 *
 * <p>Invariants: a fact that says nothing new is not written (invariant 2); an older fact never overwrites a newer one
 * (3); a resource belongs to the facility that first wrote it, another's write is refused (6). Several submissions share
 * one call to the database where they do not touch the same resource; where they do, each gives a version of its own, so
 * that history shows what was reported when.
 */
@Component
public class RecordWriter {
    private static final Remark STALE = new Remark(
            Remark.Severity.INFO, "OLDER_THAN_STORED", "", "a newer fact about the same resource is stored already");

    private final RecordState state;
    private final ResourceStore store;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RecordWriter(RecordState state, ResourceStore store, ApplicationEventPublisher events, Clock clock) {
        this.state = state;
        this.store = store;
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
        Round round = new Round(state.load(ids(submissions)));
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

    /** A resource on its way: what it will be, who said so. */
    private record Pending(Submission by, Draft draft, RecordState.Entry entry, boolean isNew) {
        Resource resource() {
            return draft.resource();
        }
    }

    /** One call of {@link #write}: what is stored, and what waits to be. */
    private final class Round {
        private final Map<String, RecordState.Entry> stored;
        private final Map<String, Pending> pending = new LinkedHashMap<>();

        Round(Map<String, RecordState.Entry> stored) {
            this.stored = stored;
        }

        Written take(Submission submission) {
            Set<String> changed = new LinkedHashSet<>();
            List<Remark> remarks = new ArrayList<>();
            for (ResourceWrite write : submission.writes()) {
                if (offer(submission, write, remarks)) {
                    changed.add(key(write.resource()));
                }
            }
            return new Written(List.copyOf(changed), List.copyOf(remarks));
        }

        private boolean offer(Submission submission, ResourceWrite write, List<Remark> remarks) {
            String key = key(write.resource());
            RecordState.Entry before = stored.get(key);
            if (before != null) {
                requireOwner(before, submission);
                if (write.mode() == ResourceWrite.Mode.STUB) {
                    return false;
                }
                if (!isAdvance(write) && write.asOf().isBefore(before.asOf())) {
                    remarks.add(STALE);
                    return false;
                }
            }
            StoredText text = StoredText.of(write.resource());
            String hash = WriteHash.of(write, text);
            if (before != null && before.writeHash().equals(hash)) {
                return false;
            }
            Pending waiting = pending.get(key);
            boolean ours = waiting != null && waiting.by() == submission;
            if (waiting != null && !ours) {
                flush();
                waiting = null;
            }
            Resource resource = result(write, before, waiting);
            Draft draft = resource == write.resource() ? new Draft(resource, text) : Draft.of(resource);
            boolean isNew = waiting == null ? before == null : waiting.isNew();
            Instant asOf = before != null && isAdvance(write) ? before.asOf() : write.asOf();
            RecordState.Entry entry =
                    new RecordState.Entry(key, submission.facility(), asOf, hash, submission.origin());
            pending.put(key, new Pending(submission, draft, entry, isNew));
            stored.put(key, entry);
            return true;
        }

        private Resource result(ResourceWrite write, RecordState.Entry before, Pending waiting) {
            if (before == null || write.mode() == ResourceWrite.Mode.REPLACE) {
                return write.resource();
            }
            Resource current = waiting != null ? waiting.resource() : store.read(before.type(), before.id());
            return ResourceMerge.merge(current, write);
        }

        /** Hands what waits to the store, then tells. */
        void flush() {
            if (pending.isEmpty()) {
                return;
            }
            List<Pending> now = List.copyOf(pending.values());
            pending.clear();
            store.create(now.stream().filter(Pending::isNew).map(Pending::draft).toList());
            Set<String> updated = store.put(
                    now.stream().filter(p -> !p.isNew()).map(Pending::resource).toList());
            Instant at = clock.instant();
            state.insert(now.stream().filter(Pending::isNew).map(Pending::entry).toList(), at);
            state.update(
                    now.stream().filter(p -> !p.isNew()).map(Pending::entry).toList(), at);
            publish(now, updated);
        }

        private void publish(List<Pending> written, Set<String> updated) {
            Map<Submission, List<RecordWritten.Written>> bySubmission = new LinkedHashMap<>();
            for (Pending each : written) {
                Change change = each.isNew() ? Change.CREATED : Change.UPDATED;
                if (change == Change.CREATED || updated.contains(each.entry().key())) {
                    bySubmission
                            .computeIfAbsent(each.by(), submission -> new ArrayList<>())
                            .add(new RecordWritten.Written(each.resource(), change));
                }
            }
            bySubmission.forEach((by, changes) ->
                    events.publishEvent(new RecordWritten(by.facility(), by.origin(), List.copyOf(changes))));
        }
    }

    private static boolean isAdvance(ResourceWrite write) {
        return write.mode() == ResourceWrite.Mode.ADVANCE;
    }

    private static void requireOwner(RecordState.Entry before, Submission submission) {
        if (!before.facility().equals(submission.facility())) {
            throw new HubFailure(FailureCategory.FORBIDDEN, "HUB-0601", "the resource belongs to another facility");
        }
    }

    private static String key(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}
