package org.yilian.sample.cast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class IdentityNumberTest {
    /** The example of GB 11643-1999, annex A. */
    @Test
    void checksTheExampleOfTheStandard() {
        assertThat(IdentityNumber.isValid("11010519491231002X")).isTrue();
        assertThat(IdentityNumber.of("110105", LocalDate.of(1949, 12, 31), 2)).isEqualTo("11010519491231002X");
        assertThat(IdentityNumber.isValid("440524188001010014")).isTrue();
    }

    @Test
    void everyChangedDigitIsCaught() {
        String number = IdentityNumber.of("429971", LocalDate.of(1980, 2, 29), 123);
        for (int i = 6; i < 17; i++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                if (digit != number.charAt(i)) {
                    String changed = number.substring(0, i) + digit + number.substring(i + 1);
                    assertThat(IdentityNumber.isValid(changed)).as(changed).isFalse();
                }
            }
        }
    }

    @Test
    void lowerCaseShortAndImpossibleDatesAreNotValid() {
        assertThat(IdentityNumber.isValid("11010519491231002x")).isFalse();
        assertThat(IdentityNumber.isValid("1101051949123100")).isFalse();
        assertThat(IdentityNumber.isValid("110105194913310023")).isFalse();
    }

    @Test
    void parityOfTheOrderSaysTheSex() {
        assertThat(IdentityNumber.sex(IdentityNumber.of("429971", LocalDate.of(1980, 1, 1), 7)))
                .isEqualTo(Sex.MALE);
        assertThat(IdentityNumber.sex(IdentityNumber.of("429971", LocalDate.of(1980, 1, 1), 8)))
                .isEqualTo(Sex.FEMALE);
    }
}
