package org.yilian.sample.matching;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yilian.sample.Dice;
import org.yilian.sample.Table;

/** Writes names down, with what goes wrong. */
final class NameDesk {
    private static final Map<String, List<String>> LOOK_ALIKES = typed("matching/look-alikes.csv");
    private static final Map<String, List<String>> VARIANTS = typed("matching/variants.csv");
    private static final List<String> DOTS = List.of("•", ".", "．", "‧", " ", "", "・");
    private static final List<String> MORE_ALIKE = List.of("婷", "怡", "欣", "俊", "佳", "玲", "华", "建", "明", "文");

    private final Dice dice;
    private final double care;
    private final Set<String> slips;

    NameDesk(Dice dice, double care, Set<String> slips) {
        this.dice = dice;
        this.care = care;
        this.slips = slips;
    }

    private static Map<String, List<String>> typed(String table) {
        return Table.read(table).stream()
                .collect(groupingBy(row -> row.text("char"), mapping(row -> row.text("typed"), toList())));
    }

    private boolean happens(double rate, String slip) {
        boolean happens = dice.chance(rate * care);
        if (happens && slip != null) {
            slips.add(slip);
        }
        return happens;
    }

    WrittenName of(Human human, boolean inParts) {
        return switch (human.style) {
            case HAN -> han(human, inParts);
            case DOTTED -> dotted(human);
            case FOREIGN -> foreign(human, inParts);
        };
    }

    private WrittenName han(Human human, boolean inParts) {
        if (happens(Rates.PINYIN_ONLY, "NAME_PINYIN")) {
            return dice.chance(0.5)
                    ? WrittenName.whole(human.familyPinyin + " " + human.givenPinyin)
                    : WrittenName.whole(capital(human.givenPinyin) + " " + capital(human.familyPinyin));
        }
        String family = human.family;
        String given = human.given;
        if (happens(Rates.HOMOPHONE, "NAME_HOMOPHONE")) {
            given = replaced(given, this::homophone);
        } else if (happens(Rates.LOOK_ALIKE, "NAME_LOOK_ALIKE")) {
            String changed = replaced(given, each -> pick(LOOK_ALIKES, each));
            if (changed.equals(given)) {
                family = replaced(family, each -> pick(LOOK_ALIKES, each));
            }
            given = changed;
        } else if (happens(Rates.OTHER_CHARACTER, "NAME_OTHER_CHARACTER")) {
            given = replaced(given, each -> dice.pick(MORE_ALIKE));
        }
        if (happens(Rates.TRADITIONAL_SYSTEM, "NAME_TRADITIONAL")) {
            family = each(family, sign -> first(VARIANTS, sign));
            given = each(given, sign -> first(VARIANTS, sign));
        } else if (happens(Rates.VARIANT, "NAME_VARIANT")) {
            given = replaced(given, sign -> pick(VARIANTS, sign));
        }
        given = each(given, this::rare);
        if (happens(Rates.SWAPPED_PARTS, "NAME_SWAPPED")) {
            return inParts ? WrittenName.parts(given, family) : WrittenName.whole(given + family);
        }
        if (happens(Rates.SUFFIX, "NAME_SUFFIX")) {
            given += dice.pick(List.of("2", "(2)", "（大）", "1"));
        }
        if (happens(Rates.BLANKS, "NAME_BLANKS")) {
            return WrittenName.whole(family + dice.pick(List.of(" ", "　", "  ")) + given);
        }
        return inParts ? WrittenName.parts(family, given) : WrittenName.whole(family + given);
    }

    private WrittenName dotted(Human human) {
        String family = human.family;
        String given = human.given;
        if (happens(Rates.PINYIN_ONLY, "NAME_PINYIN")) {
            return WrittenName.whole(human.familyPinyin + " " + human.givenPinyin);
        }
        if (happens(Rates.RESPELLED, "NAME_RESPELLED")) {
            if (dice.chance(0.5)) {
                family = OtherNames.respelled(family);
            } else {
                given = OtherNames.respelled(given);
            }
        }
        if (happens(Rates.PART_MISSING, "NAME_PART_MISSING")) {
            return WrittenName.whole(family);
        }
        String dot = happens(Rates.DOT_DIFFERENT, "NAME_DOT") ? dice.pick(DOTS) : "·";
        return WrittenName.whole(family + dot + given);
    }

    private WrittenName foreign(Human human, boolean inParts) {
        String family = human.family;
        String given = human.given;
        if (happens(Rates.FOREIGN_TYPO, "NAME_TYPO")) {
            if (dice.chance(0.5)) {
                family = Typos.one(family, dice);
            } else {
                given = Typos.one(given, dice);
            }
        }
        if (given.contains(" ") && dice.chance(0.3)) {
            slips.add("NAME_PART_MISSING");
            given = given.substring(0, given.indexOf(' '));
        }
        if (inParts) {
            return WrittenName.parts(family, given);
        }
        boolean other = happens(Rates.FOREIGN_OTHER_ORDER, "NAME_ORDER");
        String text = other ? family + (dice.chance(0.5) ? ", " : " ") + given : given + " " + family;
        return WrittenName.whole(dice.chance(0.4) ? text.toUpperCase(Locale.ROOT) : text);
    }

    private String homophone(String sign) {
        List<String> alike =
                GivenNames.BY_SOUND.getOrDefault(GivenNames.SOUNDS.getOrDefault(sign, ""), List.of()).stream()
                        .filter(each -> !each.equals(sign))
                        .toList();
        return alike.isEmpty() ? sign : dice.pick(alike);
    }

    private String rare(String sign) {
        Table.Row row = GivenNames.rare(sign);
        if (row == null || !happens(Rates.RARE_AS_STAND_IN, "NAME_RARE")) {
            return sign;
        }
        String pinyin = row.text("pinyin");
        return switch (dice.below(5)) {
            case 0 -> "?";
            case 1 -> pinyin.toLowerCase(Locale.ROOT);
            case 2 -> "?(" + pinyin.toLowerCase(Locale.ROOT) + ")";
            case 3 -> Character.toString(Integer.parseInt(row.text("pua"), 16));
            default -> row.text("other");
        };
    }

    private String pick(Map<String, List<String>> table, String sign) {
        List<String> found = table.getOrDefault(sign, List.of());
        return found.isEmpty() ? sign : dice.pick(found);
    }

    private static String first(Map<String, List<String>> table, String sign) {
        return table.getOrDefault(sign, List.of(sign)).get(0);
    }

    private static String each(String text, java.util.function.UnaryOperator<String> change) {
        StringBuilder all = new StringBuilder();
        text.codePoints().forEach(sign -> all.append(change.apply(Character.toString(sign))));
        return all.toString();
    }

    /** Changes one character, the last that can be changed. */
    private static String replaced(String text, java.util.function.UnaryOperator<String> change) {
        int[] signs = text.codePoints().toArray();
        for (int i = signs.length - 1; i >= 0; i--) {
            String sign = Character.toString(signs[i]);
            String typed = change.apply(sign);
            if (!typed.equals(sign)) {
                return new String(signs, 0, i) + typed + new String(signs, i + 1, signs.length - i - 1);
            }
        }
        return text;
    }

    private static String capital(String pinyin) {
        return pinyin.isEmpty() ? "" : pinyin.charAt(0) + pinyin.substring(1).toLowerCase(Locale.ROOT);
    }
}
