package org.yilian.hub.intake;

import java.util.Set;

/** Triggers that speak of two patients at once. HL7 v2 chapter 3, A18, A34 to A36, A40 to A47. */
final class Merges {
    private static final Set<String> TRIGGERS = Set.of(
            "ADT^A17", "ADT^A18", "ADT^A24", "ADT^A34", "ADT^A35", "ADT^A36", "ADT^A37", "ADT^A40", "ADT^A41",
            "ADT^A42", "ADT^A43", "ADT^A44", "ADT^A45", "ADT^A47");

    private Merges() {}

    static boolean isMerge(String trigger) {
        return TRIGGERS.contains(trigger);
    }
}
