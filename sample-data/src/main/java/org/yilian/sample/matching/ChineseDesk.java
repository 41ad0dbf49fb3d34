package org.yilian.sample.matching;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.yilian.sample.Dice;

/** One visit to one hospital's registration desk: writes a person down as {@link Rates} has it. */
final class ChineseDesk {
    private static final List<String> PLACEHOLDERS = List.of(
            "111111111111111111",
            "999999999999999999",
            "000000000000000000",
            "123456789012345678",
            "111111111111111",
            "无",
            "不详",
            // Right by its check character, and given to everybody.
            "110101190001010014");

    private final Human human;
    private final int year;
    private final Dice dice;
    private final double care;
    private final Set<String> slips = new TreeSet<>();

    ChineseDesk(Human human, int year, double care, Dice dice) {
        this.human = human;
        this.year = year;
        this.care = care;
        this.dice = dice;
    }

    MatchingRecord write(String record, String facility, String mrn, boolean inParts) {
        boolean newborn = year == human.birth.getYear() && human.mother != null && dice.chance(Rates.BORN_HERE);
        boolean unknown = !newborn && happens(Rates.UNKNOWN_PERSON, "UNKNOWN_PERSON");
        WrittenName name = newborn ? newbornName() : new NameDesk(dice, care, slips).of(human, inParts);
        if (unknown) {
            name = WrittenName.whole(dice.pick(List.of("无名氏", "未知", "无名")));
        }
        List<MatchingRecord.Number> numbers = new ArrayList<>();
        LocalDate birth = newborn || unknown ? human.birth : birth();
        if (!newborn && !unknown) {
            birth = numbers(numbers, birth);
        }
        boolean child = human.ageIn(year) < 8 && human.mother != null;
        boolean mother = newborn || child && dice.chance(Rates.MOTHER_WRITTEN);
        boolean motherNumber = mother && (newborn ? dice.chance(0.85) : dice.chance(0.4));
        return new MatchingRecord(
                human.key,
                record,
                facility,
                mrn,
                name.family(),
                name.given(),
                name.whole(),
                sex(),
                birth == null || unknown ? "" : birth.toString(),
                List.copyOf(numbers),
                unknown ? List.of() : phones(),
                unknown ? "" : address(),
                "",
                "",
                "",
                mother ? human.mother.family + human.mother.given : "",
                motherNumber ? human.mother.citizen : "",
                newborn ? human.birthOrder : 0,
                slips);
    }

    private boolean happens(double rate, String slip) {
        boolean happens = dice.chance(Math.min(0.95, rate * care));
        if (happens && slip != null) {
            slips.add(slip);
        }
        return happens;
    }

    private WrittenName newbornName() {
        slips.add("NEWBORN");
        String mother =
                human.mother.style == Human.Style.HAN ? human.mother.family + human.mother.given : human.mother.family;
        if (human.birthOrder > 0) {
            String[] marks = dice.pick(
                    List.of(new String[] {"之大", "之小"}, new String[] {"之子1", "之子2"}, new String[] {"之婴A", "之婴B"}));
            return WrittenName.whole(mother + marks[human.birthOrder - 1]);
        }
        return WrittenName.whole(
                mother + dice.pick(human.male ? List.of("之子", "之婴", "之男婴", "新生儿") : List.of("之女", "之婴", "之女婴", "新生儿")));
    }

    /** @return the birth date, which a desk takes from a card that it has */
    private LocalDate numbers(List<MatchingRecord.Number> numbers, LocalDate birth) {
        LocalDate day = birth;
        boolean child = human.ageIn(year) < 15;
        if (!human.passport.isEmpty() && dice.chance(0.9)) {
            numbers.add(new MatchingRecord.Number(
                    NumberKind.PASSPORT,
                    happens(0.02, "NUMBER_TYPO") ? Typos.digit(human.passport, 1, dice) : human.passport));
        } else if (!human.permit.isEmpty() && dice.chance(0.85)) {
            numbers.add(new MatchingRecord.Number(
                    NumberKind.PERMIT, dice.chance(0.3) ? human.permit + "0" + dice.between(0, 2) : human.permit));
        } else if (!human.citizen.isEmpty()) {
            day = citizen(numbers, birth, child);
        }
        if (dice.chance(Rates.INSURANCE)) {
            String number = human.insurance;
            if (happens(Rates.INSURANCE_BORROWED, "INSURANCE_BORROWED") && relative() != null) {
                number = relative().insurance;
            } else if (happens(Rates.INSURANCE_TYPO, null)) {
                number = Typos.digit(number, 1, dice);
            }
            numbers.add(new MatchingRecord.Number(NumberKind.INSURANCE, number));
        }
        return day;
    }

