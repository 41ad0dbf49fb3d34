package org.yilian.dicom.net;

import java.time.Duration;

/**
 * How long to wait for what. Each must be positive.
 *
 * @param connect for the TCP connection and a TLS handshake
 * @param associate for the whole A-ASSOCIATE-RQ of a peer (ARTIM of PS3.8 9.1.5) and for the answer to ours
 * @param idle between two messages, for the next request of a peer
 * @param response for the first byte of the response to our request; retrievals need long ones
 * @param receive for the next bytes once a PDU or message has begun
 * @param send for one PDU to be taken by the peer
 * @param release for the answer to our A-RELEASE-RQ
 * @param close for the peer to close after the last PDU was sent (ARTIM again)
 */
public record Timeouts(
        Duration connect,
        Duration associate,
        Duration idle,
        Duration response,
        Duration receive,
        Duration send,
        Duration release,
        Duration close) {

    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5));

    public Timeouts {
        for (Duration each : new Duration[] {connect, associate, idle, response, receive, send, release, close}) {
            if (each.isNegative() || each.isZero() || each.toMillis() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a timeout must be positive and below 24 days");
            }
        }
    }

    /** The same time for everything: what a test of bad peers wants. */
    public static Timeouts all(Duration each) {
        return new Timeouts(each, each, each, each, each, each, each, each);
    }
}
