package org.yilian.sample.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.yilian.hl7v2.AckCode;
import org.yilian.hl7v2.MllpAck;
import org.yilian.hl7v2.MllpClient;
import org.yilian.hl7v2.MllpClientSettings;
import org.yilian.hl7v2.MllpException;
import org.yilian.sample.hl7.HospitalMessage;

/**
 * One connection of a hospital. What was not answered, or answered AE, is sent again, the same bytes under the same control
 * id; what was rejected is not. The next message goes out only when this one is settled, so each patient's order holds.
 */
final class MessageSender implements Callable<List<SentMessage>> {
    private final HubAddress hub;
    private final PlaySettings settings;
    private final List<HospitalMessage> messages;
    private final Pace pace;
    private final Tally tally;

    MessageSender(HubAddress hub, PlaySettings settings, List<HospitalMessage> messages, Pace pace, Tally tally) {
        this.hub = hub;
        this.settings = settings;
        this.messages = messages;
        this.pace = pace;
        this.tally = tally;
    }

    @Override
    public List<SentMessage> call() throws InterruptedException {
        List<SentMessage> sent = new ArrayList<>();
        try (MllpClient client = new MllpClient(MllpClientSettings.of(hub.host(), hub.mllpPort()))) {
            for (HospitalMessage message : messages) {
                pace.await();
                SentMessage result = send(client, message);
                sent.add(result);
                tally.add(result.accepted());
            }
        }
        return sent;
    }

    private SentMessage send(MllpClient client, HospitalMessage message) throws InterruptedException {
        long start = System.nanoTime();
        String answer = "NOT_SENT";
        String hash = "";
        for (int attempt = 1; ; attempt++) {
            boolean again = true;
            try {
                Optional<MllpAck> ack = client.send(message.bytes());
                AckCode code = ack.map(MllpAck::code).orElse(null);
                answer = code == null ? "NO_ANSWER" : code.name();
                hash = ack.map(MllpAck::bytes).map(Hashes::sha256).orElse("");
                again = code == null || code.application() == AckCode.AE;
            } catch (MllpException e) {
                answer = e.kind().name();
            }
            if (!again || attempt >= settings.attempts()) {
                return new SentMessage(message, answer, hash, attempt, (System.nanoTime() - start) / 1_000_000);
            }
            Pace.pause(settings, attempt);
        }
    }
}
