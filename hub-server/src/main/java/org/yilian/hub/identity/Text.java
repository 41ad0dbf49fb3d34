package org.yilian.hub.identity;

import java.text.Normalizer;
import java.util.Locale;

/** Names and numbers as they are compared: width, blanks and dots do not distinguish people. */
final class Text {
    private Text() {}

    /** Full-width letters and digits as ASCII (Unicode NFKC). */
    static String narrow(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /** A name without blanks and middle dots, in lower case. */
    static String name(String text) {
        return narrow(text).replaceAll("[\\s·•・‧∙.]", "").toLowerCase(Locale.ROOT);
    }

    /** Digits only, without a country prefix. */
    static String phone(String text) {
        String digits = narrow(text).replaceAll("\\D", "");
        return digits.length() > 11 && digits.startsWith("86") ? digits.substring(2) : digits;
    }

    /** How many characters differ in names of the same length; 99 for different lengths. */
    static int differences(String a, String b) {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        if (left.length != right.length) {
            return 99;
        }
        int count = 0;
        for (int i = 0; i < left.length; i++) {
            if (left[i] != right[i]) {
                count++;
            }
        }
        return count;
    }
}
