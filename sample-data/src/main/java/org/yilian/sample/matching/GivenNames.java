package org.yilian.sample.matching;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yilian.sample.Dice;
import org.yilian.sample.Table;

/** Names by the share of surnames, and by sex and fashion of the year of birth. */
final class GivenNames {
    private static final double RARE_SHARE = 0.012;

    /** A character and how it is read. */
    record Sign(String text, String pinyin, double weight) {}

    static final List<Sign> SURNAMES = Table.read("matching/surnames.csv").stream()
            .map(row -> new Sign(row.text("name"), row.text("pinyin"), row.number("weight")))
            .toList();
    static final List<Table.Row> RARE = Table.read("matching/rare.csv");
    private static final Map<String, Table.Row> RARE_BY_CHAR =
            RARE.stream().collect(Collectors.toMap(row -> row.text("char"), row -> row));
    private static final Map<String, List<Sign>> SIGNS = new HashMap<>();
    /** All characters that are read alike, surnames included. */
    static final Map<String, List<String>> BY_SOUND = new HashMap<>();

    static final Map<String, String> SOUNDS = new HashMap<>();

    static {
        for (Table.Row row : Table.read("matching/given-names.csv")) {
            for (String sex : List.of("M", "F")) {
                if (row.text("sex").equals("B") || row.text("sex").equals(sex)) {
                    for (String era : List.of("old", "mid", "new")) {
                        if (row.number(era) > 0) {
                            SIGNS.computeIfAbsent(sex + era, key -> new java.util.ArrayList<>())
                                    .add(new Sign(row.text("char"), row.text("pinyin"), row.number(era)));
                        }
                    }
                }
            }
            sound(row.text("char"), row.text("pinyin"));
        }
        SURNAMES.stream().filter(each -> each.text().length() == 1).forEach(each -> sound(each.text(), each.pinyin()));
        RARE.forEach(row -> SOUNDS.put(row.text("char"), row.text("pinyin")));
    }

    private GivenNames() {}

    private static void sound(String text, String pinyin) {
        if (SOUNDS.putIfAbsent(text, pinyin) == null) {
            BY_SOUND.computeIfAbsent(pinyin, key -> new java.util.ArrayList<>()).add(text);
        }
    }

    static Table.Row rare(String sign) {
        return RARE_BY_CHAR.get(sign);
    }

    /** A given name of one or two characters. @param generation first character that siblings share, or null */
    static String given(boolean male, int year, Sign generation, Dice dice) {
        if (generation == null && dice.chance(year < 1960 ? 0.1 : year < 1990 ? 0.26 : year < 2005 ? 0.17 : 0.07)) {
            return sign(male, year, dice).text();
        }
        String first = generation == null ? sign(male, year, dice).text() : generation.text();
        String second = dice.chance(RARE_SHARE)
                ? dice.pick(RARE).text("char")
                : sign(male, year, dice).text();
        return first + second;
    }

    static Sign sign(boolean male, int year, Dice dice) {
        String era = year < 1970 ? "old" : year < 2000 ? "mid" : "new";
        return dice.pick(SIGNS.get((male ? "M" : "F") + era), Sign::weight);
    }

    static String pinyin(String given) {
        return given.codePoints()
                .mapToObj(Character::toString)
                .map(each -> SOUNDS.getOrDefault(each, ""))
                .collect(Collectors.joining());
    }
}
