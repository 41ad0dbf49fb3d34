package org.yilian.hub.imaging.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a person types into one field: every word has to be in the name (Chinese characters, or the transcription with or
 * without blanks), begin a number, or be in the description or the name of the hospital.
 */
public final class Words {
    private static final int MOST = 8;

    private Words() {}

    /** The condition, or one that all studies fulfil where nothing was typed. */
    public static Condition of(String typed) {
        List<Condition> words = Arrays.stream(
                        typed == null ? new String[0] : typed.strip().split("\\s+"))
                .filter(word -> !word.isBlank())
                .limit(MOST)
                .map(Words::word)
                .toList();
        return words.isEmpty() ? Condition.of("1 = 1") : Condition.all(words);
    }

    private static Condition word(String typed) {
        String word = typed.toUpperCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
        String inside = "%" + word + "%";
        String begins = word + "%";
        return Condition.of(
                "replace(replace(st.name_alphabetic, '^', ''), ' ', '') like ? escape '!'"
                        + " or replace(replace(st.name_ideographic, '^', ''), ' ', '') like ? escape '!'"
                        + " or st.name_phonetic like ? escape '!'"
                        + " or upper(st.patient_id) like ? escape '!' or upper(st.accession) like ? escape '!'"
                        + " or upper(st.description) like ? escape '!' or upper(st.institution) like ? escape '!'",
                inside,
                inside,
                inside,
                begins,
                begins,
                inside,
                inside);
    }
}
