package org.yilian.sample.cast;

/** What goes wrong at a registration desk. */
public enum Slip {
    ID_MISSING(3),
    ID_LOWER_CASE_X(8),
    ID_FULL_WIDTH(1),
    /** A child is registered with the number of a parent. */
    ID_OF_GUARDIAN(0),
    BIRTH_DAY_MONTH_SWAPPED(2.5),
    LOOK_ALIKE_CHARACTER(1.5),
    WRONG_PHONE(2),
    /** Only where a story needs it. */
    ADDRESS_MISSING(0),
    SPACES_IN_NAME(1.5);

    private final double frequency;

    Slip(double frequency) {
        this.frequency = frequency;
    }

    /** How often it happens where it can happen, beside the others. */
    double frequency() {
        return frequency;
    }
}
