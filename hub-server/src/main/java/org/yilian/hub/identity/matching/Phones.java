package org.yilian.hub.identity.matching;

import java.util.List;

/** Telephone numbers: shared by families, changed over the years, invented where one is demanded. */
final class Phones {
    static final double SAME = 11;
    private static final double LANDLINE = 7.5;
    static final double NEAR = 4;
    private static final double OTHER = -1.3;

    private Phones() {}

    /** Digits that can be somebody's number, else empty. */
    static String known(String phone) {
        String digits = Text.phone(phone);
        if (digits.length() < 7) {
            return "";
        }
        String last = digits.substring(digits.length() - 7);
        boolean invented =
                last.chars().allMatch(digit -> digit == last.charAt(0)) || "123456789012345678".contains(last);
        return invented ? "" : digits;
    }

    static double compare(List<String> ours, List<String> theirs) {
        if (ours.isEmpty() || theirs.isEmpty()) {
            return 0;
        }
        double best = OTHER;
        for (String one : ours) {
            for (String other : theirs) {
                if (one.equals(other)) {
                    best = Math.max(best, mobile(one) ? SAME : LANDLINE);
                } else if (best < NEAR && one.length() == other.length() && Edits.between(one, other, 1) == 1) {
                    best = NEAR;
                }
            }
        }
        return best;
    }

    private static boolean mobile(String digits) {
        return digits.length() == 11 && digits.charAt(0) == '1';
    }
}
