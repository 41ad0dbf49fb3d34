package org.yilian.sample.cast;

/** Administrative sex, with its letter in HL7 v2 and DICOM. */
public enum Sex {
    MALE("M"),
    FEMALE("F");

    private final String letter;

    Sex(String letter) {
        this.letter = letter;
    }

    public String letter() {
        return letter;
    }

    static Sex of(String letter) {
        return letter.equals("F") ? FEMALE : MALE;
    }
}
