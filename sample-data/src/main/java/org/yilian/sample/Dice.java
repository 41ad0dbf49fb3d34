package org.yilian.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A seeded source of chance that gives the same sequence on every Java version and processor: SplitMix64 and
 * {@link StrictMath} only.
 *
 * <p>{@link #fork} makes an independent source from a name, whatever was drawn before, so that adding one person or one
 * result leaves all others as they were.
 */
public final class Dice {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private final long origin;
    private long state;

    public Dice(long seed) {
        this.origin = seed;
        this.state = seed;
    }

    public Dice fork(String name) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
        }
        return new Dice(mix(origin + GAMMA) ^ mix(hash));
    }

    public Dice fork(String name, long number) {
        return fork(name + "/" + number);
    }

    public long nextLong() {
        state += GAMMA;
        return mix(state);
    }

    /** A whole number from 0 to bound - 1. */
    public int below(int bound) {
        return (int) Math.floorMod(nextLong() >>> 1, (long) bound);
    }

    /** A whole number from first to last, both possible. */
    public int between(int first, int last) {
        return first + below(last - first + 1);
    }

    /** A number in [0, 1). */
    public double unit() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** A number from the standard normal distribution, cut at three standard deviations. */
    public double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
        double value = radius * StrictMath.cos(2 * Math.PI * unit());
        return Math.max(-3, Math.min(3, value));
    }

    public boolean chance(double probability) {
        return unit() < probability;
    }

    public <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    public <T> T pick(List<T> choices, ToDoubleFunction<T> weight) {
        double total = choices.stream().mapToDouble(weight).sum();
        double left = unit() * total;
        for (T choice : choices) {
            left -= weight.applyAsDouble(choice);
            if (left < 0) {
                return choice;
            }
        }
        return choices.get(choices.size() - 1);
    }

    public <T> List<T> shuffled(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        for (int i = copy.size() - 1; i > 0; i--) {
            int j = below(i + 1);
            T swapped = copy.get(i);
            copy.set(i, copy.get(j));
            copy.set(j, swapped);
        }
        return copy;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
