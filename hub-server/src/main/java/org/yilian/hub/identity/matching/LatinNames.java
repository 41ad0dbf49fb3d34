package org.yilian.hub.identity.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Names in Latin letters: words in any order, with slips of typing, without a middle name. */
final class LatinNames {
    private static final double WORD = 8.3;
    private static final double SYLLABLE = 4.5;

    private static final Pattern DIGIT = Pattern.compile("(?<=\\p{L})[015]|[015](?=\\p{L})");

    private LatinNames() {}

    /** Digits inside a word are letters that a scanner misread. */
    static String scanned(String text) {
        return DIGIT.matcher(text)
                .replaceAll(
                        each -> Character.toString("ol   s".charAt(each.group().charAt(0) - '0')));
    }

    static NameMatch compare(List<String> ours, List<String> theirs) {
        if (ours.isEmpty() || theirs.isEmpty()) {
            return NameMatch.NONE;
        }
        List<String> shorter = ours.size() <= theirs.size() ? ours : theirs;
        List<String> left = new ArrayList<>(shorter == ours ? theirs : ours);
        List<String> missed = new ArrayList<>();
        double bits = 0;
        int equal = 0;
        for (String word : shorter) {
            if (left.remove(word)) {
                bits += word.length() == 1 ? 2 : worth(word);
                equal++;
            } else {
                missed.add(word);
            }
        }
        int near = 0;
        int other = 0;
        for (String word : missed) {
            String found =
                    left.stream().filter(each -> near(word, each)).findFirst().orElse(null);
            if (found == null) {
                other++;
            } else {
                left.remove(found);
                near++;
                bits += Math.min(word.length(), found.length()) == 1 ? 1.5 : worth(word) - 4;
            }
        }
        if (other == 0 && near == 0 && left.isEmpty()) {
            return new NameMatch(NameMatch.Level.SAME, bits);
        }
        if (other == 0) {
            return new NameMatch(NameMatch.Level.ALIKE, bits - (left.isEmpty() ? 0 : 0.5));
        }
        if (joined(ours, theirs)) {
            return new NameMatch(NameMatch.Level.ALIKE, 1.6 * WORD);
        }
        return other == 1 && equal + near >= 1
                ? new NameMatch(NameMatch.Level.NEAR, Math.min(0, bits - 9))
                : NameMatch.OTHER;
    }

    /** MIN JUN and MIN-JUN, VAN DYKE and VANDYKE. */
    private static boolean joined(List<String> ours, List<String> theirs) {
        List<String> one = new ArrayList<>(ours);
        List<String> two = new ArrayList<>(theirs);
        java.util.Collections.sort(one);
        java.util.Collections.sort(two);
        String a = String.join("", ours);
        String b = String.join("", theirs);
        return a.length() > 5
                && (a.equals(b)
                        || Edits.between(a, b, 1) == 1
                        || String.join("", one).equals(String.join("", two)));
    }

    private static boolean near(String one, String other) {
        int shortest = Math.min(one.length(), other.length());
        if (shortest == 1) {
            return one.charAt(0) == other.charAt(0);
        }
        int most = shortest >= 5 ? 2 : 1;
        return shortest >= 3 && Edits.between(one, other, most) <= most
                || Phonetic.of(one).equals(Phonetic.of(other));
    }

    /** A syllable of pinyin is worth less than a word of a language with longer ones. */
    private static double worth(String word) {
        return Pinyin.syllables(word) ? Math.min(WORD, SYLLABLE * Math.max(1, Math.round(word.length() / 3.5f))) : WORD;
    }
}
