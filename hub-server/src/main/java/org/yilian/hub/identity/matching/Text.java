package org.yilian.hub.identity.matching;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names and numbers as they are compared: width, blanks and dots do not distinguish people. */
public final class Text {
    private static final Pattern BLANKS_AND_DOTS = Pattern.compile("[\\s·•・‧∙.]");
    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final Pattern NO_DIGIT = Pattern.compile("\\D");

    private Text() {}

    /** Full-width letters and digits as ASCII (Unicode NFKC). */
    public static String narrow(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /** A name without blanks and middle dots, in lower case. */
    public static String name(String text) {
        return BLANKS_AND_DOTS.matcher(narrow(text)).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** Digits only, without a country prefix. */
    public static String phone(String text) {
        String digits = NO_DIGIT.matcher(narrow(text)).replaceAll("");
        return digits.length() > 11 && digits.startsWith("86") ? digits.substring(2) : digits;
    }

    /** In lower case, letters without their accents. */
    static String ascii(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    static boolean han(int codePoint) {
        return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
    }

    static boolean han(String text) {
        return text.codePoints().anyMatch(Text::han);
    }
}
