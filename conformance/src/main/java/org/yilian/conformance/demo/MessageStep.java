package org.yilian.conformance.demo;

import java.util.List;
import org.yilian.sample.simulator.SentMessage;
import org.yilian.sample.simulator.SentWrite;

/** What hospitals heard while they sent. */
final class MessageStep implements Step {
    @Override
    public List<Finding> check(Played played) {
        List<SentMessage> sent = played.ledger().messages();
        long repeats = sent.stream().filter(each -> each.message().repeat()).count();
        List<SentWrite> writes = played.ledger().writes();
        return List.of(
                Finding.all(
                        "every HL7 v2 message was answered AA",
                        sent.stream().filter(SentMessage::accepted).count(),
                        sent.size()),
                Finding.all(
                        "a message sent twice got the same answer",
                        repeats - played.ledger().repeatsAnsweredOtherwise().size(),
                        repeats),
                Finding.all(
                        "every FHIR write was taken",
                        writes.stream().filter(SentWrite::accepted).count(),
                        writes.size()));
    }
}
