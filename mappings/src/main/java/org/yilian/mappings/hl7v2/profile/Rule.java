package org.yilian.mappings.hl7v2.profile;

/**
 * One operator of a profile with its condition.
 *
 * @param name by which a later layer replaces or leaves out the rule; null when nobody needs to
 */
record Rule(String name, Operator operator, Condition condition) {
    void apply(Draft draft) {
        operator.apply(draft, condition);
    }
}
