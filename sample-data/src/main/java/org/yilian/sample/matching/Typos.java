package org.yilian.sample.matching;

import org.yilian.sample.Dice;

/** Errors of typing in Latin letters and digits. */
final class Typos {
    private static final String NEXT = "qwertyuiopasdfghjklzxcvbnm";

    private Typos() {}

    /** One letter left out, doubled, changed, put in, or two swapped. */
    static String one(String text, Dice dice) {
        if (text.length() < 2) {
            return text;
        }
        int at = dice.below(text.length());
        return switch (dice.below(4)) {
            case 0 -> text.substring(0, at) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + letter(text.charAt(at), dice) + text.substring(at);
            case 2 -> text.substring(0, at) + letter(text.charAt(at), dice) + text.substring(at + 1);
            default -> swapped(text, Math.min(at, text.length() - 2));
        };
    }

    static String swapped(String text, int at) {
        return text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
    }

    /** Another digit at one place, of those from this place on. */
    static String digit(String digits, int from, Dice dice) {
        int at = from + dice.below(digits.length() - from);
        char old = digits.charAt(at);
        if (!Character.isDigit(old)) {
            return digits;
        }
        char other = (char) ('0' + (old - '0' + dice.between(1, 9)) % 10);
        return digits.substring(0, at) + other + digits.substring(at + 1);
    }

    private static char letter(char old, Dice dice) {
        if (Character.isDigit(old)) {
            return (char) ('0' + dice.below(10));
        }
        int at = NEXT.indexOf(Character.toLowerCase(old));
        return at >= 0 && dice.chance(0.6)
                ? NEXT.charAt(Math.floorMod(at + (dice.chance(0.5) ? 1 : -1), NEXT.length()))
                : (char) ('a' + dice.below(26));
    }
}
