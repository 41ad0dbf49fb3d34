package org.yilian.hub.security;

/** The five letters of a SMART v2 scope, in their order. */
public enum Interaction {
    CREATE('c'),
    READ('r'),
    UPDATE('u'),
    DELETE('d'),
    SEARCH('s');

    private final char letter;

    Interaction(char letter) {
        this.letter = letter;
    }

    char letter() {
        return letter;
    }

    public boolean writes() {
        return this == CREATE || this == UPDATE || this == DELETE;
    }
}
