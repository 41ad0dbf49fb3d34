package org.yilian.hub.identity.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CitizenIdTest {
    private static final String RIGHT = "11010519491231002X"; // the example of GB 11643-1999

    @Test
    void readsTheExampleOfTheStandard() {
        CitizenId id = CitizenId.of(RIGHT).orElseThrow();
        assertThat(id.birthDate()).isEqualTo("1949-12-31");
        assertThat(id.sex()).isEqualTo("female");
    }

    @ParameterizedTest
    @ValueSource(strings = {"11010519491231002x", "110105 19491231 002X", "１１０１０５１９４９１２３１００２Ｘ"})
    void mendsWhatPeopleType(String typed) {
        assertThat(CitizenId.of(typed)).contains(new CitizenId(RIGHT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "110105491231002", // 15 digits of before 1999
                "11010519491331002X",
                "1101051949123100X2",
                "11010519491231002X1",
                "999999999999999999",
                "身份证号码不详"
            })
    void refusesWhatIsNone(String typed) {
        assertThat(CitizenId.of(typed)).isEmpty();
        assertThat(CitizenId.of(null)).isEmpty();
    }

    @Test
    void aDayThatNeverWasIsRefusedThoughTheChecksumIsRight() {
        assertThat(CitizenId.of(withCheck("11010519490229002"))).isEmpty();
    }

    /** MOD 11-2 finds every single wrong digit and every exchange of neighbours. */
    @RepeatedTest(200)
    void findsOneWrongDigitAndTwoExchanged(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        String right = any(random);
        assertThat(CitizenId.of(right)).contains(new CitizenId(right));
        for (int at = 0; at < 17; at++) {
            char other = (char) ('0' + (right.charAt(at) - '0' + 1 + random.nextInt(9)) % 10);
            String wrong = right.substring(0, at) + other + right.substring(at + 1);
            assertThat(CitizenId.of(wrong)).as("digit %d", at).isEmpty();
        }
        for (int at = 0; at < 16; at++) {
            if (right.charAt(at) != right.charAt(at + 1)) {
                String wrong =
                        right.substring(0, at) + right.charAt(at + 1) + right.charAt(at) + right.substring(at + 2);
                assertThat(CitizenId.of(wrong)).as("exchange at %d", at).isEmpty();
            }
        }
    }

    @Test
    void showsNothingOfItself() {
        assertThat(new CitizenId(RIGHT)).hasToString("CitizenId");
        assertThat(CitizenId.masked(RIGHT)).isEqualTo("110*************2X");
        assertThat(CitizenId.masked("1234567")).isEmpty();
    }

    private static String any(Random random) {
        String date =
                LocalDate.of(1920, 1, 1).plusDays(random.nextInt(36_000)).format(DateTimeFormatter.BASIC_ISO_DATE);
        return withCheck(String.format("%06d%s%03d", 110_000 + random.nextInt(540_000), date, random.nextInt(1000)));
    }

    /** As GB 11643 defines it: the sum of a(i) * 2^(i-1), counted from the right with the check first, is 1 modulo 11. */
    private static String withCheck(String seventeen) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (seventeen.charAt(i) - '0') * (int) (Math.pow(2, 17 - i) % 11);
        }
        int check = Math.floorMod(1 - sum, 11);
        return seventeen + (check == 10 ? "X" : String.valueOf(check));
    }
}
