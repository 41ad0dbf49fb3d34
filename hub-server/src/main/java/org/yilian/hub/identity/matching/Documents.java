package org.yilian.hub.identity.matching;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers of passports, permits and insurances. */
final class Documents {
    static final double SAME = 19;
    private static final double NEAR = 8.5;
    private static final Pattern OTHERS = Pattern.compile("[^A-Z0-9]");
    /** Of a permit to enter the mainland, the digits behind the ninth character count the cards. */
    private static final Pattern PERMIT = Pattern.compile("[HM]\\d{8}\\d{2}");

    private Documents() {}

    /** Kind and number; empty for what stands where a number is demanded. */
    static String plain(Traits.Number number) {
        String text = OTHERS.matcher(Text.narrow(number.value()).toUpperCase(Locale.ROOT))
                .replaceAll("");
        if (text.length() < 5 || text.chars().distinct().count() < 3) {
            return "";
        }
        String card =
                number.kind() == Traits.Kind.PERMIT && PERMIT.matcher(text).matches() ? text.substring(0, 9) : text;
        return number.kind() + ":" + card;
    }

    static double compare(List<String> ours, List<String> theirs) {
        double best = 0;
        for (String one : ours) {
            for (String other : theirs) {
                if (one.equals(other)) {
                    return SAME;
                }
                if (one.length() > 12 && one.charAt(0) == other.charAt(0) && Edits.between(one, other, 1) == 1) {
                    best = NEAR;
                }
            }
        }
        return best;
    }
}
