package org.yilian.hub.intake;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.yilian.hl7v2.AckWriter;
import org.yilian.hl7v2.InboundMessage;
import org.yilian.hl7v2.MessageHandler;
import org.yilian.hl7v2.MshHeader;
import org.yilian.hl7v2.Receipt;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.platform.Sha256;
import org.yilian.mappings.hl7v2.FacilityProfile.Acknowledgment;

/**
 * Stop 2 of a message: decides whether it is taken, makes it durable, and answers.
 *
 * <p>The answer says what is committed (invariant 1). The same message again - same facility, control id (MSH-10) and
 * bytes - gets the same answer, byte for byte, and changes nothing (2). What is refused is kept as quarantined (10).
 */
@Component
public class Intake implements MessageHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    /** The message's sender is another than the one its transport vouches for. */
    public static final String FOREIGN = "HUB-0130";

    private static final int LONGEST_TYPE = 32;
    private static final int LONGEST_SENDER = 64;

    private final Region region;
    private final Triage triage;
    private final GroupCommit commit;
    private final QueryResponder queries;
    private final LaterAnswers laterAnswers;
    private final Clock clock;
    private final AckWriter acknowledgements;

    Intake(Region region, GroupCommit commit, QueryResponder queries, LaterAnswers laterAnswers, Clock clock) {
        this.region = region;
        this.triage = new Triage(region);
        this.commit = commit;
        this.queries = queries;
        this.laterAnswers = laterAnswers;
        this.clock = clock;
        this.acknowledgements = new AckWriter(clock.withZone(region.zone()));
    }

    @Override
    public Receipt handle(InboundMessage message) {
        Optional<Facility> sender = sender(message.msh());
        Receipt readable = triage.readable(message, sender);
        if (readable.code().accepted() && queries.answers(message.msh().triggerCode())) {
            boolean vouched = triage.vouched(message).isPresent();
            return readable.answeredWith(queries.answer(message, sender.orElseThrow(), vouched));
        }
        Receipt receipt = triage.decide(message, sender);
        byte[] ack = answer(receipt, message, sender).orElse(new byte[0]);
        String facility = triage.owner(message, sender);
        try {
            GroupCommit.Stored stored =
                    commit.add(arrival(message, facility, receipt, ack)).get();
            if (stored.duplicate()) {
                LOG.info("duplicate answered again: facility={}", facility);
            }
            return receipt.answeredWith(stored.answer().ack());
        } catch (ExecutionException e) {
            return Receipt.failed("207", "HUB-0103", "not stored, send again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Receipt.failed("207", "HUB-0104", "shutting down, send again");
        }
    }

    /** As MSH-15 and MSH-16 ask, unless the sender's profile knows better what it waits for. */
    private Optional<byte[]> answer(Receipt receipt, InboundMessage message, Optional<Facility> sender) {
        MshHeader msh = message.msh();
        if (sender.isEmpty() || receipt.storedAck() != null) {
            return acknowledgements.answer(receipt, message);
        }
        Acknowledgment habits =
                sender.get().profile(msh.sendingApplicationName()).acknowledgment();
        boolean later = Triage.state(receipt) == InboxState.RECEIVED
                && laterAnswers.wanted(sender.get().code(), msh, habits);
        return Answering.asked(msh, habits)
                .map(asked -> later ? Answering.acceptOnly(asked) : asked)
                .flatMap(asked -> acknowledgements.answer(receipt, asked));
    }

    /** Writes the acknowledgments of every door: what stands in the inbox is what is sent. */
    public AckWriter acknowledgements() {
        return acknowledgements;
    }

    /** What a repaired copy would be: decided about as if it had come by wire, answered to nobody. */
    Arrival repaired(byte[] raw, long original) {
        InboundMessage message = new InboundMessage(raw, MshHeader.parse(raw), clock.instant(), "repair", "");
        Optional<Facility> sender = sender(message.msh());
        Arrival copy =
                arrival(message, sender.map(Facility::code).orElse(""), triage.decide(message, sender), new byte[0]);
        return copy.repairing(original);
    }

    private Optional<Facility> sender(MshHeader msh) {
        return msh == null
                ? Optional.empty()
                : region.bySender(msh.sendingApplicationName(), msh.sendingFacilityName());
    }

    private static Arrival arrival(InboundMessage message, String facility, Receipt receipt, byte[] ack) {
        MshHeader msh = message.msh();
        return new Arrival(
                facility,
                msh == null ? "" : shortened(msh.sendingApplicationName(), LONGEST_SENDER),
                message.listener(),
                msh == null ? "" : shortened(msh.triggerCode(), LONGEST_TYPE),
                msh == null ? "" : shortened(msh.controlId(), Triage.LONGEST_CONTROL_ID),
                sha256(message.bytes()),
                message.receivedAt(),
                message.bytes(),
                message.charset() == null ? "" : message.charset().name(),
                Triage.state(receipt),
                receipt.code().name(),
                ack,
                receipt.hubCode(),
                null);
    }

    /** PostgreSQL takes no zero in a text. */
    private static String shortened(String text, int longest) {
        String plain = text.indexOf(0) < 0 ? text : text.replace("\u0000", "");
        return plain.length() <= longest ? plain : plain.substring(0, longest);
    }

    static String sha256(byte[] bytes) {
        return Sha256.hex(bytes);
    }
}