    private LocalDate citizen(List<MatchingRecord.Number> numbers, LocalDate birth, boolean child) {
        LocalDate day = birth;
        String number = human.citizen;
        if (child
                && human.parent != null
                && !human.parent.citizen.isEmpty()
                && happens(Rates.NUMBER_OF_PARENT, "NUMBER_OF_PARENT")) {
            number = human.parent.citizen;
        } else if (happens(child ? Rates.NUMBER_MISSING_CHILD : Rates.NUMBER_MISSING, "NUMBER_MISSING")) {
            return day;
        } else if (happens(Rates.NUMBER_PLACEHOLDER, "NUMBER_PLACEHOLDER")) {
            number = dice.pick(PLACEHOLDERS);
        } else if (relative() != null
                && !relative().citizen.isEmpty()
                && happens(Rates.NUMBER_BORROWED, "NUMBER_BORROWED")) {
            number = relative().citizen;
            // Half of the desks' programs take the birth date from the number.
            day = dice.chance(0.5) ? relative().birth : day;
        } else if (happens(Rates.NUMBER_TYPO, "NUMBER_TYPO")) {
            number = dice.chance(0.3)
                    ? Typos.swapped(number, dice.below(16))
                    : dice.chance(0.2) ? number.substring(0, 17) : Typos.digit(number, 0, dice);
        } else if (!human.oldCitizen.isEmpty() && happens(Rates.NUMBER_OLD, "NUMBER_OLD")) {
            number = human.oldCitizen;
        } else if (dice.chance(0.5)) {
            // Read from the card by a machine: the birth date is right, too.
            day = human.birth;
        }
        if (happens(Rates.NUMBER_FORM, "NUMBER_FORM")) {
            number = dice.chance(0.5) ? number.toLowerCase(Locale.ROOT) : wide(number);
        }
        numbers.add(new MatchingRecord.Number(NumberKind.CITIZEN, number));
        return day;
    }

    private Human relative() {
        return human.sibling != null
                ? human.sibling
                : human.spouse != null && human.spouse.male == human.male
                        ? human.spouse
                        : human.parent != null ? human.parent : human.child;
    }

    private static String wide(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars().forEach(c -> wide.append((char) (c < 0x7F && c > 0x20 ? c + 0xFEE0 : c)));
        return wide.toString();
    }

    private LocalDate birth() {
        LocalDate day = human.birth;
        if (happens(Rates.BIRTH_MISSING, "BIRTH_MISSING")) {
            return null;
        }
        if (happens(Rates.BIRTH_SWAPPED, null) && day.getDayOfMonth() <= 12) {
            slips.add("BIRTH_SWAPPED");
            return LocalDate.of(day.getYear(), day.getDayOfMonth(), day.getMonthValue());
        }
        if (happens(Rates.BIRTH_DIGIT, "BIRTH_DIGIT")) {
            return digit(day);
        }
        if (happens(Rates.BIRTH_FIRST_OF_JANUARY, "BIRTH_FIRST_OF_JANUARY")) {
            return LocalDate.of(day.getYear() + (dice.chance(0.3) ? dice.between(-1, 1) : 0), 1, 1);
        }
        if (day.getYear() < 1978 && happens(Rates.BIRTH_LUNAR, "BIRTH_LUNAR")) {
            return LunarDates.typedAsSolar(day).orElse(day);
        }
        if (happens(Rates.BIRTH_YEAR, "BIRTH_YEAR")) {
            LocalDate other = day.plusYears(dice.chance(0.5) ? 1 : -1);
            return other;
        }
        if (happens(Rates.BIRTH_WRONG, "BIRTH_WRONG")) {
            return day.plusDays(dice.between(2, 900));
        }
        return day;
    }

