package org.yilian.hub.notification;

import java.util.Optional;
import org.yilian.hl7v2.MllpAck;
import org.yilian.hl7v2.MllpClient;
import org.yilian.hl7v2.MllpClientSettings;
import org.yilian.hl7v2.MllpException;
import org.yilian.hub.facility.Destination;

/** The connection to one destination. An acknowledgment that does not name the message sent (MSA-2) is discarded. */
final class Line implements AutoCloseable {
    private final MllpClient client;

    Line(Destination destination, NotificationSettings settings) {
        MllpClientSettings to = MllpClientSettings.of(destination.host(), destination.port())
                .withTimeouts(settings.connectTimeout(), settings.ackTimeout());
        if (destination.tls()) {
            boolean pinned = destination.certificate() != null;
            to = to.withTls(
                    pinned ? PinnedCertificate.context(destination.certificate()) : PinnedCertificate.platform(),
                    !pinned);
        }
        client = new MllpClient(to);
    }

    Outcome send(byte[] message) {
        try {
            Optional<MllpAck> ack = client.send(message);
            return ack.map(Outcome::of).orElse(Outcome.TAKEN);
        } catch (MllpException e) {
            return Outcome.of(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
