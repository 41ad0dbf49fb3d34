package org.yilian.hub.identity.matching;

import java.util.Optional;

/**
 * Whether two source records are one person. Pure; version {@value #VERSION}.
 *
 * <p>Evidence is weighed as <a href="https://doi.org/10.1080/01621459.1969.10501049">Fellegi and Sunter</a> do: each part
 * that agrees counts by how seldom strangers agree in it, so a rare name counts more than a common one. No part decides
 * alone. An identity number needs the name, and where another name stands beside it, it is a conflict for a steward; name,
 * birth date and sex need something beside them.
 */
public final class Matcher {
    public static final String VERSION = "2026.11+3";

    /** Strangers reach this once in ten million people with a chance of less than one in a thousand. */
    public static final double CERTAIN = 34;

    /** Where nothing but name, birth date and sex agrees, names in fashion in a year count less than they seem. */
    private static final double CERTAIN_ALONE = 35;

    /** Children of one mother, one day and one sex are one child, but for twins. */
    private static final double CERTAIN_CHILD = 24;

    /** With one document, two of name, birth date and address are enough where names are in letters: they have any slips. */
    private static final double CERTAIN_DOCUMENT = 27;

    static final double POSSIBLE = 23;
    /** In place of a rule: the matcher did not think of these two. */
    public static final String BY_HAND = "BY-HAND";

    static final String CONFLICT = "ID-CONFLICT";
    private static final String ALONE = "ID-ALONE";

    private Matcher() {}

    /** Whether each of the two has an identity number that is its own, and they differ. */
    public static boolean numbersDiffer(Profile a, Profile b) {
        return NumberMatch.of(a, b).level() == NumberMatch.Level.OTHER;
    }

    /** Empty where nothing says so. The same either way round. */
    public static Optional<Match> compare(Profile a, Profile b) {
        Evidence evidence = Evidence.of(a, b);
        double bits = evidence.bits();
        if (twins(a, b, evidence)) {
            return Optional.empty();
        }
        if (evidence.number().level() == NumberMatch.Level.SAME) {
            return Optional.of(sameNumber(a, b, evidence, bits));
        }
        if (evidence.number().level() == NumberMatch.Level.OTHER) {
            double others = bits - evidence.number().bits();
            return others >= CERTAIN && evidence.name().agrees()
                    ? Optional.of(new Match(false, CONFLICT, bits))
                    : Optional.empty();
        }
        if (sure(a, b, evidence, bits)) {
            return Optional.of(new Match(true, evidence.rule(), bits));
        }
        boolean worthALook = evidence.name().agrees() || evidence.documentsAgree() || newborn(a, b);
        return bits >= POSSIBLE && worthALook ? Optional.of(new Match(false, evidence.rule(), bits)) : Optional.empty();
    }

    /** Whether two records cannot be one person, whatever third record agrees with both. */
    public static boolean contradict(Profile a, Profile b) {
        Evidence evidence = Evidence.of(a, b);
        return switch (evidence.number().level()) {
            case OTHER -> true;
            case SAME ->
                !sameNumber(a, b, evidence, evidence.bits()).certain()
                        && evidence.name().level() != NameMatch.Level.NONE;
            default -> twins(a, b, evidence) || siblings(evidence);
        };
    }

    private static Match sameNumber(Profile a, Profile b, Evidence evidence, double bits) {
        if (evidence.name().level() == NameMatch.Level.NONE) {
            boolean certain = bits >= CERTAIN && evidence.birth().level() == BirthMatch.Level.SAME && newborn(a, b);
            return new Match(certain, certain ? evidence.rule() : ALONE, bits);
        }
        boolean sameName = evidence.name().level() == NameMatch.Level.SAME;
        boolean certain = sameName
                || bits >= CERTAIN
                        && (evidence.name().agrees()
                                || evidence.name().level() == NameMatch.Level.NEAR
                                        && evidence.birth().agrees()
                                        && evidence.sex() >= 0);
        return new Match(certain, certain ? evidence.rule() : CONFLICT, bits);
    }

    private static boolean sure(Profile a, Profile b, Evidence evidence, double bits) {
        if (newborn(a, b)) {
            boolean known = evidence.mother() > Evidence.MOST_OF_MOTHERS_NAME
                    || evidence.mother() > 0 && (evidence.phoneAgrees() || evidence.addressAgrees())
                    || evidence.mother() == 0
                            && (evidence.phone() >= Phones.SAME || evidence.address() >= AddressForm.SAME);
            return known
                    && bits >= CERTAIN_CHILD
                    && evidence.birth().level() == BirthMatch.Level.SAME
                    && evidence.sex() >= 0
                    && order(a) == order(b);
        }
        boolean name = evidence.name().agrees();
        boolean birth = evidence.birth().agrees();
        boolean address = evidence.address() > 0;
        boolean two =
                birth ? address || name : address && name && evidence.birth().level() != BirthMatch.Level.OTHER;
        if (two && evidence.documentsAgree() && a.latin() && b.latin() && bits >= CERTAIN_DOCUMENT) {
            return true;
        }
        return name && bits >= (evidence.corroborated() ? CERTAIN : CERTAIN_ALONE);
    }

    private static boolean newborn(Profile a, Profile b) {
        return a.newborn() || b.newborn();
    }

    /** Two children of one birth: where it says first and second, nothing else matters. */
    private static boolean twins(Profile a, Profile b, Evidence evidence) {
        return order(a) > 0
                && order(b) > 0
                && order(a) != order(b)
                && evidence.birth().level() != BirthMatch.Level.OTHER;
    }

    /** Brothers and sisters share all but their names; between twins, a newborn that has none yet may stand. */
    private static boolean siblings(Evidence evidence) {
        boolean named = evidence.name().level() == NameMatch.Level.OTHER
                || evidence.name().level() == NameMatch.Level.NEAR;
        return named && !evidence.number().agrees() && !evidence.documentsAgree();
    }

    private static int order(Profile profile) {
        return profile.traits.birthOrder() > 0
                ? profile.traits.birthOrder()
                : profile.names.stream().mapToInt(NameForm::order).max().orElse(0);
    }
}
