package org.yilian.hl7v2;

import java.time.Duration;
import javax.net.ssl.SSLContext;

/**
 * Whom a client sends to.
 *
 * @param host name or address of the receiver
 * @param port its port
 * @param tls null for plain TCP
 * @param verifyHost whether the receiver's certificate has to be issued for {@code host}; switch off only where the
 *     SSLContext trusts one pinned certificate
 * @param connectTimeout for the connection and for the TLS handshake
 * @param ackTimeout from the end of the message to the end of its acknowledgment
 * @param maxAckBytes a larger acknowledgment is not taken
 */
public record MllpClientSettings(
        String host,
        int port,
        SSLContext tls,
        boolean verifyHost,
        Duration connectTimeout,
        Duration ackTimeout,
        int maxAckBytes) {

    /** Plain TCP, 10 s to connect, 30 s for the acknowledgment of at most 1 MiB. */
    public static MllpClientSettings of(String host, int port) {
        return new MllpClientSettings(
                host, port, null, true, Duration.ofSeconds(10), Duration.ofSeconds(30), 1024 * 1024);
    }

    public MllpClientSettings withTls(SSLContext context, boolean verify) {
        return new MllpClientSettings(host, port, context, verify, connectTimeout, ackTimeout, maxAckBytes);
    }

    public MllpClientSettings withTimeouts(Duration connect, Duration ack) {
        return new MllpClientSettings(host, port, tls, verifyHost, connect, ack, maxAckBytes);
    }
}
