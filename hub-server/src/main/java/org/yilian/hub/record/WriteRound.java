package org.yilian.hub.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Resource;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.record.RecordWritten.Change;
import org.yilian.mappings.Remark;
import org.yilian.mappings.ResourceMerge;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.change.Amendment;
import org.yilian.mappings.change.Inheritance;
import org.yilian.mappings.change.Sweep;

/** One call of {@link RecordWriter#write}: what is stored, and what waits to be. Of one thread and one transaction. */
final class WriteRound {
    private static final Remark STALE = new Remark(
            Remark.Severity.INFO, "OLDER_THAN_STORED", "", "a newer fact about the same resource is stored already");

    /** Instead of a hash: whatever a message says of it next is new. */
    private static final String SWEPT = "0".repeat(64);

    /** A resource on its way: what it will be, who said so. */
    private record Pending(Submission by, Draft draft, RecordState.Entry entry, boolean isNew) {
        Resource resource() {
            return draft.resource();
        }
    }

    private final Map<String, RecordState.Entry> stored;
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private final RecordState state;
    private final ResourceStore store;
    private final Referrers referrers;
    private final Consumer<RecordWritten> listeners;
    private final Instant now;

    /** @param stored what was last written under each id that the submissions name */
    WriteRound(
            Map<String, RecordState.Entry> stored,
            RecordState state,
            ResourceStore store,
            Referrers referrers,
            Consumer<RecordWritten> listeners,
            Instant now) {
        this.stored = stored;
        this.state = state;
        this.store = store;
        this.referrers = referrers;
        this.listeners = listeners;
        this.now = now;
    }

    Written take(Submission submission) {
        Set<String> changed = new LinkedHashSet<>();
        List<Remark> remarks = new ArrayList<>();
        for (ResourceWrite write : submission.writes()) {
            if (offer(submission, write, remarks)) {
                changed.add(key(write.resource()));
                write.changes(Sweep.class).forEach(sweep -> changed.addAll(sweep(submission, write, sweep)));
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
                return offerLate(submission, write, before, remarks);
            }
        }
        StoredText text = StoredText.of(write.resource());
        String hash = WriteHash.of(write, text);
        if (before != null && before.writeHash().equals(hash)) {
            return false;
        }
        Pending waiting = waitingOf(key, submission);
        Resource resource = result(write, before, waiting);
        Draft draft = resource == write.resource() ? new Draft(resource, text) : Draft.of(resource);
        Instant asOf = before != null && isAdvance(write) ? before.asOf() : write.asOf();
        put(submission, draft, entry(submission, key, asOf, hash), waiting, before == null);
        return true;
    }

    /** What an older fact still adds; how old and what the stored one is stays as it was. */
    private boolean offerLate(
            Submission submission, ResourceWrite write, RecordState.Entry before, List<Remark> remarks) {
        Optional<Resource> late = Optional.empty();
        Pending waiting = null;
        if (!write.changes(Amendment.class).isEmpty()) {
            waiting = waitingOf(before.key(), submission);
            late = ResourceMerge.late(current(before, waiting), write);
        }
        if (late.isEmpty()) {
            remarks.add(STALE);
            return false;
        }
        put(
                submission,
                Draft.of(late.get()),
                entry(submission, before.key(), before.asOf(), before.writeHash()),
                waiting,
                false);
        return true;
    }

    /** All of the facility's own that refer to the target, found after what waits is there to be found. */
    private Set<String> sweep(Submission submission, ResourceWrite write, Sweep sweep) {
        flush();
        Set<String> changed = new LinkedHashSet<>();
        Set<String> keys = referrers.of(sweep.target());
        state.load(keys.stream()
                        .map(each -> each.substring(each.indexOf('/') + 1))
                        .toList())
                .forEach(stored::putIfAbsent);
        for (String key : keys) {
            RecordState.Entry before = stored.get(key);
            boolean ours = before != null && before.facility().equals(submission.facility());
            if (ours && sweep.includes(before.type(), key) && sweep(submission, write, sweep, before)) {
                changed.add(key);
            }
        }
        return changed;
    }

    private boolean sweep(Submission submission, ResourceWrite write, Sweep sweep, RecordState.Entry before) {
        boolean renews = sweep.effect().renews();
        if (renews && write.asOf().isBefore(before.asOf())) {
            return false;
        }
        Resource resource = store.read(before.type(), before.id());
        if (!sweep.effect().on(resource)) {
            return false;
        }
        RecordState.Entry entry = renews
                ? entry(submission, before.key(), write.asOf(), SWEPT)
                : entry(submission, before.key(), before.asOf(), before.writeHash());
        put(submission, Draft.of(resource), entry, null, false);
        return true;
    }

    private RecordState.Entry entry(Submission submission, String key, Instant asOf, String hash) {
        return new RecordState.Entry(key, submission.facility(), asOf, hash, submission.origin());
    }

    private void put(Submission submission, Draft draft, RecordState.Entry entry, Pending waiting, boolean isNew) {
        boolean first = waiting == null ? isNew : waiting.isNew();
        pending.put(entry.key(), new Pending(submission, draft, entry, first));
        stored.put(entry.key(), entry);
    }

    /** What this submission has waiting under the key; another's goes to the store first. */
    private Pending waitingOf(String key, Submission submission) {
        Pending waiting = pending.get(key);
        if (waiting != null && waiting.by() != submission) {
            flush();
            return null;
        }
        return waiting;
    }

    private Resource result(ResourceWrite write, RecordState.Entry before, Pending waiting) {
        if (write.mode() == ResourceWrite.Mode.REPLACE) {
            return write.resource();
        }
        if (before != null) {
            return ResourceMerge.merge(current(before, waiting), write);
        }
        for (Inheritance inheritance : write.changes(Inheritance.class)) {
            RecordState.Entry from = stored.get(inheritance.from());
            if (from != null) {
                return ResourceMerge.inherit(current(from, pending.get(from.key())), write);
            }
        }
        return write.resource();
    }

    private Resource current(RecordState.Entry entry, Pending waiting) {
        return waiting != null ? waiting.resource() : store.read(entry.type(), entry.id());
    }

    /** Hands what waits to the store, then tells. */
    void flush() {
        if (pending.isEmpty()) {
            return;
        }
        List<Pending> ready = List.copyOf(pending.values());
        pending.clear();
        store.create(ready.stream().filter(Pending::isNew).map(Pending::draft).toList());
        Set<String> updated = store.put(
                ready.stream().filter(p -> !p.isNew()).map(Pending::resource).toList());
        state.insert(ready.stream().filter(Pending::isNew).map(Pending::entry).toList(), now);
        state.update(ready.stream().filter(p -> !p.isNew()).map(Pending::entry).toList(), now);
        publish(ready, updated);
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
        bySubmission.forEach(
                (by, changes) -> listeners.accept(new RecordWritten(by.facility(), by.origin(), List.copyOf(changes))));
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
