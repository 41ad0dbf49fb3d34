package org.yilian.hub.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yilian.hub.identity.matching.Decision;
import org.yilian.hub.identity.matching.Linking;
import org.yilian.hub.identity.matching.Profile;
import org.yilian.hub.identity.matching.Register;

/**
 * Whether the records of one person would come together again if they came today: they are linked among themselves as if
 * nobody had linked them before. What a hospital merged away goes where its replacement goes.
 */
final class Cohesion implements Register {
    private final Map<String, Rulings.About> ruled;
    private final Map<String, List<Profile>> followers;
    private final Map<Long, List<Member>> groups = new TreeMap<>();
    private final Map<String, Long> homes = new HashMap<>();
    private long newest;

    /** A record and why it belongs to its group. */
    record Member(Profile record, String rule) {}

    private Cohesion(List<Profile> records, Map<String, Rulings.About> ruled) {
        this.ruled = ruled;
        followers = records.stream()
                .filter(each -> each.traits().replacedBy() != null)
                .collect(Collectors.groupingBy(each -> each.traits().replacedBy()));
    }

    /** The groups that part from the person; empty if it holds. The biggest group stays, of equals the one first by id. */
    static List<List<Member>> parting(List<Profile> records, Map<String, Rulings.About> ruled) {
        Cohesion cohesion = new Cohesion(records, ruled);
        // Those that others were merged into first: what was merged away finds its fellows too.
        records.stream()
                .filter(each -> each.traits().replacedBy() == null)
                .sorted(Comparator.comparing((Profile each) -> !cohesion.followers.containsKey(id(each)))
                        .thenComparing(Cohesion::id))
                .forEach(cohesion::place);
        List<List<Member>> groups = cohesion.groups.values().stream()
                .sorted(Comparator.comparingInt((List<Member> each) -> -each.size())
                        .thenComparing(Cohesion::first))
                .toList();
        return groups.isEmpty() ? List.of() : groups.subList(1, groups.size());
    }

    private void place(Profile record) {
        List<Decision.Belonging> people = Linking.decide(this, record).people();
        long home = people.stream().mapToLong(Decision.Belonging::person).min().orElseGet(() -> ++newest);
        String rule = people.stream()
                .filter(each -> each.person() == home)
                .map(Decision.Belonging::rule)
                .findFirst()
                .orElse(Links.FIRST);
        for (Decision.Belonging each : people) {
            if (each.person() != home) {
                groups.remove(each.person()).forEach(other -> put(new Member(other.record(), each.rule()), home));
            }
        }
        put(new Member(record, rule), home);
        follow(record, home);
    }

    private void follow(Profile record, long home) {
        for (Profile each : followers.getOrDefault(id(record), List.of())) {
            if (!homes.containsKey(id(each))) {
                put(new Member(each, Links.MERGED), home);
                follow(each, home);
            }
        }
    }

    private void put(Member member, long home) {
        homes.put(id(member.record()), home);
        groups.computeIfAbsent(home, key -> new ArrayList<>()).add(member);
    }

    private static String first(List<Member> group) {
        return group.stream()
                .map(each -> id(each.record()))
                .min(Comparator.naturalOrder())
                .orElse("");
    }

    @Override
    public Collection<Profile> candidates(Profile record) {
        return groups.values().stream()
                .flatMap(List::stream)
                .map(Member::record)
                .toList();
    }

    @Override
    public OptionalLong personOf(String patient) {
        Long home = homes.get(patient);
        return home == null ? OptionalLong.empty() : OptionalLong.of(home);
    }

    @Override
    public List<Profile> recordsOf(long person) {
        return groups.get(person).stream().map(Member::record).toList();
    }

    @Override
    public Set<String> ruledOut(String patient) {
        return said(patient, Rulings.About::different);
    }

    @Override
    public Set<String> ruledSame(String patient) {
        return said(patient, Rulings.About::same);
    }

    private Set<String> said(String patient, Function<Rulings.About, Set<String>> what) {
        Rulings.About about = ruled.get(patient);
        return about == null ? Set.of() : what.apply(about);
    }

    private static String id(Profile record) {
        return record.traits().patient();
    }
}
