package org.yilian.hub.identity.matching;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address as it is compared: its numbers in order (house, building, unit, room) and the pairs of neighbouring letters of
 * the rest. Desks leave out the city, the street or the house, and write 3栋, 三幢, 3# and 3- for one building.
 */
record AddressForm(List<String> numbers, Set<Long> pairs) {
    static final double SAME = 9;
    private static final AddressForm NONE = new AddressForm(List.of(), Set.of());
    private static final Pattern HAN_NUMBER = Pattern.compile("[〇零一二三四五六七八九十]{1,3}(?=栋|幢|号|座|楼|单元|组|层|室|弄|队|社)");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern WORDS = Pattern.compile("(?:号楼|单元|栋|幢|号|座|室|组|楼|层|#|-)");
    private static final Pattern NOTHING = Pattern.compile("[^\\p{L}]");
    private static final Set<String> UNKNOWN = Set.of("不详", "无", "未知", "本市", "本地", "unknown", "none");
    private static final String DIGITS = "零一二三四五六七八九";

    static AddressForm of(String text) {
        String plain = Text.ascii(Text.narrow(text)).replaceAll("(?<=\\p{IsHan})\\s+|\\s+(?=\\p{IsHan})", "");
        if (UNKNOWN.contains(plain.strip())) {
            return NONE;
        }
        plain = HAN_NUMBER.matcher(plain).replaceAll(match -> Integer.toString(number(match.group())));
        List<String> numbers = new ArrayList<>();
        Matcher found = NUMBER.matcher(plain);
        while (found.find()) {
            numbers.add(found.group());
        }
        String letters = NOTHING.matcher(
                        WORDS.matcher(NUMBER.matcher(plain).replaceAll("")).replaceAll(""))
                .replaceAll("");
        Set<Long> pairs = new HashSet<>();
        int[] points = letters.codePoints().toArray();
        for (int i = 0; i + 1 < points.length; i++) {
            pairs.add(((long) points[i] << 32) | points[i + 1]);
        }
        return pairs.size() < 2 && numbers.isEmpty() ? NONE : new AddressForm(numbers, pairs);
    }

    private static int number(String han) {
        int ten = han.indexOf('十');
        if (ten < 0) {
            return Integer.parseInt(han.replace('〇', '零')
                    .chars()
                    .mapToObj(c -> "" + DIGITS.indexOf(c))
                    .reduce("", String::concat));
        }
        int tens = ten == 0 ? 1 : DIGITS.indexOf(han.charAt(ten - 1));
        return 10 * tens + (ten + 1 < han.length() ? DIGITS.indexOf(han.charAt(ten + 1)) : 0);
    }

    boolean isEmpty() {
        return numbers.isEmpty() && pairs.isEmpty();
    }

    /** The last number, by which a record can be found beside its name. */
    String door() {
        return numbers.isEmpty() ? "" : numbers.get(numbers.size() - 1);
    }

    static double compare(List<AddressForm> ours, List<AddressForm> theirs) {
        double best = -99;
        for (AddressForm one : ours) {
            for (AddressForm other : theirs) {
                best = Math.max(best, one.compare(other));
            }
        }
        return best == -99 ? 0 : best;
    }

    private double compare(AddressForm other) {
        double overlap = overlap(other);
        int fewest = Math.min(numbers.size(), other.numbers.size());
        int common = common(numbers, other.numbers);
        if (fewest >= 2 && common == fewest && overlap >= 0.3) {
            return overlap >= 0.5 ? SAME : SAME - 2.5;
        }
        if (fewest == 1 && common == 1 && overlap >= 0.6) {
            return numbers.size() == other.numbers.size() ? SAME - 2 : 4;
        }
        if (fewest >= 2 && common >= fewest - 1 && overlap >= 0.7) {
            return 4;
        }
        if (overlap >= 0.75) {
            return fewest == 0 ? 2 : 0;
        }
        return -1;
    }

    /** How many numbers of the shorter list stand in the longer one in the same order. */
    private static int common(List<String> ours, List<String> theirs) {
        List<String> shorter = ours.size() <= theirs.size() ? ours : theirs;
        List<String> longer = shorter == ours ? theirs : ours;
        int[][] longest = new int[shorter.size() + 1][longer.size() + 1];
        for (int i = 1; i <= shorter.size(); i++) {
            for (int j = 1; j <= longer.size(); j++) {
                longest[i][j] = shorter.get(i - 1).equals(longer.get(j - 1))
                        ? longest[i - 1][j - 1] + 1
                        : Math.max(longest[i - 1][j], longest[i][j - 1]);
            }
        }
        return longest[shorter.size()][longer.size()];
    }

    private double overlap(AddressForm other) {
        int fewest = Math.min(pairs.size(), other.pairs.size());
        if (fewest == 0) {
            return 0;
        }
        Set<Long> shorter = pairs.size() <= other.pairs.size() ? pairs : other.pairs;
        Set<Long> longer = shorter == pairs ? other.pairs : pairs;
        return shorter.stream().filter(longer::contains).count() / (double) fewest;
    }
}
