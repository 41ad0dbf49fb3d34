package org.yilian.hub.identity;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yilian.hub.audit.Access;
import org.yilian.hub.audit.AuditTrail;
import org.yilian.hub.identity.matching.Matcher;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;

/**
 * Where the region's stewards have links decided anew after a change of the rules: first a dry run that tells each link that
 * would change, then the run itself. Both are on record.
 */
@Component
class RerunDesk {
    private static final int PAGE = 50;
    private static final String READ = "Patient";

    private final Reruns reruns;
    private final RerunWork work;
    private final PersonTables tables;
    private final SeenRecords seen;
    private final AccessPolicy policy;
    private final AuditTrail audit;
    private final Clock clock;

    RerunDesk(
            Reruns reruns,
            RerunWork work,
            PersonTables tables,
            SeenRecords seen,
            AccessPolicy policy,
            AuditTrail audit,
            Clock clock) {
        this.reruns = reruns;
        this.work = work;
        this.tables = tables;
        this.seen = seen;
        this.policy = policy;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Runs and what they are for.
     *
     * @param matcher today's rules
     * @param older links that other rules made
     * @param items the latest runs first
     */
    record Overview(String matcher, long older, List<Rerun> items) {}

    /** @param more whether others come behind; those that the steward may not see are left out */
    record Listed(List<LinkChange> items, boolean more) {}

    Overview overview() {
        policy.requireRead(Door.IDENTITY, READ);
        return new Overview(Matcher.VERSION, tables.linkedByOtherRules(), reruns.latest());
    }

    Rerun start(boolean dryRun, String reason) {
        Caller caller = regional();
        String why = Reasons.checked(reason);
        if (!dryRun && !reruns.rehearsed(Matcher.VERSION)) {
            throw new HubFailure(
                    FailureCategory.CONFLICT, "HUB-0630", "a dry run by these rules has to come to its end first");
        }
        Rerun begun = reruns.begin(dryRun, Matcher.VERSION, why, caller.name(), tables.count(), clock.instant())
                .orElseThrow(() -> new HubFailure(FailureCategory.CONFLICT, "HUB-0629", "another run is under way"));
        record(dryRun ? "identity-dry-run" : "identity-rerun");
        work.start();
        return begun;
    }

    Rerun stop(long id) {
        regional();
        Rerun run = run(id);
        if (reruns.stop(id)) {
            record("identity-stop");
        }
        return run;
    }

    /** Links that it changed or would change. @param from how many to leave out */
    Listed changes(long id, int from) {
        Caller caller = policy.requireRead(Door.IDENTITY, READ);
        run(id);
        List<LinkChange> all = reruns.changes(id, from, PAGE + 1);
        Set<String> visible = visible(caller, all);
        List<LinkChange> found = all.stream()
                .limit(PAGE)
                .filter(each ->
                        visible.contains(each.patient()) && (each.other() == null || visible.contains(each.other())))
                .toList();
        audit.record(Access.query(
                Door.IDENTITY,
                READ,
                "identity-changes",
                List.of(),
                patients(found).map(each -> "Patient/" + each).distinct().toList()));
        return new Listed(found, all.size() > PAGE);
    }

    private Set<String> visible(Caller caller, List<LinkChange> changes) {
        List<People.PersonLink> records =
                tables.facilitiesOf(patients(changes).collect(Collectors.toSet())).entrySet().stream()
                        .map(each -> new People.PersonLink(0, each.getKey(), each.getValue(), Grade.POSSIBLE, ""))
                        .toList();
        return seen.by(caller, records).stream().map(People.PersonLink::patient).collect(Collectors.toSet());
    }

    private static Stream<String> patients(List<LinkChange> changes) {
        return changes.stream()
                .flatMap(each -> Stream.of(each.patient(), each.other()))
                .filter(Objects::nonNull);
    }

    private Rerun run(long id) {
        return reruns.byId(id).orElseThrow(() -> new HubFailure(FailureCategory.NOT_FOUND, "HUB-0631", "no such run"));
    }

    /** All hospitals' links are decided about: no steward of one of them does that. */
    private Caller regional() {
        Caller caller = policy.requireRead(Door.IDENTITY, READ);
        if (caller.facility() != null) {
            throw new HubFailure(
                    FailureCategory.FORBIDDEN, "HUB-0628", "links of all hospitals are for stewards of the region");
        }
        return caller;
    }

    private void record(String word) {
        audit.record(Access.read(Door.IDENTITY, READ, List.of(), List.of()).as(Access.Action.UPDATE, word));
    }
}
