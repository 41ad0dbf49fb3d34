package org.yilian.hub.identity.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides to whom a record belongs, by all records that share a key with it. No person ever holds records that contradict
 * each other, nor two of which a steward said that they are not one person.
 */
public final class Linking {
    /** What a steward says, in the words of {@link Match#rule}. */
    public static final String STEWARD = "STEWARD";

    private static final String CONTRADICTION = "CONTRADICTION";
    /** So many bits more than the next one, and there is no doubt to whom of two a record belongs. */
    private static final double CLEARLY = 10;

    private final Register register;
    private final Profile record;
    private final Set<String> ruledOut;
    private final Map<Long, Found> people = new LinkedHashMap<>();
    private final List<Decision.Doubt> doubts = new ArrayList<>();

    private record Found(Profile other, String rule, double bits) {}

    private Linking(Register register, Profile record) {
        this.register = register;
        this.record = record;
        ruledOut = register.ruledOut(id(record));
    }

    public static Decision decide(Register register, Profile record) {
        return new Linking(register, record).decide();
    }

    private Decision decide() {
        Set<String> same = register.ruledSame(id(record));
        for (String other : same) {
            register.personOf(other)
                    .ifPresent(person -> people.put(person, new Found(null, STEWARD, Double.MAX_VALUE)));
        }
        for (Profile other : register.candidates(record)) {
            if (!ruledOut.contains(id(other)) && !same.contains(id(other))) {
                Matcher.compare(record, other).ifPresent(match -> found(other, match));
            }
        }
        leaveOut(person -> contradicts(List.of(record), others(person)));
        keepOneOfThoseThatContradict();
        List<Decision.Belonging> belongings = people.entrySet().stream()
                .map(each -> new Decision.Belonging(
                        each.getKey(), each.getValue().rule(), each.getValue().bits()))
                .sorted(Comparator.comparingDouble(Decision.Belonging::bits).reversed())
                .toList();
        return new Decision(belongings, List.copyOf(doubts));
    }

    private void found(Profile other, Match match) {
        if (match.certain()) {
            people.merge(
                    register.personOf(id(other)).orElseThrow(),
                    new Found(other, match.rule(), match.bits()),
                    (one, two) -> one.bits() >= two.bits() ? one : two);
        } else {
            doubts.add(new Decision.Doubt(id(other), match.rule(), match.bits()));
        }
    }

    /** Which of people that cannot be one is right: the one it fits clearly best; else where it is, until a steward has said. */
    private void keepOneOfThoseThatContradict() {
        if (!people.keySet().stream().anyMatch(one -> people.keySet().stream()
                .anyMatch(other -> one < other && contradicts(others(one), others(other))))) {
            return;
        }
        List<Map.Entry<Long, Found>> ranked = people.entrySet().stream()
                .sorted(Comparator.comparingDouble(
                                (Map.Entry<Long, Found> each) -> each.getValue().bits())
                        .reversed())
                .toList();
        boolean clear =
                ranked.get(0).getValue().bits() >= ranked.get(1).getValue().bits() + CLEARLY;
        long keep =
                clear ? ranked.get(0).getKey() : register.personOf(id(record)).orElse(-1);
        leaveOut(person -> person != keep);
    }

    private void leaveOut(Predicate<Long> which) {
        people.entrySet().removeIf(each -> {
            Found found = each.getValue();
            boolean out = found.other() != null && which.test(each.getKey());
            if (out) {
                doubts.add(new Decision.Doubt(id(found.other()), CONTRADICTION, found.bits()));
            }
            return out;
        });
    }

    private boolean contradicts(List<Profile> ours, List<Profile> theirs) {
        return ours.stream().anyMatch(a -> theirs.stream().anyMatch(b -> contradict(a, b)));
    }

    private boolean contradict(Profile a, Profile b) {
        Set<String> out = a == record ? ruledOut : register.ruledOut(id(a));
        return out.contains(id(b)) || !register.ruledSame(id(a)).contains(id(b)) && Matcher.contradict(a, b);
    }

    /** The person's records but this one. */
    private List<Profile> others(long person) {
        return register.recordsOf(person).stream()
                .filter(each -> !id(each).equals(id(record)))
                .toList();
    }

    private static String id(Profile profile) {
        return profile.traits().patient();
    }
}
