package org.yilian.hl7v2;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes acknowledgments: HL7 v2.8.2 section 2.9 (original and enhanced mode) and 2.14 (MSH, MSA, ERR).
 *
 * <p>The answer uses the delimiters, the version and the character set of the message it answers. The same receipt,
 * header, clock and id give the same bytes. Bytes are without frame.
 */
public final class AckWriter {

    private static final Map<String, String> TABLE_0357 = Map.ofEntries(
            Map.entry("100", "Segment sequence error"),
            Map.entry("101", "Required field missing"),
            Map.entry("102", "Data type error"),
            Map.entry("103", "Table value not found"),
            Map.entry("104", "Value too long"),
            Map.entry("200", "Unsupported message type"),
            Map.entry("201", "Unsupported event code"),
            Map.entry("202", "Unsupported processing id"),
            Map.entry("203", "Unsupported version id"),
            Map.entry("204", "Unknown key identifier"),
            Map.entry("205", "Duplicate key identifier"),
            Map.entry("206", "Application record locked"),
            Map.entry("207", "Application internal error"));

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSZ", Locale.ROOT);
    private static final DateTimeFormatter PLAIN_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

    private final Clock clock;
    private final Supplier<String> ids;

    /**
     * @param clock time and zone of MSH-7
     * @param ids gives each acknowledgment its MSH-10; at most 20 characters
     */
    public AckWriter(Clock clock, Supplier<String> ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** With ids that are unique to this process and its start. */
    public AckWriter(Clock clock) {
        this(clock, new AckIds(clock.millis()));
    }

    /**
     * The answer the sender waits for, or empty if it wants none. A stored answer is given back as it is (an empty one
     * means: no answer). An accept acknowledgment is written where MSH-15 asks for one, else the application
     * acknowledgment where MSH-16 asks or neither is valued.
     */
    public Optional<byte[]> answer(Receipt receipt, InboundMessage message) {
        byte[] stored = receipt.storedAck();
        if (stored != null) {
            return stored.length == 0 ? Optional.empty() : Optional.of(stored);
        }
        return answer(receipt, message.msh());
    }

    /** As {@link #answer(Receipt, InboundMessage)} without regard to a stored answer; {@code msh} may be null. */
    public Optional<byte[]> answer(Receipt receipt, MshHeader msh) {
        AckCode code = receipt.code();
        if (msh == null || (msh.acceptAck().isBlank() && msh.applicationAck().isBlank())) {
            return Optional.of(write(receipt, msh, code.application()));
        }
        if (asks(msh.acceptAck(), code)) {
            return Optional.of(write(receipt, msh, code.commit()));
        }
        return asks(msh.applicationAck(), code)
                ? Optional.of(write(receipt, msh, code.application()))
                : Optional.empty();
    }

    /**
     * Whether MSH-15 or MSH-16 wants to hear of this outcome (HL7 table 0155). What is not in the table is read as
     * "always": too much is better than a sender left waiting.
     */
    public static boolean asks(String condition, AckCode code) {
        return switch (condition.strip().toUpperCase(Locale.ROOT)) {
            case "", "NE" -> false;
            case "ER" -> !code.accepted();
            case "SU" -> code.accepted();
            default -> true;
        };
    }

    /** An acknowledgment with this very code, whatever the header asks for (a sender known to want it so). */
    public byte[] write(Receipt receipt, MshHeader msh, AckCode code) {
        return write(receipt, msh, code, ids.get(), "NE");
    }

    /**
     * The application acknowledgment as a message of its own (HL7 v2.8.2 section 2.9.3), which its receiver confirms:
     * MSH-15 is AL.
     *
     * @param controlId MSH-10
     */
    public byte[] later(Receipt receipt, MshHeader msh, String controlId) {
        return write(receipt, msh, receipt.code().application(), controlId, "AL");
    }

    private byte[] write(Receipt receipt, MshHeader msh, AckCode code, String controlId, String accept) {
        Er7 out = new Er7(msh);
        Version version = Version.of(msh);
        msh(out, msh, version, controlId, accept);
        out.segment("MSA").text(code.name()).echo(msh == null ? "" : msh.controlId());
        if (receipt.text() != null && version.before(2, 7)) {
            out.text(receipt.text());
        }
        if (!code.accepted()) {
            err(out, receipt, version);
        }
        return out.bytes(msh == null ? StandardCharsets.UTF_8 : msh.charset());
    }

    /** The answers to the messages of a batch, as one batch. */
    byte[] batch(Batch batch, List<Optional<byte[]>> answers) {
        return batch.reply(answers, TIME.format(ZonedDateTime.now(clock)), ids.get());
    }

    private void msh(Er7 out, MshHeader msh, Version version, String controlId, String accept) {
        String now = (version.before(2, 3) ? PLAIN_TIME : TIME).format(ZonedDateTime.now(clock));
        out.header("MSH");
        if (msh == null) {
            out.skip(4).text(now).skip(1).text("ACK").text(controlId).text("P").text("2.5");
            return;
        }
        out.echo(msh.receivingApplication())
                .echo(msh.receivingFacility())
                .echo(msh.sendingApplication())
                .echo(msh.sendingFacility())
                .text(now)
                .skip(1);
        String trigger = msh.triggerEvent();
        if (trigger.isEmpty() || version.before(2, 3)) {
            out.text("ACK");
        } else if (version.is(2, 3)) {
            out.components("ACK", trigger);
        } else {
            out.components("ACK", trigger, "ACK");
        }
        out.text(controlId)
                .echo(msh.processingId().isBlank() ? "P" : msh.processingId())
                .echo(msh.versionId().isBlank() ? "2.5" : msh.versionId());
        boolean enhanced = !msh.acceptAck().isBlank() || !msh.applicationAck().isBlank();
        if (enhanced) {
            out.skip(2).text(accept).text("NE");
        }
        if (!msh.characterSet().isBlank()) {
            out.skip(enhanced ? 1 : 5).echo(msh.characterSet());
        }
    }

    private static void err(Er7 out, Receipt receipt, Version version) {
        String code = receipt.errorCode() == null ? "207" : receipt.errorCode();
        String meaning = TABLE_0357.getOrDefault(code, "");
        out.segment("ERR");
        if (version.before(2, 5)) {
            out.subcomponentsAt(4, code, meaning, "HL70357");
            return;
        }
        String hubCode = receipt.hubCode() == null ? "" : receipt.hubCode();
        out.skip(2).components(code, meaning, "HL70357").text("E");
        if (hubCode.isEmpty()) {
            out.skip(3);
        } else {
            out.components(hubCode, "", "99YILIAN").skip(1).text(hubCode);
        }
        out.text(receipt.text() == null ? meaning : receipt.text());
    }
}
