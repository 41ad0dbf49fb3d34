package org.yilian.sample.matching;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.yilian.sample.Dice;
import org.yilian.sample.Table;

/**
 * English records after the fourth data set of FEBRL: originals, and one duplicate of each with errors of typing, of
 * scanning, of hearing, with fields exchanged or left out; its fields are given name, surname, street number and street,
 * suburb, postcode, state, date of birth and social security number. Words and numbers are our own.
 */
public final class EnglishSet {
    private static final int MOST_CHANGES = 4;
    private static final List<String> GIVEN = words("GIVEN");
    private static final List<String> FAMILY = words("FAMILY");
    private static final List<String> STREET = words("STREET");
    private static final List<String> WAY = words("WAY");
    private static final List<Table.Row> PLACE = Table.read("matching/english.csv").stream()
            .filter(row -> row.text("kind").equals("PLACE"))
            .toList();
    private static final String[][] SOUNDS = {
        {"ph", "f"},
        {"ck", "k"},
        {"ee", "ea"},
        {"ie", "y"},
        {"th", "t"},
        {"gh", "g"},
        {"ll", "l"},
        {"ss", "s"},
        {"ou", "u"},
        {"c", "k"},
        {"z", "s"},
        {"i", "y"}
    };
    private static final String[][] SHAPES = {
        {"m", "rn"}, {"l", "1"}, {"o", "0"}, {"s", "5"}, {"w", "vv"}, {"d", "cl"}, {"g", "q"}, {"b", "h"}
    };

    private final long seed;
    private final int originals;

    public EnglishSet(long seed, int originals) {
        this.seed = seed;
        this.originals = originals;
    }

    /** As large as FEBRL's: 5,000 originals and 5,000 duplicates. */
    public static EnglishSet standard(long seed) {
        return new EnglishSet(seed, 5_000);
    }

    private static List<String> words(String kind) {
        return Table.read("matching/english.csv").stream()
                .filter(row -> row.text("kind").equals(kind))
                .map(row -> row.text("text"))
                .toList();
    }

    private enum Field {
        GIVEN,
        FAMILY,
        NUMBER,
        STREET,
        SUBURB,
        POSTCODE,
        STATE,
        BIRTH,
        SECURITY
    }

    /** All originals, then all duplicates in another order. */
    public void forEach(Consumer<MatchingRecord> taker) {
        Dice dice = new Dice(seed).fork("english-matching-set");
        List<String[]> all = new ArrayList<>();
        for (int i = 0; i < originals; i++) {
            String[] fields = original(dice.fork("original", i));
            all.add(fields);
            taker.accept(record(i, "org", fields, new TreeSet<>()));
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < originals; i++) {
            order.add(i);
        }
        for (int i : dice.shuffled(order)) {
            Dice own = dice.fork("duplicate", i);
            String[] fields = all.get(i).clone();
            Set<String> slips = new TreeSet<>();
            int changes = own.between(1, MOST_CHANGES);
            for (int change = 0; change < changes; change++) {
                slips.add(change(fields, own));
            }
            taker.accept(record(i, "dup", fields, slips));
        }
    }

    public List<MatchingRecord> all() {
        List<MatchingRecord> all = new ArrayList<>();
        forEach(all::add);
        return all;
    }

