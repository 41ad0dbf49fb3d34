package org.yilian.hl7v2;

import java.time.Duration;
import javax.net.ssl.SSLContext;

/**
 * How a listener listens.
 *
 * @param name name of the listener, given on with each message
 * @param host address to bind to; null or empty for all
 * @param port port to bind to; 0 for any free one
 * @param tls null for plain TCP
 * @param clientCertificate whether a TLS client has to show a certificate
 * @param maxMessageBytes larger messages are answered AR and not kept
 * @param maxConnections further connections are closed at once
 * @param idleTimeout a connection without traffic is closed after this; zero for never
 * @param frameTimeout a message whose next byte does not come for this long is cut off; also the time a TLS handshake
 *     may take
 * @param stopTimeout how long {@link MllpServer#close()} waits for messages in hand
 */
public record MllpServerSettings(
        String name,
        String host,
        int port,
        SSLContext tls,
        ClientCertificate clientCertificate,
        int maxMessageBytes,
        int maxConnections,
        Duration idleTimeout,
        Duration frameTimeout,
        Duration stopTimeout) {

    /** Whether a TLS client has to show a certificate. Which ones are trusted is the SSLContext's to say. */
    public enum ClientCertificate {
        NONE,
        WANTED,
        NEEDED
    }

    public MllpServerSettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port must be 0 to 65535");
        }
        if (maxMessageBytes < 1024) {
            throw new IllegalArgumentException("maxMessageBytes must be at least 1024");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections must be at least 1");
        }
    }

    /** Plain TCP on loopback, 16 MiB a message, 1,000 connections, idle 1 hour, 30 s within a message, 10 s to stop. */
    public static MllpServerSettings of(String name, int port) {
        return new MllpServerSettings(
                name,
                "127.0.0.1",
                port,
                null,
                ClientCertificate.NONE,
                16 * 1024 * 1024,
                1000,
                Duration.ofHours(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }

    public MllpServerSettings withHost(String value) {
        return new MllpServerSettings(
                name,
                value,
                port,
                tls,
                clientCertificate,
                maxMessageBytes,
                maxConnections,
                idleTimeout,
                frameTimeout,
                stopTimeout);
    }

    public MllpServerSettings withTls(SSLContext context, ClientCertificate certificate) {
        return new MllpServerSettings(
                name,
                host,
                port,
                context,
                certificate,
                maxMessageBytes,
                maxConnections,
                idleTimeout,
                frameTimeout,
                stopTimeout);
    }

    public MllpServerSettings withLimits(int messageBytes, int connections) {
        return new MllpServerSettings(
                name,
                host,
                port,
                tls,
                clientCertificate,
                messageBytes,
                connections,
                idleTimeout,
                frameTimeout,
                stopTimeout);
    }

    public MllpServerSettings withTimeouts(Duration idle, Duration frame, Duration stop) {
        return new MllpServerSettings(
                name, host, port, tls, clientCertificate, maxMessageBytes, maxConnections, idle, frame, stop);
    }
}
