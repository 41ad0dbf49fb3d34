package org.yilian.hub.identity.matching;

import java.util.List;

/** How the identity numbers of two records compare, and what that is worth. */
record NumberMatch(Level level, double bits) {
    enum Level {
        NONE,
        SAME,
        /** One is the other but for slips of typing that the check character shows. */
        NEAR,
        /** They differ, and one of them at least is of somebody else's card. */
        UNSURE,
        /** Each has its own, and they differ. */
        OTHER
    }

    private static final NumberMatch NONE = new NumberMatch(Level.NONE, 0);
    private static final double SAME = 22;
    private static final double SHARED_CARD = 9;
    private static final double SAME_WRONG = 12;
    private static final double NEAR = 9;
    private static final int MOST_SLIPS = 2;

    static NumberMatch of(Profile a, Profile b) {
        for (CitizenId each : a.citizens) {
            if (b.citizens.contains(each)) {
                boolean both = each.value().equals(a.own) && each.value().equals(b.own);
                return new NumberMatch(Level.SAME, both ? SAME : SHARED_CARD);
            }
        }
        if (!a.own.isEmpty() && !b.own.isEmpty()) {
            return new NumberMatch(Level.OTHER, -SAME);
        }
        if (a.broken.stream().anyMatch(b.broken::contains)) {
            return new NumberMatch(Level.NEAR, SAME_WRONG);
        }
        if (near(a.broken, b) || near(b.broken, a)) {
            return new NumberMatch(Level.NEAR, NEAR);
        }
        return a.citizens.isEmpty() || b.citizens.isEmpty() ? NONE : new NumberMatch(Level.UNSURE, -3);
    }

    private static boolean near(List<String> broken, Profile other) {
        return broken.stream().anyMatch(typed -> other.citizens.stream()
                .anyMatch(right -> Edits.between(typed, right.value(), MOST_SLIPS) <= MOST_SLIPS));
    }

    boolean agrees() {
        return level == Level.SAME || level == Level.NEAR;
    }
}
