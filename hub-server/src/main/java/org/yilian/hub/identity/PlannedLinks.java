package org.yilian.hub.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yilian.hub.identity.matching.Profile;
import org.yilian.hub.identity.matching.Traits;

/**
 * What the links would be: the tables as they stand, and over them what was decided since. The tables stay as they are until
 * {@link #carryOut}. A person is asked once whether it still holds ({@link Cohesion}), when it is met first.
 */
final class PlannedLinks implements Links {
    /** Persons that are not there yet have numbers from here: they are younger than all that are. */
    private static final long NEW = 1L << 62;

    /** A plan has no time; {@link #carryOut} has. */
    private static final Instant WHENEVER = Instant.EPOCH;

    private final PersonTables tables;
    private final Rulings rulings;
    private final Set<Long> met;
    private final Map<String, Planned> planned = new LinkedHashMap<>();
    private final Map<Long, Set<String>> came = new HashMap<>();
    private final Map<Pair, Doubt> doubts = new LinkedHashMap<>();
    private long newest = NEW;

    private record Planned(Traits record, PersonTables.Place from, PersonTables.Place to) {
        boolean moved() {
            return from.person() != to.person();
        }
    }

    private record Pair(String one, String other) {
        static Pair of(String a, String b) {
            return a.compareTo(b) < 0 ? new Pair(a, b) : new Pair(b, a);
        }
    }

    private record Doubt(String rule, double bits) {}

    /** @param met persons that were asked already; those that this plan asks are added */
    PlannedLinks(PersonTables tables, Rulings rulings, Set<Long> met) {
        this.tables = tables;
        this.rulings = rulings;
        this.met = met;
    }

    @Override
    public List<Linked> candidates(String patient, Set<Long> keys) {
        List<Linked> found = tables.candidates(patient, keys);
        found.forEach(each -> meet(each.person()));
        return found.stream()
                .map(each -> {
                    Planned plan = planned.get(each.record().traits().patient());
                    return plan == null
                            ? each
                            : new Linked(each.record(), plan.to().person());
                })
                .toList();
    }

    @Override
    public Optional<Long> personOf(String patient) {
        if (!planned.containsKey(patient)) {
            tables.personOf(patient).ifPresent(this::meet);
        }
        return home(patient);
    }

    private Optional<Long> home(String patient) {
        Planned plan = planned.get(patient);
        return plan == null ? tables.personOf(patient) : Optional.of(plan.to().person());
    }

    private void meet(long person) {
        if (met.add(person)) {
            List<Profile> records = tables.recordsOf(person);
            if (records.size() > 1) {
                part(records);
            }
        }
    }

    private void part(List<Profile> records) {
        for (List<Cohesion.Member> group : Cohesion.parting(records, rulings.about(ids(records)))) {
            long person = newPerson(WHENEVER);
            group.forEach(each -> put(each.record().traits(), person, each.rule(), WHENEVER));
        }
    }

    private static Set<String> ids(List<Profile> records) {
        return records.stream().map(each -> each.traits().patient()).collect(Collectors.toSet());
    }

    @Override
    public List<Profile> recordsOf(long person) {
        Stream<Profile> stay = person >= NEW
                ? Stream.empty()
                : tables.recordsOf(person).stream().filter(each -> {
                    Planned plan = planned.get(each.traits().patient());
                    return plan == null || plan.to().person() == person;
                });
        Stream<Profile> arrive =
                came.getOrDefault(person, Set.of()).stream().flatMap(each -> tables.record(each).stream());
        return Stream.concat(stay, arrive).toList();
    }

    @Override
    public List<Profile> followers(Traits record, long person) {
        return tables.followers(record, NEW).stream()
                .filter(each -> personOf(each.traits().patient())
                        .filter(home -> home != person)
                        .isPresent())
                .toList();
    }

    @Override
    public long newPerson(Instant at) {
        return newest++;
    }

    @Override
    public void put(Traits record, long person, String rule, Instant at) {
        String patient = record.patient();
        Planned before = planned.get(patient);
        PersonTables.Place from =
                before != null ? before.from() : tables.placeOf(patient).orElse(new PersonTables.Place(0, ""));
        if (before != null) {
            came.getOrDefault(before.to().person(), Set.of()).remove(patient);
        }
        Planned plan = new Planned(record, from, new PersonTables.Place(person, rule));
        if (plan.to().equals(from)) {
            planned.remove(patient);
        } else {
            planned.put(patient, plan);
            if (plan.moved()) {
                came.computeIfAbsent(person, key -> new TreeSet<>()).add(patient);
            }
        }
    }

    @Override
    public void enter(Traits record, long person, String rule, Instant at) {
        put(record, person, rule, at);
    }

    @Override
    public void confirm(String patient) {
        // All that were looked at are confirmed together, when the plan is carried out.
    }

    @Override
    public void clearPossible(String patient) {
        // A plan looks at each record once: what it does not say anew is gone.
    }

    @Override
    public void addPossible(String patient, String other, String rule, double bits, Instant at) {
        doubts.put(Pair.of(patient, other), new Doubt(rule, bits));
    }

    /** Pairs that stewards would have to look at. */
    long pairs() {
        return doubts.keySet().stream()
                .filter(pair -> !home(pair.one()).equals(home(pair.other())))
                .count();
    }

    /** New reasons for links that stay need not be kept where nothing is carried out. */
    void forgetRules() {
        planned.values().removeIf(each -> !each.moved());
    }

    /** A record that would belong to another person. */
    List<LinkChange> changes() {
        return planned.values().stream()
                .filter(Planned::moved)
                .map(this::change)
                .toList();
    }

    private LinkChange change(Planned plan) {
        String patient = plan.record().patient();
        long from = plan.from().person();
        Optional<String> joined = recordsOf(plan.to().person()).stream()
                .map(each -> each.traits().patient())
                .filter(each -> !each.equals(patient) && formerPerson(each) != from)
                .findFirst();
        return new LinkChange(
                patient,
                joined.or(() -> left(patient, plan)).orElse(null),
                joined.isPresent(),
                from,
                plan.from().rule(),
                plan.to().person() >= NEW ? null : plan.to().person(),
                plan.to().rule());
    }

    private long formerPerson(String patient) {
        Planned plan = planned.get(patient);
        return plan != null ? plan.from().person() : tables.personOf(patient).orElse(0L);
    }

    /** One of those that were its fellows and are not any more. */
    private Optional<String> left(String patient, Planned plan) {
        return tables.patientsOf(plan.from().person()).stream()
                .filter(each -> !each.equals(patient))
                .filter(each -> !home(each).equals(Optional.of(plan.to().person())))
                .findFirst();
    }

    /** Changes the tables to what is planned, and keeps what was found of the records that were looked at. */
    void carryOut(Collection<Profile> looked, Instant at) {
        Map<Long, Long> made = new TreeMap<>();
        for (Planned each : planned.values()) {
            long person = each.to().person();
            tables.put(
                    each.record(),
                    person < NEW ? person : made.computeIfAbsent(person, key -> tables.newPerson(at)),
                    each.to().rule(),
                    at);
        }
        for (Profile each : looked) {
            tables.confirm(each.traits().patient());
            tables.clearPossible(each.traits().patient());
        }
        doubts.forEach((pair, doubt) -> tables.addPossible(pair.one(), pair.other(), doubt.rule(), doubt.bits(), at));
    }
}
