package org.yilian.sample.simulator;

import org.yilian.sample.hl7.HospitalMessage;

/**
 * A message and what became of it.
 *
 * @param answer MSA-1, or NOT_SENT or NO_ANSWER
 * @param answerHash SHA-256 of the acknowledgment's bytes; empty without one
 * @param millis from the first attempt to the answer
 */
public record SentMessage(HospitalMessage message, String answer, String answerHash, int attempts, long millis) {
    /** AA or CA. */
    public boolean accepted() {
        return answer.equals("AA") || answer.equals("CA");
    }
}
