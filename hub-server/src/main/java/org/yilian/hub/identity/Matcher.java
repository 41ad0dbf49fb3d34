package org.yilian.hub.identity;

import java.util.Optional;

/**
 * Whether two source records are one person. Pure; version {@value #VERSION}.
 *
 * <p>An identity number is never trusted alone: with an agreeing name it decides, with a name one character off it needs
 * the birth date too, otherwise it is a conflict for a steward. Without numbers, name, birth date, sex and phone must
 * all agree; without the phone it stays possible.
 */
final class Matcher {
    static final String VERSION = "2026.11+2";

    private static final String CONFLICT = "ID-CONFLICT";

    private Matcher() {}

    /** @param rule stable name of the rule that decided */
    record Match(Grade grade, String rule) {}

    static Optional<Match> compare(Traits a, Traits b) {
        if (!a.citizenId().isEmpty() && a.citizenId().equals(b.citizenId())) {
            return Optional.of(sameNumber(a, b));
        }
        boolean numbersDiffer = !a.citizenId().isEmpty() && !b.citizenId().isEmpty();
        if (a.demographics().isEmpty() || !a.demographics().equals(b.demographics()) || numbersDiffer) {
            return Optional.empty();
        }
        boolean samePhone = !a.phone().isEmpty() && a.phone().equals(b.phone());
        return Optional.of(
                samePhone
                        ? new Match(Grade.MATCH, "NAME-BIRTH-SEX-PHONE")
                        : new Match(Grade.POSSIBLE, "NAME-BIRTH-SEX"));
    }

    /** Whether two records cannot be one person: two valid identity numbers that differ, or one number and a conflict. */
    static boolean contradict(Traits a, Traits b) {
        boolean bothKnown = !a.citizenId().isEmpty() && !b.citizenId().isEmpty();
        return bothKnown
                && (!a.citizenId().equals(b.citizenId())
                        || sameNumber(a, b).rule().equals(CONFLICT));
    }

    private static Match sameNumber(Traits a, Traits b) {
        if (a.comparableName().isEmpty() || b.comparableName().isEmpty()) {
            return new Match(Grade.POSSIBLE, "ID-ALONE");
        }
        int differences = Text.differences(a.comparableName(), b.comparableName());
        boolean sameBirth = !a.birthDate().isEmpty() && a.birthDate().equals(b.birthDate());
        if (differences == 0) {
            return new Match(Grade.MATCH, "ID-NAME");
        }
        boolean longEnough =
                a.comparableName().codePointCount(0, a.comparableName().length()) >= 2;
        if (differences == 1 && sameBirth && longEnough && a.sex().equals(b.sex())) {
            return new Match(Grade.MATCH, "ID-BIRTH-SEX-NAME1");
        }
        return new Match(Grade.POSSIBLE, CONFLICT);
    }
}
