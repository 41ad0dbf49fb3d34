package org.yilian.hub.facility;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the region has agreed about records of one hospital in the eyes of another. A hospital's own records are never
 * asked about here. ADR 0085 says why a region that states nothing gets {@link #STRICT}.
 *
 * @param relationshipDays how long after a visit, an order, a referral or an appointment its hospital still treats the
 *     patient
 * @param minorsUnder below this age a patient is of the class MINOR
 * @param otherwise what holds for treatment where no rule fits; for every other purpose that is CLOSED
 * @param rules the first that fits holds
 * @param classes how far records of a sensitivity class are open, where that differs from {@link #ofClass}
 * @param sensitivity which codes put a record into a class
 */
public record SharePolicy(
        int relationshipDays,
        int minorsUnder,
        Openness otherwise,
        List<Rule> rules,
        Map<String, Openness> classes,
        List<Sensitive> sensitivity) {
    /** Treatment by whoever treats the patient; nothing else. */
    public static final SharePolicy STRICT =
            new SharePolicy(30, 14, Openness.RELATIONSHIP, List.of(), Map.of(), List.of());

    /** Classes that mark a person rather than a finding: whoever treats the person has to see them. */
    private static final Set<String> OF_PERSONS = Set.of("MINOR", "EMP", "CEL", "R");

    public SharePolicy {
        rules = List.copyOf(rules);
        classes = Map.copyOf(classes);
        sensitivity = List.copyOf(sensitivity);
    }

    /** From wide to narrow. */
    public enum Openness {
        /** To every member that asks for this purpose. */
        OPEN,
        /** To members that treat the patient. */
        RELATIONSHIP,
        /** To nobody but the owner, unless the patient says otherwise. */
        CLOSED;

        public Openness narrower(Openness other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    /** Empty sets stand for all; {@code purpose} empty for treatment. */
    public record Rule(
            Set<String> owner,
            Set<DataCategory> category,
            Set<PurposeOfUse> purpose,
            Set<String> to,
            Openness openness) {
        public Rule {
            owner = owner == null ? Set.of() : Set.copyOf(owner);
            category = category == null ? Set.of() : Set.copyOf(category);
            purpose = purpose == null || purpose.isEmpty() ? Set.of(PurposeOfUse.TREAT) : Set.copyOf(purpose);
            to = to == null ? Set.of() : Set.copyOf(to);
        }

        boolean fits(String from, DataCategory data, PurposeOfUse why, String asking) {
            return (owner.isEmpty() || owner.contains(from))
                    && (category.isEmpty() || category.contains(data))
                    && purpose.contains(why)
                    && (to.isEmpty() || asking != null && to.contains(asking));
        }
    }

    /** Codes of one system that make a record one of this class. */
    public record Sensitive(String label, String system, Set<String> codes) {
        public Sensitive {
            codes = codes == null ? Set.of() : Set.copyOf(codes);
        }
    }

    /** @param asking facility of the caller, null for the region's own people */
    public Openness of(String owner, DataCategory category, PurposeOfUse purpose, String asking) {
        return rules.stream()
                .filter(rule -> rule.fits(owner, category, purpose, asking))
                .findFirst()
                .map(Rule::openness)
                .orElse(purpose == PurposeOfUse.TREAT ? otherwise : Openness.CLOSED);
    }

    public Openness ofClass(String label) {
        Openness usual = OF_PERSONS.contains(label) ? Openness.RELATIONSHIP : Openness.CLOSED;
        return classes.getOrDefault(label, usual);
    }
}
