package org.yilian.hub.identity;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.yilian.hub.identity.matching.Decision;
import org.yilian.hub.identity.matching.Linking;
import org.yilian.hub.identity.matching.Match;
import org.yilian.hub.identity.matching.Matcher;
import org.yilian.hub.identity.matching.Profile;
import org.yilian.hub.identity.matching.Traits;

/** Decides to whom a record belongs and changes the links accordingly; the same for a message, a verdict and a new rule. */
final class Settlement {
    private final Links links;
    private final Rulings rulings;
    private final Clock clock;

    Settlement(Links links, Rulings rulings, Clock clock) {
        this.links = links;
        this.rulings = rulings;
        this.clock = clock;
    }

    /** @param standing whether the record has been decided about before */
    void settle(Profile record, Standing standing) {
        if (standing.known()) {
            links.clearPossible(record.traits().patient());
        }
        if (record.traits().replacedBy() != null) {
            followMerge(record.traits());
            return;
        }
        LinkedRecords linked = new LinkedRecords(links, rulings);
        Decision decision = Linking.decide(linked, record);
        for (Decision.Doubt doubt : decision.doubts()) {
            links.addPossible(record.traits().patient(), doubt.other(), doubt.rule(), doubt.bits(), clock.instant());
        }
        if (decision.people().isEmpty()) {
            aloneUnlessLinked(record, standing, linked);
        } else {
            join(record.traits(), decision.people(), linked, standing);
        }
    }

    /** Brings the record to the oldest of its people, and with it those whom it proves to be the same. */
    private void join(Traits record, List<Decision.Belonging> people, LinkedRecords linked, Standing standing) {
        Decision.Belonging home = people.stream()
                .min(Comparator.comparingLong(Decision.Belonging::person))
                .orElseThrow();
        for (Decision.Belonging each : people) {
            if (each.person() != home.person()) {
                linked.recordsOf(each.person()).stream()
                        .map(Profile::traits)
                        .filter(other -> !other.patient().equals(record.patient()))
                        .forEach(other -> links.link(other, home.person(), each.rule(), clock.instant()));
            }
        }
        place(record, home.person(), home.rule(), standing);
    }

    private void place(Traits record, long person, String rule, Standing standing) {
        if (standing.fresh()) {
            links.enter(record, person, rule, clock.instant());
        } else {
            links.link(record, person, rule, clock.instant());
        }
    }

    /** The hospital says that its own record is now another one: the two are one person, whatever we think. */
    private void followMerge(Traits record) {
        links.personOf(record.replacedBy())
                .ifPresentOrElse(person -> links.link(record, person, Links.MERGED, clock.instant()), () -> {
                    if (links.personOf(record.patient()).isEmpty()) {
                        links.link(record, links.newPerson(clock.instant()), Links.FIRST, clock.instant());
                    }
                });
    }

    /** A record whose traits no longer match anyone leaves the person it was linked to by the old ones. */
    private void aloneUnlessLinked(Profile record, Standing standing, LinkedRecords linked) {
        Traits traits = record.traits();
        if (standing.known()) {
            List<Profile> others = links.personOf(traits.patient()).map(linked::recordsOf).orElse(List.of()).stream()
                    .filter(other -> !other.traits().patient().equals(traits.patient()))
                    .toList();
            boolean home = links.personOf(traits.patient()).isPresent();
            if (home && (others.isEmpty() || stillBelongs(record, others, linked))) {
                links.confirm(traits.patient());
                return;
            }
        }
        place(traits, links.newPerson(clock.instant()), Links.FIRST, standing);
    }

    /** What a hospital merged away proves nothing about others. */
    private static boolean stillBelongs(Profile record, List<Profile> others, LinkedRecords linked) {
        List<Profile> current = others.stream()
                .filter(other -> other.traits().replacedBy() == null)
                .toList();
        return current.isEmpty()
                || current.stream()
                                .noneMatch(other -> linked.ruledOut(id(record)).contains(id(other))
                                        || Matcher.contradict(record, other)
                                                && !linked.ruledSame(id(record)).contains(id(other)))
                        && current.stream().anyMatch(other -> Matcher.compare(record, other)
                                .filter(Match::certain)
                                .isPresent());
    }

    private static String id(Profile record) {
        return record.traits().patient();
    }
}
