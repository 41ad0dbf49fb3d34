package org.yilian.hub.identity.matching;

/** Soundex of a word in Latin letters: one letter and three digits. */
final class Phonetic {
    private static final String CODES = "01230120022455012623010202";

    private Phonetic() {}

    static String of(String word) {
        StringBuilder code = new StringBuilder(4);
        char last = 0;
        for (int i = 0; i < word.length() && code.length() < 4; i++) {
            char letter = word.charAt(i);
            if (letter < 'a' || letter > 'z') {
                continue;
            }
            char digit = CODES.charAt(letter - 'a');
            if (code.length() == 0) {
                code.append(letter);
            } else if (digit != '0' && digit != last) {
                code.append(digit);
            }
            last = letter == 'h' || letter == 'w' ? last : digit;
        }
        while (code.length() < 4) {
            code.append('0');
        }
        return code.toString();
    }
}
