package org.yilian.sample.simulator;

import java.time.Duration;

/**
 * How a region is played.
 *
 * @param connections MLLP connections per hospital; messages of one patient keep their order whatever it is
 * @param maxMessages at most so many messages, the first ones; repeats count
 * @param maxStudies at most so many studies
 * @param fhir whether hospitals also write by FHIR, after the messages
 * @param messagesPerSecond of the whole region; 0 for as fast as the hub takes them
 * @param attempts how often a message or image is tried that was surely or perhaps not taken
 * @param pause before the second attempt; doubled before each further one
 * @param patience how long to wait for a patient to be readable by FHIR before writing about them
 */
public record PlaySettings(
        int connections,
        int maxMessages,
        int maxStudies,
        boolean fhir,
        double messagesPerSecond,
        int attempts,
        Duration pause,
        Duration patience) {

    /** Everything, as fast as possible, three connections per hospital, five attempts. */
    public static final PlaySettings STANDARD = new PlaySettings(
            3, Integer.MAX_VALUE, Integer.MAX_VALUE, true, 0, 5, Duration.ofMillis(500), Duration.ofMinutes(10));

    public PlaySettings withLimits(int messages, int studies) {
        return new PlaySettings(connections, messages, studies, fhir, messagesPerSecond, attempts, pause, patience);
    }

    public PlaySettings withConnections(int number) {
        return new PlaySettings(number, maxMessages, maxStudies, fhir, messagesPerSecond, attempts, pause, patience);
    }

    public PlaySettings withFhir(boolean wanted) {
        return new PlaySettings(
                connections, maxMessages, maxStudies, wanted, messagesPerSecond, attempts, pause, patience);
    }

    public PlaySettings withMessagesPerSecond(double rate) {
        return new PlaySettings(connections, maxMessages, maxStudies, fhir, rate, attempts, pause, patience);
    }

    public PlaySettings withAttempts(int number, Duration firstPause) {
        return new PlaySettings(
                connections, maxMessages, maxStudies, fhir, messagesPerSecond, number, firstPause, patience);
    }
}
