package org.yilian.sample.matching;

/**
 * How often what goes wrong at a desk of usual care, per record where it can happen. A hospital's care multiplies all of
 * them by 0.6 to 1.6.
 */
final class Rates {
    static final double NUMBER_MISSING = 0.17;
    static final double NUMBER_MISSING_CHILD = 0.42;
    static final double NUMBER_TYPO = 0.008;
    static final double NUMBER_PLACEHOLDER = 0.012;
    static final double NUMBER_BORROWED = 0.005;
    static final double NUMBER_OF_PARENT = 0.09;
    static final double NUMBER_OLD = 0.06;
    static final double NUMBER_FORM = 0.01;
    static final double INSURANCE = 0.3;
    static final double INSURANCE_TYPO = 0.01;
    static final double INSURANCE_BORROWED = 0.006;

    static final double HOMOPHONE = 0.012;
    static final double LOOK_ALIKE = 0.012;
    static final double OTHER_CHARACTER = 0.002;
    static final double VARIANT = 0.02;
    static final double TRADITIONAL_SYSTEM = 0.01;
    static final double RARE_AS_STAND_IN = 0.5;
    static final double PINYIN_ONLY = 0.006;
    static final double BLANKS = 0.02;
    static final double SWAPPED_PARTS = 0.002;
    static final double SUFFIX = 0.003;
    static final double DOT_DIFFERENT = 0.5;
    static final double PART_MISSING = 0.08;
    static final double RESPELLED = 0.12;
    static final double FOREIGN_OTHER_ORDER = 0.4;
    static final double FOREIGN_TYPO = 0.06;
    static final double UNKNOWN_PERSON = 0.001;

    static final double BIRTH_MISSING = 0.008;
    static final double BIRTH_SWAPPED = 0.005;
    static final double BIRTH_DIGIT = 0.01;
    static final double BIRTH_FIRST_OF_JANUARY = 0.012;
    static final double BIRTH_LUNAR = 0.04;
    static final double BIRTH_YEAR = 0.004;
    static final double BIRTH_WRONG = 0.002;

    static final double SEX_MISSING = 0.008;
    static final double SEX_WRONG = 0.004;

    static final double PHONE_MISSING = 0.1;
    static final double PHONE_OF_RELATIVE = 0.1;
    static final double PHONE_OF_RELATIVE_OLD = 0.35;
    static final double PHONE_LANDLINE = 0.04;
    static final double PHONE_TYPO = 0.015;
    static final double PHONE_FORMER = 0.08;
    static final double PHONE_PLACEHOLDER = 0.008;
    static final double PHONE_OF_STRANGER = 0.004;
    static final double PHONE_FORM = 0.08;

    static final double ADDRESS_MISSING = 0.16;
    static final double ADDRESS_PLACEHOLDER = 0.02;
    static final double ADDRESS_FORMER = 0.1;
    static final double ADDRESS_OTHER = 0.03;

    static final double BORN_HERE = 0.7;
    static final double MOTHER_WRITTEN = 0.5;

    private Rates() {}
}
