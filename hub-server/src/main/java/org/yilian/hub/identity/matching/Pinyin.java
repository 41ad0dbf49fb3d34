package org.yilian.hub.identity.matching;

import java.util.regex.Pattern;

/** Pinyin as passports, machines and clerks write it. */
final class Pinyin {
    private static final String SYLLABLE = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
            + "(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ua|uo|ui|un|ue|ve|a|o|e|i|u|v)";
    private static final Pattern ONE = Pattern.compile(SYLLABLE);
    private static final Pattern SEVERAL = Pattern.compile("(?:" + SYLLABLE + ")+");

    private Pinyin() {}

    static boolean syllable(String text) {
        return ONE.matcher(text).matches();
    }

    /** Whether the word can be read as syllables; many foreign names can, too. */
    static boolean syllables(String text) {
        return SEVERAL.matcher(text).matches();
    }

    /** LV, LYU and LU are one: ü has no key. */
    static String plain(String letters) {
        return letters.replace("lyu", "lu")
                .replace("nyu", "nu")
                .replace("lv", "lu")
                .replace("nv", "nu");
    }
}
