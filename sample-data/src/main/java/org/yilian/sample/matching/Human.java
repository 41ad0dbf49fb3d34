package org.yilian.sample.matching;

import java.time.LocalDate;

/** A person as they are, and what stays or changes over the years. */
final class Human {
    /** How the name is built, and so what goes wrong with it. */
    enum Style {
        HAN,
        /** Several parts between middle dots. */
        DOTTED,
        FOREIGN
    }

    final String key;
    final Style style;
    String family;
    String given;
    /** As passports write it, parts separated by a blank. */
    String familyPinyin;

    String givenPinyin;
    final boolean male;
    final LocalDate birth;
    /** Empty for foreigners. */
    String citizen = "";
    /** The number of 15 digits of those who had one. */
    String oldCitizen = "";

    String passport = "";
    String permit = "";
    String insurance = "";
    String phone = "";
    String formerPhone = "";
    int phoneSince;
    Home home;
    Home formerHome;
    int homeSince;
    Human mother;
    Human spouse;
    Human parent;
    Human child;
    /** A brother, a sister or a twin whose card is at hand. */
    Human sibling;
    /** 1 or 2 of twins, 0 for others. */
    int birthOrder;

    Human(String key, Style style, boolean male, LocalDate birth) {
        this.key = key;
        this.style = style;
        this.male = male;
        this.birth = birth;
    }

    int ageIn(int year) {
        return year - birth.getYear();
    }

    String phoneIn(int year) {
        return year >= phoneSince || formerPhone.isEmpty() ? phone : formerPhone;
    }

    Home homeIn(int year) {
        return year >= homeSince || formerHome == null ? home : formerHome;
    }
}
