package org.yilian.hub.identity;

/**
 * A record that belongs to another person by the rules of today.
 *
 * @param other a record that it joined, or one that was its fellow and is not any more; null if neither is there
 * @param joined which of the two
 * @param toPerson null for a person that is new
 */
record LinkChange(
        String patient, String other, boolean joined, long fromPerson, String fromRule, Long toPerson, String toRule) {}
