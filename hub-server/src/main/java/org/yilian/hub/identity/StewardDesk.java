package org.yilian.hub.identity;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.audit.Access;
import org.yilian.hub.audit.AuditTrail;
import org.yilian.hub.identity.matching.Match;
import org.yilian.hub.identity.matching.Matcher;
import org.yilian.hub.identity.matching.Profile;
import org.yilian.hub.identity.matching.Traits;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;

/**
 * Where stewards say of two records whether they are one person. Each verdict has a reason, can be withdrawn with all that it
 * moved, and is on record; where two identity numbers speak against one person, a second steward has to confirm it.
 */
@Component
class StewardDesk {
    private static final int PAGE = 50;
    private static final String READ = "Patient";

    private final PossiblePairs pairs;
    private final PersonTables tables;
    private final Rulings rulings;
    private final FormerLinks links;
    private final Linker linker;
    private final SeenRecords seen;
    private final AccessPolicy policy;
    private final AuditTrail audit;
    private final Clock clock;

    StewardDesk(
            PossiblePairs pairs,
            PersonTables tables,
            Rulings rulings,
            FormerLinks links,
            Linker linker,
            SeenRecords seen,
            AccessPolicy policy,
            AuditTrail audit,
            Clock clock) {
        this.pairs = pairs;
        this.tables = tables;
        this.rulings = rulings;
        this.links = links;
        this.linker = linker;
        this.seen = seen;
        this.policy = policy;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param more whether others come behind; how many would tell of records that are kept */
    record Listed(List<PossiblePairs.Pair> items, boolean more) {}

    /** @param fourEyes whether a second steward would have to confirm that they are one */
    record Compared(Traits one, Traits other, String rule, double bits, boolean fourEyes, Ruling ruling) {}

    /** Pairs of records that the steward may see. @param from how many to leave out */
    Listed list(int from) {
        Caller caller = policy.requireRead(Door.IDENTITY, READ);
        List<PossiblePairs.Pair> all = pairs.list(PAGE + 1, from);
        Set<String> visible = visible(
                caller,
                all.stream()
                        .flatMap(pair -> Stream.of(pair.one(), pair.other()))
                        .map(StewardDesk::link));
        List<PossiblePairs.Pair> found = all.stream()
                .limit(PAGE)
                .filter(pair -> visible.contains(pair.one().patient())
                        && visible.contains(pair.other().patient()))
                .toList();
        audit.record(Access.query(
                Door.IDENTITY,
                READ,
                "possible-duplicates",
                List.of(),
                found.stream()
                        .flatMap(pair ->
                                Stream.of(pair.one().patient(), pair.other().patient()))
                        .distinct()
                        .map(each -> "Patient/" + each)
                        .toList()));
        return new Listed(found, all.size() > PAGE);
    }

    /** Two records side by side, with all that is compared. */
    @Transactional(readOnly = true)
    public Compared compare(String patient, String other) {
        Caller caller = policy.requireRead(Door.IDENTITY, READ);
        Profile one = record(caller, patient);
        Profile two = record(caller, other);
        List<String> both = both(patient, other);
        audit.record(Access.read(Door.IDENTITY, READ, both, both));
        Match match = Matcher.compare(one, two).orElse(new Match(false, "", 0));
        return new Compared(
                one.traits(),
                two.traits(),
                pairs.rule(patient, other).orElse(match.rule()),
                match.bits(),
                Matcher.numbersDiffer(one, two),
                rulings.standing(patient, other).orElse(null));
    }

    /** @return the verdict; it waits if a second steward has to confirm it */
    @Transactional
    public Ruling rule(String patient, String other, Boolean same, String reason) {
        Caller caller = policy.requireRead(Door.IDENTITY, READ);
        if (same == null || patient == null || other == null || patient.equals(other)) {
            throw new HubFailure(
                    FailureCategory.INCORRECT, "HUB-0621", "name two records, and say whether they are one person");
        }
        String why = Reasons.checked(reason);
        Profile one = record(caller, patient);
        Profile two = record(caller, other);
        tables.lock(List.of(one, two));
        if (rulings.standing(patient, other).isPresent()) {
            throw new HubFailure(FailureCategory.CONFLICT, "HUB-0623", "there is a verdict about these two already");
        }
        String rule = pairs.rule(patient, other).orElse(Matcher.BY_HAND);
        Ruling ruling = rulings.propose(patient, other, same, why, rule, caller.name(), clock.instant());
        if (same && Matcher.numbersDiffer(one, two)) {
            record(ruling, "propose");
            return ruling;
        }
        rulings.confirm(ruling.id(), caller.name(), clock.instant());
        return apply(ruling.id(), one);
    }

    /** By another steward than the one who proposed it. */
    @Transactional
    public Ruling confirm(long id) {
        Caller caller = policy.requireRead(Door.IDENTITY, READ);
        Ruling ruling = ruling(id);
        Profile one = record(caller, ruling.patient());
        Profile two = record(caller, ruling.other());
        if (ruling.proposedBy().equals(caller.name())) {
            throw new HubFailure(
                    FailureCategory.FORBIDDEN, "HUB-0624", "nobody confirms what they proposed themselves");
        }
        tables.lock(List.of(one, two));
        if (!rulings.confirm(id, caller.name(), clock.instant())) {
            throw new HubFailure(FailureCategory.CONFLICT, "HUB-0625", "it does not wait any more");
        }
        return apply(id, one);
    }

    /** Takes a verdict back: what it moved is where it was before, unless it has moved on since. */
    @Transactional
    public Ruling withdraw(long id, String reason) {
        Caller caller = policy.requireRead(Door.IDENTITY, READ);
        String why = Reasons.checked(reason);
        Ruling ruling = ruling(id);
        Profile one = record(caller, ruling.patient());
        Profile two = record(caller, ruling.other());
        tables.lock(List.of(one, two));
        if (!rulings.withdraw(id, caller.name(), clock.instant(), why)) {
            throw new HubFailure(FailureCategory.CONFLICT, "HUB-0626", "it was withdrawn already");
        }
        if (ruling.confirmedAt() != null) {
            boolean back = rulings.moved(id).map(links::undo).orElse(true);
            if (!back) {
                linker.settle(one, Standing.KNOWN);
                linker.settle(two, Standing.KNOWN);
            }
        }
        if (!ruling.rule().equals(Matcher.BY_HAND)) {
            double bits = Matcher.compare(one, two).map(Match::bits).orElse(0.0);
            tables.addPossible(ruling.patient(), ruling.other(), ruling.rule(), bits, clock.instant());
        }
        record(ruling, "withdraw");
        return ruling(id);
    }

    List<Ruling> rulings(boolean waiting) {
        Caller caller = policy.requireRead(Door.IDENTITY, READ);
        List<Ruling> all = rulings.list(waiting);
        Set<String> visible = visible(
                caller,
                tables
                        .facilitiesOf(all.stream()
                                .flatMap(each -> Stream.of(each.patient(), each.other()))
                                .collect(Collectors.toSet()))
                        .entrySet()
                        .stream()
                        .map(each -> link(each.getKey(), each.getValue())));
        List<Ruling> found = all.stream()
                .filter(each -> visible.contains(each.patient()) && visible.contains(each.other()))
                .toList();
        audit.record(Access.query(
                Door.IDENTITY,
                READ,
                waiting ? "rulings-waiting" : "rulings",
                List.of(),
                found.stream()
                        .flatMap(each -> both(each.patient(), each.other()).stream())
                        .distinct()
                        .toList()));
        return found;
    }

    private Ruling apply(long id, Profile one) {
        Ruling ruling = ruling(id);
        Set<Long> people = Stream.of(ruling.patient(), ruling.other())
                .flatMap(each -> tables.personOf(each).stream())
                .collect(Collectors.toSet());
        Map<String, FormerLinks.Link> before = links.of(people);
        linker.settle(one, Standing.KNOWN);
        rulings.remember(id, links.moved(before));
        record(ruling, ruling.same() ? "same" : "different");
        return ruling;
    }

    private void record(Ruling ruling, String word) {
        List<String> both = both(ruling.patient(), ruling.other());
        audit.record(Access.read(Door.IDENTITY, READ, both, both).as(Access.Action.UPDATE, "identity-" + word));
    }

    private Ruling ruling(long id) {
        return rulings.byId(id)
                .orElseThrow(() -> new HubFailure(FailureCategory.NOT_FOUND, "HUB-0622", "no such verdict"));
    }

    private Profile record(Caller caller, String patient) {
        return tables.record(patient == null ? "" : patient)
                .filter(each -> sees(caller, patient, each.traits().facility()))
                .orElseThrow(() -> new HubFailure(FailureCategory.NOT_FOUND, "HUB-0620", "no such record"));
    }

    private boolean sees(Caller caller, String patient, String facility) {
        return !visible(caller, Stream.of(link(patient, facility))).isEmpty();
    }

    private Set<String> visible(Caller caller, Stream<People.PersonLink> records) {
        return seen.by(caller, records.distinct().toList()).stream()
                .map(People.PersonLink::patient)
                .collect(Collectors.toSet());
    }

    private static People.PersonLink link(PossiblePairs.Side side) {
        return link(side.patient(), side.facility());
    }

    private static People.PersonLink link(String patient, String facility) {
        return new People.PersonLink(0, patient, facility, Grade.POSSIBLE, "");
    }

    private static List<String> both(String patient, String other) {
        return List.of("Patient/" + patient, "Patient/" + other);
    }
}
