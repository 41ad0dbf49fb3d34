package org.yilian.sample.matching;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.yilian.sample.Dice;
import org.yilian.sample.cast.IdentityNumber;
import org.yilian.sample.cast.Sex;

/** People in households: couples, children, twins, grandparents, who share surnames, addresses and telephones. */
final class Population {
    static final int THIS_YEAR = 2026;
    private static final double TWINS = 0.03;

    private final Dice dice;
    private final int size;
    private final List<Human> people = new ArrayList<>();
    private final Set<String> numbers = new HashSet<>();

    private Population(Dice dice, int size) {
        this.dice = dice;
        this.size = size;
    }

    static List<Human> of(Dice dice, int size) {
        Population all = new Population(dice, size);
        while (all.people.size() < size) {
            all.household(dice.fork("household", all.people.size()));
        }
        return List.copyOf(all.people.subList(0, size));
    }

    private void household(Dice own) {
        Home home = Home.of(own);
        double kind = own.unit();
        Human.Style style =
                own.chance(0.007) ? Human.Style.FOREIGN : own.chance(0.045) ? Human.Style.DOTTED : Human.Style.HAN;
        int age = own.chance(0.35) ? own.between(58, 90) : own.between(19, 57);
        if (kind < 0.22 || style == Human.Style.FOREIGN) {
            adult(style, own.chance(0.5), age, home, own);
            return;
        }
        Human husband = adult(style, true, age, home, own);
        Human wife = adult(style, false, Math.max(18, age + own.between(-5, 3)), home, own);
        husband.spouse = wife;
        wife.spouse = husband;
        if (kind < 0.45) {
            return;
        }
        List<Human> children = children(husband, wife, own);
        boolean grandparents = own.chance(0.25) && age < 58;
        if (grandparents) {
            Human grandfather = adult(style, true, age + own.between(22, 32), home, own);
            Human grandmother = adult(style, false, age + own.between(20, 30), home, own);
            grandfather.spouse = grandmother;
            grandmother.spouse = grandfather;
            husband.parent = grandfather;
            grandfather.child = husband;
            grandmother.child = husband;
            if (style == Human.Style.HAN) {
                husband.family = grandfather.family;
                husband.familyPinyin = grandfather.familyPinyin;
                children.forEach(each -> each.family = husband.family);
                children.forEach(each -> each.familyPinyin = husband.familyPinyin);
            }
        }
    }

    private Human adult(Human.Style style, boolean male, int age, Home home, Dice own) {
        Human human = human(style, male, birth(THIS_YEAR - age, own), home, own);
        name(human, null, own);
        identify(human, own);
        telephone(human, own);
        return human;
    }

    private List<Human> children(Human father, Human mother, Dice own) {
        int count = own.chance(0.55) ? 1 : own.chance(0.85) ? 2 : 3;
        int first = mother.birth.getYear() + own.between(20, 32);
        boolean generation = own.chance(0.35);
        GivenNames.Sign shared = generation ? GivenNames.sign(true, Math.max(1950, first), own) : null;
        List<Human> children = new ArrayList<>();
        int year = first;
        while (children.size() < count && year <= THIS_YEAR - 1) {
            LocalDate birth = birth(year, own);
            Human child = child(father, mother, birth, own.chance(0.52), shared, children, own);
            if (own.chance(TWINS)) {
                boolean alike = own.chance(0.65);
                children.add(child);
                Human twin = child(father, mother, birth, alike == child.male, twinSign(child, own), children, own);
                child.birthOrder = 1;
                twin.birthOrder = 2;
                child.sibling = twin;
                twin.sibling = child;
                children.add(twin);
            } else {
                child.sibling = children.isEmpty() ? null : children.get(children.size() - 1);
                children.add(child);
            }
            year += own.between(1, 7);
        }
        if (!children.isEmpty()) {
            mother.child = children.get(0);
            father.child = children.get(0);
        }
        return children;
    }

    /** Half of all twins share a character. */
    private static GivenNames.Sign twinSign(Human twin, Dice own) {
        if (twin.style != Human.Style.HAN || twin.given.codePointCount(0, twin.given.length()) < 2 || own.chance(0.5)) {
            return null;
        }
        String sign = Character.toString(twin.given.codePointAt(0));
        return new GivenNames.Sign(sign, GivenNames.SOUNDS.getOrDefault(sign, ""), 1);
    }

