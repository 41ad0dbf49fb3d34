package org.yilian.sample.cast;

import java.util.List;
import org.yilian.sample.Dice;
import org.yilian.sample.Table;

/** Gives names by the share of surnames and by the fashion of the year of birth. */
final class NameGiver {
    private static final List<Surname> SURNAMES = Table.read("cast/surnames.csv").stream()
            .map(row -> new Surname(row.text("name"), row.text("pinyin"), row.number("weight")))
            .toList();
    private static final List<GivenPart> PARTS = Table.read("cast/given-names.csv").stream()
            .map(row -> new GivenPart(
                    row.text("char"), row.text("pinyin"), row.text("sex"), row.text("era"), row.number("weight")))
            .toList();
    private static final List<Table.Row> WHOLE = Table.read("cast/minority-names.csv");
    private static final double WHOLE_NAME_SHARE = 0.03;
    private static final double ONE_CHARACTER_SHARE = 0.25;

    private record Surname(String text, String pinyin, double weight) {}

    private record GivenPart(String text, String pinyin, String sex, String era, double weight) {}

    PersonName name(Sex sex, int birthYear, Dice dice) {
        if (dice.chance(WHOLE_NAME_SHARE)) {
            List<Table.Row> fitting = WHOLE.stream()
                    .filter(row -> row.text("sex").equals(sex.letter()))
                    .toList();
            Table.Row row = dice.pick(fitting);
            return new PersonName(row.text("name"), "", row.text("pinyin"), "");
        }
        Surname surname = dice.pick(SURNAMES, Surname::weight);
        String era = birthYear < 1970 ? "OLD" : birthYear < 2000 ? "MID" : "NEW";
        List<GivenPart> parts = PARTS.stream()
                .filter(part -> part.sex().equals("B") || part.sex().equals(sex.letter()))
                .filter(part -> part.era().equals("ALL") || part.era().equals(era))
                .toList();
        GivenPart first = dice.pick(parts, GivenPart::weight);
        if (dice.chance(ONE_CHARACTER_SHARE)) {
            return new PersonName(surname.text(), first.text(), surname.pinyin(), first.pinyin());
        }
        GivenPart second = dice.pick(parts, GivenPart::weight);
        return new PersonName(
                surname.text(), first.text() + second.text(), surname.pinyin(), first.pinyin() + second.pinyin());
    }
}
