package org.yilian.hl7v2;

/**
 * What a listener has seen since it was made.
 *
 * @param messages whole messages handed over
 * @param answers acknowledgments written to the socket
 * @param answersLost acknowledgments that could not be written because the sender was gone
 * @param bytesReceived bytes read, frames and garbage included
 * @param frameErrors pieces of input that were no whole message, see {@link Framing}
 * @param handlerFailures messages answered AE because the handler threw
 * @param connectionsAccepted connections served
 * @param connectionsRefused connections closed at once because there were too many, or whose TLS handshake failed
 * @param connectionsOpen connections open now
 */
public record MllpCounts(
        long messages,
        long answers,
        long answersLost,
        long bytesReceived,
        long frameErrors,
        long handlerFailures,
        long connectionsAccepted,
        long connectionsRefused,
        int connectionsOpen) {}
