package org.yilian.hub.identity.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Links a set and compares what came of it with the truth: pair by pair, person by person, and by what went wrong. */
final class Evaluation {
    private final List<TrueRecord> records;
    private final LinkedSet linked = new LinkedSet();
    private final Map<String, TrueRecord> byId = new HashMap<>();

    final Tally all = new Tally();
    /** Pairs of which both records have a number that is one. */
    final Tally numbered = new Tally();
    /** Pairs of which one record at least has none. */
    final Tally numberless = new Tally();

    final Map<String, Tally> bySlip = new TreeMap<>();
    final List<List<TrueRecord>> wrong = new ArrayList<>();
    final List<List<TrueRecord>> missed = new ArrayList<>();

    Evaluation(List<TrueRecord> records) {
        this.records = records;
    }

    Evaluation run() {
        records.forEach(each -> {
            byId.put(each.profile().traits().patient(), each);
            linked.add(each.profile());
        });
        Set<String> counted = new HashSet<>();
        by(TrueRecord::person).forEach(group -> pairs(group, counted));
        by(this::home).forEach(group -> pairs(group, counted));
        return this;
    }

    private Collection<List<TrueRecord>> by(Function<TrueRecord, Object> what) {
        return records.stream().collect(Collectors.groupingBy(what)).values();
    }

    private long home(TrueRecord record) {
        return linked.personOf(record.profile().traits().patient()).orElseThrow();
    }

    private void pairs(List<TrueRecord> group, Set<String> counted) {
        for (int i = 0; i < group.size(); i++) {
            for (int j = i + 1; j < group.size(); j++) {
                pair(group.get(i), group.get(j), counted);
            }
        }
    }

    private void pair(TrueRecord one, TrueRecord other, Set<String> counted) {
        boolean same = one.person().equals(other.person());
        boolean found = home(one) == home(other);
        String pair = one.profile().traits().patient() + " "
                + other.profile().traits().patient();
        if (same && found && !counted.add(pair)) {
            return;
        }
        all.count(same, found);
        (one.numbered() && other.numbered() ? numbered : numberless).count(same, found);
        Set<String> slips = new HashSet<>(one.slips());
        slips.addAll(other.slips());
        slips.forEach(each -> bySlip.computeIfAbsent(each, key -> new Tally()).count(same, found));
        if (same != found) {
            (found ? wrong : missed).add(List.of(one, other));
        }
    }

    /** People whose records are all linked, and to nobody else's. */
    double wholePeople() {
        Collection<List<TrueRecord>> truth = by(TrueRecord::person);
        Map<Long, Long> sizes = records.stream().collect(Collectors.groupingBy(this::home, Collectors.counting()));
        long whole = truth.stream()
                .filter(group -> group.stream().map(this::home).distinct().count() == 1
                        && sizes.get(home(group.get(0))) == group.size())
                .count();
        return (double) whole / truth.size();
    }

    /** B-cubed precision: the mean share, record by record, of those linked to it that are its person's. */
    double cubedPrecision() {
        return cubed(by(this::home), TrueRecord::person);
    }

    /** B-cubed recall: the mean share, record by record, of its person's records that are linked to it. */
    double cubedRecall() {
        return cubed(by(TrueRecord::person), this::home);
    }

    private double cubed(Collection<List<TrueRecord>> groups, Function<TrueRecord, Object> what) {
        double sum = 0;
        for (List<TrueRecord> group : groups) {
            Map<Object, Long> parts = group.stream().collect(Collectors.groupingBy(what, Collectors.counting()));
            for (long part : parts.values()) {
                sum += (double) part * part / group.size();
            }
        }
        return sum / records.size();
    }

    /** How many pairs wait for a steward. */
    int doubts() {
        return linked.doubts().size();
    }

    /** How many of those that wait are one person. */
    long doubtsThatAreOne() {
        return linked.doubts().stream()
                .filter(each ->
                        byId.get(each[0]).person().equals(byId.get(each[1]).person()))
                .count();
    }

    /** Comparisons of two records that were made. */
    long compared() {
        return linked.compared();
    }

    int people() {
        return by(TrueRecord::person).size();
    }

    int found() {
        return by(this::home).size();
    }
}
