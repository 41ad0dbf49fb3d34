package org.yilian.sample.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.yilian.sample.Dice;

/**
 * Records of Chinese people in eight hospitals, in the order of a chance arrival. Equal seeds give equal sets; the share of
 * each slip stands in {@link Rates}.
 */
public final class ChineseSet {
    private static final int HOSPITALS = 8;

    private final long seed;
    private final int people;
    private final int records;

    /** @param records at least as many as people: everybody has one */
    public ChineseSet(long seed, int people, int records) {
        if (people < 1 || records < people) {
            throw new IllegalArgumentException("A set needs people, and at least as many records");
        }
        this.seed = seed;
        this.people = people;
        this.records = records;
    }

    /** The set that the published figures are of: 100,000 records of 40,000 people. */
    public static ChineseSet standard(long seed) {
        return new ChineseSet(seed, 40_000, 100_000);
    }

    /** Makes the records one after the other. */
    public void forEach(Consumer<MatchingRecord> taker) {
        Dice dice = new Dice(seed).fork("chinese-matching-set");
        List<Human> humans = Population.of(dice.fork("people"), people);
        int[] counters = new int[HOSPITALS];
        int number = 0;
        for (int index : arrivals(humans, dice.fork("arrivals"))) {
            number++;
            Dice own = dice.fork("record", number);
            Human human = humans.get(index);
            // Most people have a hospital they go to; where the cards of two visits are not found, it has two records.
            int hospital = own.chance(0.45) ? index % HOSPITALS : own.below(HOSPITALS);
            int first = Math.max(2010, human.birth.getYear());
            boolean infant = human.birth.getYear() >= 2010 && own.chance(0.25);
            int year = infant ? first : own.between(first, Population.THIS_YEAR - 1);
            double care = 0.6 + hospital / (HOSPITALS - 1.0);
            taker.accept(new ChineseDesk(human, year, care, own)
                    .write(
                            String.format(Locale.ROOT, "r%07d", number),
                            String.format(Locale.ROOT, "H%03d", hospital + 1),
                            String.format(Locale.ROOT, "%d%07d", hospital + 1, ++counters[hospital]),
                            hospital % 2 == 0));
        }
    }

    public List<MatchingRecord> all() {
        List<MatchingRecord> all = new ArrayList<>(records);
        forEach(all::add);
        return all;
    }

    /** Everybody once, the rest by how often people are ill. */
    private List<Integer> arrivals(List<Human> humans, Dice dice) {
        List<Integer> arrivals = new ArrayList<>(records);
        double[] until = new double[humans.size()];
        double total = 0;
        for (int i = 0; i < humans.size(); i++) {
            arrivals.add(i);
            double share = dice.unit();
            total += share < 0.3 ? 0.3 : share < 0.8 ? 1 : 2.5;
            until[i] = total;
        }
        while (arrivals.size() < records) {
            int found = java.util.Arrays.binarySearch(until, dice.unit() * total);
            arrivals.add(found >= 0 ? found : -found - 1);
        }
        return dice.shuffled(arrivals);
    }
}
