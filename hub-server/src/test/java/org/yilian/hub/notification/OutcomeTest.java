package org.yilian.hub.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yilian.hl7v2.MllpAck;
import org.yilian.hub.platform.FailureCategory;

class OutcomeTest {

    @ParameterizedTest
    @CsvSource({
        "AA, TAKEN, false",
        "CA, TAKEN, false",
        "AE, ERROR, true",
        "CE, ERROR, true",
        "AR, REFUSED, false",
        "CR, REFUSED, false",
        "XX, NO_ANSWER, true",
        "'', NO_ANSWER, true"
    })
    void anAnswerDecidesWhetherTheMessageGoesAgain(String msa1, Outcome.Word word, boolean again) {
        Outcome outcome = Outcome.of(ack(msa1));
        assertThat(outcome.word()).isEqualTo(word);
        assertThat(outcome.again()).isEqualTo(again);
        assertThat(outcome.taken()).isEqualTo(word == Outcome.Word.TAKEN);
    }

    @Test
    void anUnreadableAnswerIsAmbiguous() {
        assertThat(Outcome.of(ack("??")).category()).isEqualTo(FailureCategory.AMBIGUOUS);
    }

    private static MllpAck ack(String msa1) {
        return MllpAck.parse(("MSH|^~\\&|A|B|C|D|20260105||ACK|1|P|2.5.1\rMSA|" + msa1 + "|4711\r")
                .getBytes(StandardCharsets.UTF_8));
    }
}
