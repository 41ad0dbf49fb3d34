package org.yilian.hub.identity.matching;

import java.util.HashMap;
import java.util.Map;

/**
 * How common names are, in bits: what an agreement is worth. 张伟 is worth little, a rare name much. The shares are the
 * country's, fixed with the matcher's version, so that a decision can be made again.
 */
final class Shares {
    private static final double RARE_SURNAME = 0.0003;
    private static final double RARE_GIVEN = 0.00015;
    private static final double RARE_READING = 0.003;
    /** So many given names have one character. */
    private static final double ONE_CHARACTER = 0.15;

    private static final Map<Integer, Double> SURNAMES = new HashMap<>();
    private static final Map<Integer, Double> GIVEN = new HashMap<>();
    private static final Map<String, Double> SURNAME_SOUNDS = new HashMap<>();
    private static final Map<String, Double> GIVEN_SOUNDS = new HashMap<>();

    static {
        read("surname-shares.csv", SURNAMES, SURNAME_SOUNDS);
        read("given-shares.csv", GIVEN, GIVEN_SOUNDS);
    }

    private Shares() {}

    private static void read(String table, Map<Integer, Double> signs, Map<String, Double> sounds) {
        for (String[] line : Tables.read(table)) {
            double share = Double.parseDouble(line[0]) / 10_000;
            line[1].codePoints().forEach(sign -> {
                if (signs.putIfAbsent(sign, share) == null) {
                    sounds.merge(Sign.of(sign).readings()[0], share, Double::sum);
                }
            });
        }
    }

    static double bits(double share) {
        return -Math.log(share) / Math.log(2);
    }

    static double surname(int form) {
        return bits(SURNAMES.getOrDefault(form, RARE_SURNAME));
    }

    static double given(int form) {
        return bits(GIVEN.getOrDefault(form, RARE_GIVEN));
    }

    static double surnameSound(String reading) {
        return bits(SURNAME_SOUNDS.getOrDefault(reading, 0.0) + RARE_READING / 3);
    }

    static double givenSound(String reading) {
        return bits(GIVEN_SOUNDS.getOrDefault(reading, 0.0) + RARE_READING);
    }

    static double length(int given) {
        return given == 1 ? bits(ONE_CHARACTER) : bits(1 - ONE_CHARACTER);
    }
}
