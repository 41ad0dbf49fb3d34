package org.yilian.sample.cast;

import java.time.LocalDate;
import java.time.Period;

/**
 * A person as they are, whatever hospitals wrote down.
 *
 * @param key {@code P0001} and so on; stands in no message
 * @param story what the person is there for; empty for most
 */
public record Person(
        String key,
        PersonName name,
        Sex sex,
        LocalDate birthDate,
        String identityNumber,
        String phone,
        District district,
        String address,
        String story) {
    public int number() {
        return Integer.parseInt(key.substring(1));
    }

    public int ageOn(LocalDate day) {
        return Period.between(birthDate, day).getYears();
    }
}