    private LocalDate digit(LocalDate day) {
        while (true) {
            String typed = Typos.digit(day.toString().replace("-", ""), 2, dice);
            try {
                LocalDate date = LocalDate.parse(typed, java.time.format.DateTimeFormatter.BASIC_ISO_DATE);
                if (date.getYear() <= Population.THIS_YEAR) {
                    return date;
                }
            } catch (java.time.DateTimeException e) {
                // No such day; the desk's program refuses it, and the clerk types another.
            }
        }
    }

    private String sex() {
        if (happens(Rates.SEX_MISSING, "SEX_MISSING")) {
            return dice.chance(0.5) ? "" : "unknown";
        }
        boolean wrong = happens(Rates.SEX_WRONG, "SEX_WRONG");
        return human.male != wrong ? "male" : "female";
    }

    private List<String> phones() {
        if (happens(Rates.PHONE_MISSING, "PHONE_MISSING")) {
            return List.of();
        }
        if (happens(Rates.PHONE_PLACEHOLDER, "PHONE_PLACEHOLDER")) {
            return List.of(dice.pick(List.of("13800000000", "13888888888", "00000000000", "11111111111")));
        }
        if (happens(Rates.PHONE_OF_STRANGER, "PHONE_OF_STRANGER")) {
            return List.of("140" + String.format(Locale.ROOT, "%08d", 1000 + dice.below(60)));
        }
        Home home = human.homeIn(year);
        String phone = human.phoneIn(year);
        if (!human.formerPhone.isEmpty() && happens(Rates.PHONE_FORMER, "PHONE_FORMER")) {
            phone = human.formerPhone;
        }
        int age = human.ageIn(year);
        double relatives =
                age < 15 || phone.isEmpty() ? 1 : age > 68 ? Rates.PHONE_OF_RELATIVE_OLD : Rates.PHONE_OF_RELATIVE;
        if (dice.chance(relatives)) {
            Human owner = age < 20
                    ? (dice.chance(0.7) && human.mother != null ? human.mother : human.parent)
                    : age > 68 ? human.child : human.spouse;
            if (owner != null && !owner.phone.isEmpty()) {
                slips.add("PHONE_OF_RELATIVE");
                phone = owner.phoneIn(year);
            }
        }
        if (phone.isEmpty() || dice.chance(Rates.PHONE_LANDLINE)) {
            slips.add("PHONE_LANDLINE");
            phone = home.landline();
        }
        if (happens(Rates.PHONE_TYPO, "PHONE_TYPO")) {
            phone = Typos.digit(phone, 3, dice);
        }
        List<String> all = new ArrayList<>(List.of(form(phone)));
        if (dice.chance(0.12) && human.spouse != null) {
            all.add(form(human.spouse.phoneIn(year)));
        }
        return all;
    }

    private String form(String phone) {
        if (!happens(Rates.PHONE_FORM, null)) {
            return phone;
        }
        return switch (dice.below(4)) {
            case 0 -> "+86" + phone;
            case 1 -> phone.substring(0, 3) + "-" + phone.substring(3);
            case 2 -> phone.substring(0, 3) + " " + phone.substring(3);
            default -> wide(phone);
        };
    }

    private String address() {
        if (happens(Rates.ADDRESS_MISSING, "ADDRESS_MISSING")) {
            return "";
        }
        if (happens(Rates.ADDRESS_PLACEHOLDER, "ADDRESS_MISSING")) {
            return dice.pick(List.of("不详", "无", "本市", "示范市"));
        }
        Home home = human.homeIn(year);
        if (human.formerHome != null && happens(Rates.ADDRESS_FORMER, "ADDRESS_FORMER")) {
            home = human.formerHome;
        } else if (happens(Rates.ADDRESS_OTHER, "ADDRESS_OTHER")) {
            home = Home.of(dice);
        }
        return home.written(dice);
    }
}
