package org.yilian.hub.identity.matching;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Compares names: {@link HanNames} those in characters, {@link LatinNames} those in letters, here one with the other. */
final class Names {
    /** Names that stand for anybody: worth no more than this. */
    static final double LITTLE = 10;

    static final double MOST = 24;
    private static final int MOST_READINGS = 16;
    private static final java.util.Set<String> ANYBODY = java.util.Set.of("张三", "李四", "王五", "赵六", "测试", "test", "张三丰");

    private Names() {}

    /** The best of all pairs. */
    static NameMatch compare(List<NameForm> ones, List<NameForm> others) {
        NameMatch best = NameMatch.NONE;
        for (NameForm one : ones) {
            for (NameForm other : others) {
                NameMatch match = compare(one, other);
                if (match.level() != NameMatch.Level.NONE
                        && (best.level() == NameMatch.Level.NONE || match.bits() > best.bits())) {
                    best = match;
                }
            }
        }
        return best;
    }

    static NameMatch compare(NameForm a, NameForm b) {
        if (a.kind() == NameForm.Kind.NONE || b.kind() == NameForm.Kind.NONE) {
            return NameMatch.NONE;
        }
        if (a.kind() == NameForm.Kind.NEWBORN || b.kind() == NameForm.Kind.NEWBORN) {
            return a.kind() == b.kind() ? compare(a.mother(), b.mother()) : NameMatch.NONE;
        }
        if (a.kind() == NameForm.Kind.ODD || b.kind() == NameForm.Kind.ODD) {
            return a.literal().equals(b.literal()) ? new NameMatch(NameMatch.Level.SAME, LITTLE) : NameMatch.OTHER;
        }
        NameMatch match = a.kind() != b.kind()
                ? a.kind() == NameForm.Kind.HAN ? mixed(a, b) : mixed(b, a)
                : a.kind() == NameForm.Kind.HAN ? HanNames.compare(a, b) : LatinNames.compare(a.words(), b.words());
        double most = ANYBODY.contains(a.literal()) ? LITTLE : MOST;
        return match.bits() > most ? new NameMatch(match.level(), most) : match;
    }

    /** Characters with pinyin, parts in any order. */
    private static NameMatch mixed(NameForm han, NameForm latin) {
        List<String> words = latin.words().stream().map(Pinyin::plain).toList();
        String joined = String.join("", words);
        for (List<String> reading : readings(han)) {
            String whole = String.join("", reading);
            List<String> turned = new ArrayList<>(reading);
            Collections.rotate(turned, 1);
            String other = String.join("", turned);
            if (joined.equals(whole) || joined.equals(other)) {
                return new NameMatch(NameMatch.Level.ALIKE, soundBits(han));
            }
            if (joined.length() > 6
                    && Math.min(Edits.between(joined, whole, 1), Edits.between(joined, other, 1)) == 1) {
                return new NameMatch(NameMatch.Level.ALIKE, soundBits(han) - 5);
            }
        }
        // A foreign name beside a Chinese one says nothing: many people have both.
        return words.stream().allMatch(Pinyin::syllables) && !han.longName()
                ? new NameMatch(NameMatch.Level.OTHER, -6)
                : NameMatch.NONE;
    }

    private static double soundBits(NameForm han) {
        if (han.longName()) {
            return Math.min(MOST, 8.5 * Math.max(1, han.parts().size()));
        }
        double bits = 0;
        for (int i = 0; i < han.signs().size(); i++) {
            String[] readings = han.signs().get(i).readings();
            String reading = readings.length == 0 ? "" : readings[0];
            bits += reading.isEmpty()
                    ? 0
                    : i < han.surname() ? Shares.surnameSound(reading) : Shares.givenSound(reading);
        }
        return bits;
    }

    /** All ways to read a name, surname and given name (or the parts) apart. */
    static List<List<String>> readings(NameForm han) {
        List<List<String>> all = new ArrayList<>(List.of(List.of()));
        List<Integer> starts =
                han.parts().size() > 1 ? han.parts() : han.surname() > 0 ? List.of(0, han.surname()) : List.of(0);
        for (int i = 0; i < han.signs().size(); i++) {
            boolean start = starts.contains(i);
            String[] readings = han.signs().get(i).readings();
            List<List<String>> longer = new ArrayList<>();
            for (List<String> begun : all) {
                for (String reading : readings.length == 0 ? new String[] {""} : readings) {
                    if (longer.size() < MOST_READINGS) {
                        longer.add(appended(begun, reading, start));
                    }
                }
            }
            all = longer;
        }
        return all;
    }

    private static List<String> appended(List<String> begun, String reading, boolean start) {
        List<String> words = new ArrayList<>(begun);
        if (start) {
            words.add(reading);
        } else {
            words.set(words.size() - 1, words.get(words.size() - 1) + reading);
        }
        return words;
    }
}
