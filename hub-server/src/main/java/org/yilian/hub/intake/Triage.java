package org.yilian.hub.intake;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yilian.hl7v2.AckCode;
import org.yilian.hl7v2.InboundMessage;
import org.yilian.hl7v2.MshHeader;
import org.yilian.hl7v2.Receipt;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.mappings.hl7v2.Hl7v2Translator;

/** Decides by the header alone whether a message is taken. The first reason to refuse it is the one its sender hears. */
final class Triage {
    static final int LONGEST_CONTROL_ID = 199;
    private static final Pattern VERSION = Pattern.compile("2\\.[1-9](\\.\\d)?");
    private static final String PARKED = "HUB-0132";
    private static final String NOBODY_WAITS = "HUB-0133";
    private static final Set<String> ACKNOWLEDGMENTS = Set.of("ACK", "MCF");
    private static final Set<String> KNOWN_CODES = Hl7v2Translator.supportedTriggers().stream()
            .map(trigger -> trigger.split("\\^")[0])
            .collect(Collectors.toUnmodifiableSet());

    private final Region region;

    Triage(Region region) {
        this.region = region;
    }

    /** Whose message it is: the facility the transport vouches for, else the one its header names, else nobody's. */
    String owner(InboundMessage message, Optional<Facility> sender) {
        return vouched(message).or(() -> sender.map(Facility::code)).orElse("");
    }

    /** What becomes of a message about which this was decided. */
    static InboxState state(Receipt receipt) {
        if (!receipt.code().accepted()) {
            return InboxState.QUARANTINED;
        }
        return receipt.hubCode() == null ? InboxState.RECEIVED : InboxState.PARKED;
    }

    Receipt decide(InboundMessage message, Optional<Facility> sender) {
        Receipt readable = readable(message, sender);
        return !readable.code().accepted()
                        || Hl7v2Translator.supportedTriggers()
                                .contains(message.msh().triggerCode())
                ? readable
                : unknown(message, sender.get());
    }

    /** Whether it is a message of its sender's, whatever it is about. */
    Receipt readable(InboundMessage message, Optional<Facility> sender) {
        MshHeader msh = message.msh();
        if (msh == null) {
            return Receipt.rejected("100", "HUB-0100", "not a readable HL7 v2 message");
        }
        if (sender.isEmpty()) {
            return Receipt.rejected("204", "HUB-0101", "the sending facility (MSH-4) is not known here");
        }
        if (isForeign(message, sender.get())) {
            return Receipt.rejected("204", Intake.FOREIGN, "the sender (MSH-3, MSH-4) is not the one who is connected");
        }
        if (isDowngrade(message)) {
            return Receipt.rejected("204", "HUB-0131", "this sender (MSH-3, MSH-4) has to use TLS");
        }
        if (msh.controlId().isBlank()) {
            return Receipt.rejected("101", "HUB-0105", "the message control id (MSH-10) is missing");
        }
        if (msh.controlId().length() > LONGEST_CONTROL_ID) {
            return Receipt.rejected("104", "HUB-0106", "the message control id (MSH-10) is too long");
        }
        if (!VERSION.matcher(msh.component(msh.versionId(), 1)).matches()) {
            return Receipt.rejected("203", "HUB-0107", "the version (MSH-12) is not one of HL7 v2");
        }
        return Receipt.accepted();
    }

    /** HL7 v2.8.2 table 0357: 200 where the message code itself is not taken, 201 where only this event is not. */
    private static Receipt unknown(InboundMessage message, Facility sender) {
        String code = message.msh().messageCode();
        if (ACKNOWLEDGMENTS.contains(code)) {
            // An acknowledgment is never acknowledged, except where it asks for that itself (MSH-15).
            Receipt kept = new Receipt(AckCode.AA, null, NOBODY_WAITS, null, null);
            return message.msh().acceptAck().isBlank() ? kept.answeredWith(new byte[0]) : kept;
        }
        if (sender.profile(message.msh().sendingApplicationName())
                .acknowledgment()
                .parkUnknown()) {
            return new Receipt(AckCode.AA, null, PARKED, null, null);
        }
        return Receipt.rejected(
                KNOWN_CODES.contains(code) ? "201" : "200", "HUB-0102", "the message type (MSH-9) is not taken here");
    }

    private boolean isForeign(InboundMessage message, Facility sender) {
        return vouched(message).map(owner -> !owner.equals(sender.code())).orElse(false);
    }

    /** Who pins a certificate says: nothing of mine comes without it. A token or a folder of its own vouches as well. */
    private boolean isDowngrade(InboundMessage message) {
        MshHeader msh = message.msh();
        return vouched(message).isEmpty() && region.isPinned(msh.sendingApplicationName(), msh.sendingFacilityName());
    }

    /** The facility that is connected, as far as the transport knows: by certificate, token or folder. */
    Optional<String> vouched(InboundMessage message) {
        return message.certificate() == null
                ? Optional.ofNullable(message.facility())
                : region.byCertificate(message.certificate()).map(Facility::code);
    }
}
