package org.yilian.hub.intake;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
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
import org.yilian.mappings.hl7v2.Hl7v2Translator;

/**
 * Stop 2 of a message: decides whether it is taken, makes it durable, and answers.
 *
 * <p>The answer says what is committed (invariant 1). The same message again - same facility, control id (MSH-10) and
 * bytes - gets the same answer, byte for byte, and changes nothing (2). What is refused is kept as quarantined (10).
 */
@Component
class Intake implements MessageHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int LONGEST_CONTROL_ID = 199;
    private static final int LONGEST_TYPE = 32;

    private final Region region;
    private final GroupCommit commit;
    private final Clock clock;
    private final AckWriter acknowledgements;

    Intake(Region region, GroupCommit commit, Clock clock) {
        this.region = region;
        this.commit = commit;
        this.clock = clock;
        this.acknowledgements = new AckWriter(clock.withZone(region.zone()));
    }

    @Override
    public Receipt handle(InboundMessage message) {
        Optional<Facility> sender = sender(message.msh());
        Receipt receipt = decide(message.msh(), sender);
        byte[] ack = acknowledgements.answer(receipt, message).orElse(new byte[0]);
        String facility = sender.map(Facility::code).orElse("");
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

    /** What a repaired copy would be: decided about as if it had come by wire, answered to nobody. */
    Arrival repaired(byte[] raw, long original) {
        InboundMessage message = new InboundMessage(raw, MshHeader.parse(raw), clock.instant(), "repair", "");
        Optional<Facility> sender = sender(message.msh());
        Arrival copy =
                arrival(message, sender.map(Facility::code).orElse(""), decide(message.msh(), sender), new byte[0]);
        return copy.repairing(original);
    }

    private Optional<Facility> sender(MshHeader msh) {
        return msh == null
                ? Optional.empty()
                : region.bySender(msh.sendingApplicationName(), msh.sendingFacilityName());
    }

    private static Receipt decide(MshHeader msh, Optional<Facility> sender) {
        if (msh == null) {
            return Receipt.rejected("100", "HUB-0100", "not a readable HL7 v2 message");
        }
        if (sender.isEmpty()) {
            return Receipt.rejected("204", "HUB-0101", "the sending facility (MSH-4) is not known here");
        }
        if (msh.controlId().isBlank()) {
            return Receipt.rejected("101", "HUB-0105", "the message control id (MSH-10) is missing");
        }
        if (msh.controlId().length() > LONGEST_CONTROL_ID) {
            return Receipt.rejected("104", "HUB-0106", "the message control id (MSH-10) is too long");
        }
        if (!msh.component(msh.versionId(), 1).matches("2\\.[1-9](\\.\\d)?")) {
            return Receipt.rejected("203", "HUB-0107", "the version (MSH-12) is not one of HL7 v2");
        }
        if (!Hl7v2Translator.supportedTriggers().contains(msh.triggerCode())) {
            return Receipt.rejected("201", "HUB-0102", "the message type (MSH-9) is not taken here");
        }
        return Receipt.accepted();
    }

    private static Arrival arrival(InboundMessage message, String facility, Receipt receipt, byte[] ack) {
        MshHeader msh = message.msh();
        return new Arrival(
                facility,
                message.listener(),
                msh == null ? "" : shortened(msh.triggerCode(), LONGEST_TYPE),
                msh == null ? "" : shortened(msh.controlId(), LONGEST_CONTROL_ID),
                sha256(message.bytes()),
                message.receivedAt(),
                message.bytes(),
                receipt.code().accepted() ? InboxState.RECEIVED : InboxState.QUARANTINED,
                receipt.code().name(),
                ack,
                receipt.hubCode(),
                null);
    }

    /** PostgreSQL takes no zero in a text. */
    private static String shortened(String text, int longest) {
        String plain = text.replace("\u0000", "");
        return plain.length() <= longest ? plain : plain.substring(0, longest);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