    private Human child(
            Human father,
            Human mother,
            LocalDate birth,
            boolean male,
            GivenNames.Sign shared,
            List<Human> elder,
            Dice own) {
        boolean grown = birth.getYear() < THIS_YEAR - 20;
        Home home = grown && own.chance(0.7) ? Home.of(own) : father.home;
        Human child = human(father.style, male, birth, home, own);
        child.mother = mother;
        child.parent = own.chance(0.7) ? mother : father;
        if (father.style == Human.Style.HAN) {
            Human named = own.chance(0.93) ? father : mother;
            child.family = named.family;
            child.familyPinyin = named.familyPinyin;
            do {
                child.given = GivenNames.given(male, birth.getYear(), shared, own);
            } while (child.given.equals(father.given)
                    || child.given.equals(mother.given)
                    || elder.stream().anyMatch(each -> each.given.equals(child.given)));
            child.givenPinyin = GivenNames.pinyin(child.given);
        } else {
            name(child, father, own);
        }
        identify(child, own);
        if (birth.getYear() <= THIS_YEAR - 15) {
            telephone(child, own);
        }
        return child;
    }

    private Human human(Human.Style style, boolean male, LocalDate birth, Home home, Dice own) {
        Human human = new Human(String.format(Locale.ROOT, "P%06d", people.size() + 1), style, male, birth);
        human.home = home;
        if (own.chance(0.22)) {
            human.formerHome = Home.of(own);
            human.homeSince = own.between(2014, 2025);
        }
        people.add(human);
        return human;
    }

    private void name(Human human, Human father, Dice own) {
        switch (human.style) {
            case HAN -> {
                GivenNames.Sign surname = own.pick(GivenNames.SURNAMES, GivenNames.Sign::weight);
                human.family = surname.text();
                human.familyPinyin = surname.pinyin();
                human.given = GivenNames.given(human.male, human.birth.getYear(), null, own);
                human.givenPinyin = GivenNames.pinyin(human.given);
            }
            case DOTTED -> {
                String[] first = OtherNames.dotted(human.male, own);
                String[] second = father == null
                        ? OtherNames.father(own)
                        : new String[] {father.family, father.familyPinyin, father.family};
                human.family = first[0];
                human.given = second[0];
                human.familyPinyin = first[1];
                human.givenPinyin = second[1];
            }
            case FOREIGN -> {
                human.family = OtherNames.foreignFamily(own);
                human.given = OtherNames.foreignGiven(human.male, own);
                human.familyPinyin = human.family;
                human.givenPinyin = human.given;
            }
        }
    }

    private void identify(Human human, Dice own) {
        human.insurance = String.format(Locale.ROOT, "B%09d", own.below(1_000_000_000));
        if (human.style == Human.Style.FOREIGN) {
            human.passport = String.format(Locale.ROOT, "%c%08d", 'A' + own.below(26), own.below(100_000_000));
            return;
        }
        if (human.style == Human.Style.HAN && own.chance(0.004)) {
            human.permit = String.format(Locale.ROOT, "%c%08d", own.chance(0.6) ? 'H' : 'M', own.below(100_000_000));
            return;
        }
        String division = human.home.divisionOfBirth(own);
        do {
            int order = 2 * own.below(500) + (human.male ? 1 : 0);
            human.citizen = IdentityNumber.of(division, human.birth, order);
        } while (!numbers.add(human.citizen));
        assert IdentityNumber.sex(human.citizen) == (human.male ? Sex.MALE : Sex.FEMALE);
        if (human.birth.getYear() < 1985) {
            human.oldCitizen = human.citizen.substring(0, 6) + human.citizen.substring(8, 17);
        }
    }

    private static void telephone(Human human, Dice own) {
        human.phone = phone(own);
        if (own.chance(0.4)) {
            human.formerPhone = phone(own);
            human.phoneSince = own.between(2014, 2025);
        }
    }

    static String phone(Dice own) {
        return String.format(Locale.ROOT, "140%08d", own.below(100_000_000));
    }

    /** Some people's papers say the first of January because nobody knew. */
    private static LocalDate birth(int year, Dice own) {
        if (year < 1965 && own.chance(0.02)) {
            return LocalDate.of(year, 1, 1);
        }
        return LocalDate.of(year, 1, 1)
                .plusDays(own.below(LocalDate.of(year, 1, 1).lengthOfYear()));
    }
}
