package org.yilian.hub.identity.matching;

/**
 * That two records may be one person, and why.
 *
 * @param certain whether they are linked at once; otherwise a steward has to say
 * @param rule what agreed, by stable words with a hyphen in between: {@code ID-NAME}, {@code NAME-BIRTH-SEX-PHONE}; a word
 *     that agrees but for a slip has a tilde behind it
 * @param bits weight of evidence for one person against two strangers, base 2
 */
public record Match(boolean certain, String rule, double bits) {}
