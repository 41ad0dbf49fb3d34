package org.yilian.sample.cast;

/**
 * A name in characters and in pinyin (upper case). A name written with the middle dot stands whole in {@code family}, its
 * given parts are empty.
 */
public record PersonName(String family, String given, String familyPinyin, String givenPinyin) {
    public String text() {
        return family + given;
    }

    public String pinyin() {
        return givenPinyin.isEmpty() ? familyPinyin : familyPinyin + " " + givenPinyin;
    }

    PersonName typedAs(String typedFamily, String typedGiven) {
        return new PersonName(typedFamily, typedGiven, familyPinyin, givenPinyin);
    }
}