    private static String[] original(Dice dice) {
        Table.Row place = dice.pick(PLACE);
        LocalDate birth = LocalDate.of(1900, 1, 1).plusDays(dice.below(36_500));
        String[] fields = new String[Field.values().length];
        // Few first names and surnames are most of all, as in life.
        set(fields, Field.GIVEN, GIVEN.get((int) (GIVEN.size() * StrictMath.pow(dice.unit(), 1.6))));
        set(fields, Field.FAMILY, FAMILY.get((int) (FAMILY.size() * StrictMath.pow(dice.unit(), 1.6))));
        set(fields, Field.NUMBER, dice.chance(0.04) ? "" : Integer.toString(dice.between(1, 250)));
        set(fields, Field.STREET, dice.chance(0.02) ? "" : dice.pick(STREET) + " " + dice.pick(WAY));
        set(fields, Field.SUBURB, dice.chance(0.01) ? "" : place.text("text"));
        set(fields, Field.POSTCODE, place.text("postcode"));
        set(fields, Field.STATE, dice.chance(0.02) ? "" : place.text("state"));
        set(fields, Field.BIRTH, dice.chance(0.02) ? "" : birth.toString().replace("-", ""));
        set(fields, Field.SECURITY, String.format(Locale.ROOT, "%07d", 1_000_000 + dice.below(9_000_000)));
        if (dice.chance(0.02)) {
            set(fields, dice.chance(0.7) ? Field.GIVEN : Field.FAMILY, "");
        }
        return fields;
    }

    private static String change(String[] fields, Dice dice) {
        Field field = dice.pick(List.of(Field.values()), each -> switch (each) {
            case GIVEN, FAMILY -> 3;
            case STREET, SUBURB -> 2.5;
            case SECURITY -> 0.7;
            default -> 1.2;
        });
        String value = fields[field.ordinal()];
        if (dice.chance(0.06)) {
            String family = fields[Field.FAMILY.ordinal()];
            set(fields, Field.FAMILY, fields[Field.GIVEN.ordinal()]);
            set(fields, Field.GIVEN, family);
            return "NAME_SWAPPED";
        }
        if (dice.chance(0.08) && field != Field.SECURITY) {
            set(fields, field, "");
            return field + "_MISSING";
        }
        boolean digits =
                field == Field.NUMBER || field == Field.POSTCODE || field == Field.BIRTH || field == Field.SECURITY;
        if (digits && value.length() > 1) {
            set(
                    fields,
                    field,
                    dice.chance(0.3)
                            ? Typos.swapped(value, dice.below(value.length() - 1))
                            : Typos.digit(value, 0, dice));
        } else if (!digits) {
            double kind = dice.unit();
            set(
                    fields,
                    field,
                    kind < 0.15
                            ? replaced(value, SOUNDS, dice)
                            : kind < 0.25 ? replaced(value, SHAPES, dice) : Typos.one(value, dice));
        }
        return field + "_TYPO";
    }

    private static String replaced(String text, String[][] table, Dice dice) {
        for (int i = 0, from = dice.below(table.length); i < table.length; i++) {
            String[] each = table[(from + i) % table.length];
            if (text.contains(each[0])) {
                return text.replaceFirst(each[0], each[1]);
            }
        }
        return text;
    }

    private static void set(String[] fields, Field field, String value) {
        fields[field.ordinal()] = value;
    }

    private static MatchingRecord record(int number, String kind, String[] fields, Set<String> slips) {
        String id = String.format(Locale.ROOT, "rec-%d-%s", number, kind);
        String security = fields[Field.SECURITY.ordinal()];
        String line = (fields[Field.NUMBER.ordinal()] + " " + fields[Field.STREET.ordinal()]).strip();
        return new MatchingRecord(
                "E" + number,
                id,
                kind.equals("org") ? "H001" : "H002",
                id,
                fields[Field.FAMILY.ordinal()],
                fields[Field.GIVEN.ordinal()],
                "",
                "",
                birth(fields[Field.BIRTH.ordinal()]),
                security.isEmpty() ? List.of() : List.of(new MatchingRecord.Number(NumberKind.INSURANCE, security)),
                List.of(),
                line,
                fields[Field.SUBURB.ordinal()],
                fields[Field.STATE.ordinal()],
                fields[Field.POSTCODE.ordinal()],
                "",
                "",
                0,
                slips);
    }

    /** What is no day is as good as nothing: FHIR cannot say it. */
    private static String birth(String digits) {
        try {
            return LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE).toString();
        } catch (DateTimeException e) {
            return "";
        }
    }
}
