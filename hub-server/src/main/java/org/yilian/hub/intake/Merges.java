package org.yilian.hub.intake;

import java.util.Set;

/**
 * Triggers that speak of two patients, or of two numbers of one, at once: what they change lies in more than one lane. HL7
 * v2 chapter 3, A17, A18, A24, A30, A34 to A37 and A39 to A51.
 */
final class Merges {
    private static final Set<String> TRIGGERS = Set.of(
            "ADT^A17", "ADT^A18", "ADT^A24", "ADT^A30", "ADT^A34", "ADT^A35", "ADT^A36", "ADT^A37", "ADT^A39",
            "ADT^A40", "ADT^A41", "ADT^A42", "ADT^A43", "ADT^A44", "ADT^A45", "ADT^A46", "ADT^A47", "ADT^A48",
            "ADT^A49", "ADT^A50", "ADT^A51", "BAR^P02", "BAR^P06");

    private Merges() {}

    static boolean isMerge(String trigger) {
        return TRIGGERS.contains(trigger);
    }
}
