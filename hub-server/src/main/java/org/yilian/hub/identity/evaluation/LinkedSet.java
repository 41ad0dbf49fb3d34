package org.yilian.hub.identity.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.yilian.hub.identity.matching.Decision;
import org.yilian.hub.identity.matching.Keys;
import org.yilian.hub.identity.matching.Linking;
import org.yilian.hub.identity.matching.Profile;
import org.yilian.hub.identity.matching.Register;

/** Links records in memory as the hub does in its tables: one after the other, in the order they come. */
final class LinkedSet implements Register {
    static final int MOST_CANDIDATES = 64;

    private final Map<Long, List<Profile>> byKey = new HashMap<>();
    private final Map<String, Long> people = new HashMap<>();
    private final Map<Long, List<Profile>> records = new HashMap<>();
    private final List<Decision.Doubt> doubts = new ArrayList<>();
    private final List<String> doubtful = new ArrayList<>();
    private long compared;

    void add(Profile record) {
        Decision decision = Linking.decide(this, record);
        long home = decision.people().isEmpty()
                ? people.size() + 1L
                : decision.people().get(0).person();
        decision.people().stream().skip(1).forEach(each -> bring(each.person(), home));
        decision.doubts().forEach(each -> {
            doubts.add(each);
            doubtful.add(record.traits().patient());
        });
        people.put(record.traits().patient(), home);
        records.computeIfAbsent(home, key -> new ArrayList<>()).add(record);
        Keys.of(record).all().forEach(key -> byKey.computeIfAbsent(key, each -> new ArrayList<>(2))
                .add(record));
    }

    private void bring(long person, long home) {
        for (Profile each : records.remove(person)) {
            people.put(each.traits().patient(), home);
            records.get(home).add(each);
        }
    }

    @Override
    public Collection<Profile> candidates(Profile record) {
        Map<Profile, Integer> shared = new LinkedHashMap<>();
        Keys.of(record).all().forEach(key -> byKey.getOrDefault(key, List.of())
                .forEach(each -> shared.merge(each, 1, Integer::sum)));
        List<Profile> found = shared.entrySet().stream()
                .sorted(Map.Entry.<Profile, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_CANDIDATES)
                .map(Map.Entry::getKey)
                .toList();
        compared += found.size();
        return found;
    }

    @Override
    public OptionalLong personOf(String patient) {
        Long person = people.get(patient);
        return person == null ? OptionalLong.empty() : OptionalLong.of(person);
    }

    @Override
    public List<Profile> recordsOf(long person) {
        return records.get(person);
    }

    @Override
    public Set<String> ruledOut(String patient) {
        return Set.of();
    }

    @Override
    public Set<String> ruledSame(String patient) {
        return Set.of();
    }

    long compared() {
        return compared;
    }

    /** Pairs that wait for a steward and are not linked. */
    List<String[]> doubts() {
        List<String[]> all = new ArrayList<>();
        for (int i = 0; i < doubts.size(); i++) {
            if (!people.get(doubtful.get(i)).equals(people.get(doubts.get(i).other()))) {
                all.add(new String[] {
                    doubtful.get(i), doubts.get(i).other(), doubts.get(i).rule()
                });
            }
        }
        return all;
    }
}
