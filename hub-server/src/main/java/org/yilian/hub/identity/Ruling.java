package org.yilian.hub.identity;

import java.time.Instant;

/**
 * What a steward says of two source records.
 *
 * @param patient logical id
 * @param other logical id
 * @param same whether they are one person
 * @param rule why the matcher thought of them together, as it stood then
 * @param confirmedBy null while a second steward has to look
 * @param withdrawnBy null while it counts
 */
record Ruling(
        long id,
        String patient,
        String other,
        boolean same,
        String reason,
        String rule,
        String proposedBy,
        Instant proposedAt,
        String confirmedBy,
        Instant confirmedAt,
        String withdrawnBy,
        Instant withdrawnAt,
        String withdrawnFor) {

    boolean waits() {
        return confirmedAt == null && withdrawnAt == null;
    }

    /** Nothing of the person. */
    @Override
    public String toString() {
        return "Ruling[" + id + "]";
    }
}
