package org.yilian.hub.identity.matching;

import java.util.List;

/** All that two records say about being one person; each part in bits, negative against it. */
record Evidence(
        NumberMatch number,
        double documents,
        NameMatch name,
        BirthMatch birth,
        double sex,
        double phone,
        double address,
        double mother) {
    private static final double SAME_SEX = 1;
    private static final double OTHER_SEX = -6;
    private static final double MOTHERS_NUMBER = 12;
    static final double MOST_OF_MOTHERS_NAME = 7;

    static Evidence of(Profile a, Profile b) {
        return new Evidence(
                NumberMatch.of(a, b),
                Documents.compare(a.documents, b.documents),
                Names.compare(a.names, b.names),
                BirthMatch.of(a.birth, b.birth),
                a.sex.isEmpty() || b.sex.isEmpty() ? 0 : a.sex.equals(b.sex) ? SAME_SEX : OTHER_SEX,
                Phones.compare(a.phones, b.phones),
                AddressForm.compare(a.addresses, b.addresses),
                mother(a, b));
    }

    private static double mother(Profile a, Profile b) {
        if (!a.motherNumber.isEmpty() && a.motherNumber.equals(b.motherNumber)) {
            return MOTHERS_NUMBER;
        }
        NameMatch name = Names.compare(mothers(a), mothers(b));
        return name.level() == NameMatch.Level.NONE
                ? 0
                : name.agrees() ? Math.min(MOST_OF_MOTHERS_NAME, name.bits()) : -4;
    }

    /** Who the mother is stands in a field of its own, or is a newborn's only name. */
    private static List<NameForm> mothers(Profile profile) {
        List<NameForm> named = profile.names.stream()
                .filter(each -> each.kind() == NameForm.Kind.NEWBORN)
                .map(NameForm::mother)
                .toList();
        return named.isEmpty() ? List.of(profile.mother) : named;
    }

    double bits() {
        return number.bits() + documents + name.bits() + birth.bits() + sex + phone + address + mother;
    }

    boolean documentsAgree() {
        return documents >= Documents.SAME;
    }

    boolean phoneAgrees() {
        return phone > 0;
    }

    boolean addressAgrees() {
        return address >= AddressForm.SAME - 2.5;
    }

    /** Whether anything but name, birth date and sex speaks for one person. */
    boolean corroborated() {
        return number.agrees() || documents > 0 || phone > 0 || address > 0 || mother > 0;
    }

    /** What agrees, in the words of {@link Match#rule}. */
    String rule() {
        StringBuilder rule = new StringBuilder();
        word(rule, "ID", number.level() == NumberMatch.Level.SAME, number.level() == NumberMatch.Level.NEAR);
        word(rule, "DOCUMENT", documentsAgree(), documents > 0);
        word(rule, "NAME", name.level() == NameMatch.Level.SAME, name.level() == NameMatch.Level.ALIKE);
        word(
                rule,
                "BIRTH",
                birth.level() == BirthMatch.Level.SAME,
                birth.level() == BirthMatch.Level.SLIP || birth.level() == BirthMatch.Level.YEAR);
        word(rule, "SEX", sex > 0, false);
        word(rule, "PHONE", phone > Phones.NEAR, phone > 0);
        word(rule, "ADDRESS", addressAgrees(), address > 0);
        word(rule, "MOTHER", mother > 0, false);
        return rule.toString();
    }

    private static void word(StringBuilder rule, String word, boolean agrees, boolean nearly) {
        if (agrees || nearly) {
            rule.append(rule.isEmpty() ? "" : "-").append(word).append(agrees ? "" : "~");
        }
    }
}
