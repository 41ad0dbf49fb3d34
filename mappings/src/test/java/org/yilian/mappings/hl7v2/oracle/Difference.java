package org.yilian.mappings.hl7v2.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One element that a peer has and that we have not in the same way.
 *
 * @param message name of the peer's test case
 */
record Difference(String message, String element, Kind kind) {
    /** How far the peer's value and ours are apart. */
    enum Kind {
        /** We say it, in another element. */
        ELSEWHERE,
        /** We have the element with another value. */
        DIFFERS,
        /** We have not got it. */
        MISSING
    }

    /** Those of one message, each element and kind once. */
    static List<Difference> between(String message, Set<Fact> expected, Set<Fact> ours) {
        Set<String> elements = ours.stream().map(Fact::element).collect(Collectors.toSet());
        Set<String> values = ours.stream().map(Fact::value).collect(Collectors.toSet());
        List<Difference> all = new ArrayList<>();
        for (Fact fact : expected) {
            if (!ours.contains(fact)) {
                Kind kind = values.contains(fact.value())
                        ? Kind.ELSEWHERE
                        : elements.contains(fact.element()) ? Kind.DIFFERS : Kind.MISSING;
                Difference difference = new Difference(message, fact.element(), kind);
                if (!all.contains(difference)) {
                    all.add(difference);
                }
            }
        }
        return all;
    }
}
