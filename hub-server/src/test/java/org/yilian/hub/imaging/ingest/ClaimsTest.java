package org.yilian.hub.imaging.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yilian.hub.imaging.ingest.Claims.Answer.ASK_AGAIN;
import static org.yilian.hub.imaging.ingest.Claims.Answer.GRANTED;

import org.junit.jupiter.api.Test;
import org.yilian.hub.imaging.ingest.Claims.Owner;

class ClaimsTest {
    private static final Owner LI = new Owner("H001", "P1");
    private static final Owner WANG = new Owner("H001", "P2");

    private final Claims claims = new Claims();

    @Test
    void grantsAnInstanceOnceUntilTheIndexAnswersForIt() {
        long before = claims.now();
        assertThat(claims.claim(before, "1", "s", LI)).isEqualTo(GRANTED);
        assertThat(claims.claim(claims.now(), "1", "s", LI)).isEqualTo(ASK_AGAIN);
        claims.settle("1");

        assertThat(claims.claim(before, "1", "s", LI))
                .as("the index was asked before it had it")
                .isEqualTo(ASK_AGAIN);
        assertThat(claims.claim(claims.now(), "1", "s", LI))
                .as("the index has it no more")
                .isEqualTo(GRANTED);
    }

    @Test
    void grantsAStudyToOneOwnerWhileAnythingOfItIsPromised() {
        long before = claims.now();
        assertThat(claims.claim(before, "1", "s", LI)).isEqualTo(GRANTED);
        assertThat(claims.owner("s")).isEqualTo(LI);
        assertThat(claims.claim(before, "2", "s", WANG)).isEqualTo(ASK_AGAIN);
        assertThat(claims.claim(before, "2", "s", LI)).isEqualTo(GRANTED);
        claims.settle("1");
        assertThat(claims.claim(claims.now(), "3", "s", WANG)).isEqualTo(ASK_AGAIN);
        claims.settle("2");

        assertThat(claims.claim(before, "3", "s", WANG))
                .as("the index was asked before it knew the owner")
                .isEqualTo(ASK_AGAIN);
        assertThat(claims.claim(claims.now(), "3", "s", WANG))
                .as("the study was removed meanwhile")
                .isEqualTo(GRANTED);
        assertThat(claims.owner("s")).isEqualTo(WANG);
    }

    @Test
    void forgetsWhatWasNotPromisedAfterAll() {
        claims.claim(claims.now(), "1", "s", LI);
        claims.withdraw("1");

        assertThat(claims.claim(claims.now(), "1", "s", WANG)).isEqualTo(GRANTED);
    }

    @Test
    void letsAnOperatorDecideAlone() {
        long before = claims.now();
        assertThat(claims.seize("1", "s")).isTrue();
        assertThat(claims.claim(before, "1", "t", LI)).isEqualTo(ASK_AGAIN);
        assertThat(claims.claim(before, "2", "s", LI)).isEqualTo(ASK_AGAIN);
        assertThat(claims.seize("2", "s")).isFalse();
        claims.settle("1");

        assertThat(claims.owner("s")).as("the index has to be asked").isNull();
        assertThat(claims.claim(before, "2", "s", LI)).isEqualTo(ASK_AGAIN);
        assertThat(claims.claim(claims.now(), "2", "s", LI)).isEqualTo(GRANTED);
        assertThat(claims.seize("2", "other")).isFalse();
    }

    @Test
    void takesNoAnswerThatIsOlderThanItsMemory() {
        long before = claims.now();
        for (int i = 0; i < Claims.REMEMBERED; i++) {
            claims.claim(claims.now(), "1." + i, "s", LI);
            claims.settle("1." + i);
        }
        assertThat(claims.claim(before, "2", "s", LI)).isEqualTo(ASK_AGAIN);
        assertThat(claims.claim(claims.now(), "2", "s", LI)).isEqualTo(GRANTED);
    }
}
