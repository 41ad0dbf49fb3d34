package org.yilian.hub.identity.matching;

import com.ibm.icu.text.Transliterator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One Chinese character as names are compared: its simplified, usual form, and its readings without tones. ICU knows
 * traditional forms, readings and those of surnames (单 shan, 曾 zeng, 解 xie); tables add variants and other readings.
 *
 * @param form code point of the form that is compared
 * @param readings in lower case, ü as u; the first is the usual one
 */
record Sign(int form, String[] readings) {
    private static final Map<Integer, Sign> KNOWN = new ConcurrentHashMap<>();
    private static final Transliterator SIMPLIFIED = Transliterator.getInstance("Traditional-Simplified");
    private static final Transliterator READING = Transliterator.getInstance("Han-Latin; Latin-ASCII");
    private static final Transliterator SURNAME = Transliterator.getInstance("Han-Latin/Names; Latin-ASCII");
    private static final Map<Integer, Integer> VARIANTS = new HashMap<>();
    private static final Map<Integer, String[]> MORE_READINGS = new HashMap<>();
    private static final Map<Integer, Set<Integer>> LOOK_ALIKES = new HashMap<>();

    static {
        for (String[] line : Tables.read("variants.csv")) {
            line[1].codePoints().forEach(other -> VARIANTS.put(other, line[0].codePointAt(0)));
        }
        for (String[] line : Tables.read("readings.csv")) {
            MORE_READINGS.put(line[0].codePointAt(0), line[1].split(" "));
        }
        for (String[] group : Tables.read("look-alikes.csv")) {
            Set<Integer> signs = new HashSet<>();
            Arrays.stream(group).forEach(each -> signs.add(folded(each.codePointAt(0))));
            signs.forEach(each ->
                    LOOK_ALIKES.computeIfAbsent(each, key -> new HashSet<>()).addAll(signs));
        }
    }

    static Sign of(int codePoint) {
        return KNOWN.computeIfAbsent(codePoint, Sign::make);
    }

    private static Sign make(int codePoint) {
        int form = folded(codePoint);
        String text = Character.toString(form);
        Set<String> readings = new LinkedHashSet<>();
        readings.add(latin(SURNAME.transliterate(text)));
        readings.add(latin(READING.transliterate(text)));
        readings.addAll(Arrays.asList(MORE_READINGS.getOrDefault(form, new String[0])));
        readings.remove("");
        return new Sign(form, readings.toArray(String[]::new));
    }

    private static int folded(int codePoint) {
        Integer variant = VARIANTS.get(codePoint);
        if (variant != null) {
            return variant;
        }
        String simple = SIMPLIFIED.transliterate(Character.toString(codePoint));
        int form = simple.codePointCount(0, simple.length()) == 1 ? simple.codePointAt(0) : codePoint;
        return VARIANTS.getOrDefault(form, form);
    }

    private static String latin(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    boolean sounds(String[] others) {
        for (String mine : readings) {
            for (String other : others) {
                if (mine.equals(other)) {
                    return true;
                }
            }
        }
        return false;
    }

    static boolean lookAlike(int form, int other) {
        return LOOK_ALIKES.getOrDefault(form, Set.of()).contains(other);
    }
}
