package org.yilian.hub.identity.matching;

/**
 * How two names compare, and what that is worth.
 *
 * @param bits for being the same person, negative against it
 */
record NameMatch(Level level, double bits) {
    enum Level {
        /** Nothing to compare. */
        NONE,
        SAME,
        /** Different as one person's names are: sound, shape, stand-in, pinyin, order, a part left out, a slip of typing. */
        ALIKE,
        /** One character differs, as brothers' names do. */
        NEAR,
        OTHER
    }

    static final NameMatch NONE = new NameMatch(Level.NONE, 0);
    static final NameMatch OTHER = new NameMatch(Level.OTHER, -9);

    boolean agrees() {
        return level == Level.SAME || level == Level.ALIKE;
    }
}
