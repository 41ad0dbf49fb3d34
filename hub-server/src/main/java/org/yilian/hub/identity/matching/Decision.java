package org.yilian.hub.identity.matching;

import java.util.List;

/**
 * To whom a record belongs.
 *
 * @param people whom it proves to be one person, the one it fits best first; none if it is somebody new
 * @param doubts records that a steward has to look at beside it
 */
public record Decision(List<Belonging> people, List<Doubt> doubts) {
    /** @param rule as in {@link Match#rule} */
    public record Belonging(long person, String rule, double bits) {}

    /** @param rule as in {@link Match#rule}, or {@code CONTRADICTION} where one more record of a person speaks against it */
    public record Doubt(String other, String rule, double bits) {}
}
