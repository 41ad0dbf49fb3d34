package org.yilian.hl7v2;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every door does with input, whatever brought it: reads the header, takes batches apart, asks the handler, writes the
 * acknowledgment. Each message of a batch is decided on its own: a bad one does not stop the rest. A handler that fails is
 * answered AE; nothing of the input is logged. Thread safe.
 */
public final class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(MllpServer.class);
    private static final Receipt TOO_LARGE = Receipt.rejected("104", "HUB-0401", "Message is too large");
    private static final Receipt FAILED = Receipt.failed("207", "HUB-0402", "Message could not be processed now");
    private static final Receipt NOT_A_MESSAGE =
            Receipt.rejected("100", "HUB-0403", "Not a whole message: start block, MSH or end block is missing");
    private static final byte VT = 0x0B;

    private final String listener;
    private final MessageHandler handler;
    private final AckWriter acks;
    private final Clock clock;
    private final Counters counters;

    /** @param listener name of the door, given on with each message */
    public Reception(String listener, MessageHandler handler, AckWriter acks, Clock clock) {
        this(listener, handler, acks, clock, new Counters());
    }

    Reception(String listener, MessageHandler handler, AckWriter acks, Clock clock, Counters counters) {
        this.listener = listener;
        this.handler = handler;
        this.acks = acks;
        this.clock = clock;
        this.counters = counters;
    }

    /**
     * One message or one batch without frame, as HTTP brings it.
     *
     * @param origin who sent it and how
     */
    public Reply message(byte[] bytes, Origin origin) {
        return take(bytes, Framing.FRAMED, origin);
    }

    /**
     * The content of a file: one message, several one after the other, a batch, a file of batches, or any of these in MLLP
     * frames, as some systems write them down. Blank content is nothing, and accepted.
     */
    public Reply file(byte[] content, Origin origin) {
        int start = Batch.start(content);
        if (start == content.length) {
            return new Reply(Optional.empty(), Receipt.accepted(), 0);
        }
        return start > 0 && content[start - 1] == VT
                ? frames(content, origin)
                : batch(content, Batch.of(content), Framing.FRAMED, origin);
    }

    private Reply frames(byte[] content, Origin origin) {
        ByteArrayInputStream in = new ByteArrayInputStream(content);
        FrameReader frames = new FrameReader((buffer, midway) -> in.read(buffer), Math.max(1024, content.length));
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        Receipt worst = Receipt.accepted();
        int messages = 0;
        for (FrameReader.Frame frame = frames.next(); frame != null; frame = frames.next()) {
            Reply each = take(frame.bytes(), frame.framing(), origin);
            each.bytes().ifPresent(answers::writeBytes);
            worst = worse(worst, each.worst());
            messages += each.messages();
        }
        return new Reply(Optional.of(answers.toByteArray()), worst, messages);
    }

    /** One piece of input of whatever kind. */
    Reply take(byte[] bytes, Framing framing, Origin origin) {
        return framing == Framing.FRAMED && Batch.isBatch(bytes)
                ? batch(bytes, Batch.of(bytes), framing, origin)
                : one(bytes, framing, origin);
    }

    private Reply batch(byte[] bytes, Batch batch, Framing framing, Origin origin) {
        if (batch.messages().isEmpty()) {
            return one(bytes, framing, origin);
        }
        if (!batch.remarks().isEmpty()) {
            counters.frameErrors.increment();
            LOG.warn("HL7 listener {}: {}", listener, String.join(", ", batch.remarks()));
        }
        List<Optional<byte[]>> answers = new ArrayList<>();
        Receipt worst = Receipt.accepted();
        for (byte[] message : batch.messages()) {
            Reply each = one(message, Framing.FRAMED, origin);
            answers.add(each.bytes());
            worst = worse(worst, each.worst());
        }
        return new Reply(
                batch.enveloped() ? Optional.of(acks.batch(batch, answers)) : joined(answers),
                worst,
                batch.messages().size());
    }

    private static Optional<byte[]> joined(List<Optional<byte[]>> answers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        answers.forEach(each -> each.ifPresent(out::writeBytes));
        return out.size() == 0 ? Optional.empty() : Optional.of(out.toByteArray());
    }

    private Reply one(byte[] bytes, Framing framing, Origin origin) {
        InboundMessage message = new InboundMessage(
                bytes,
                framing == Framing.FRAMED ? MshHeader.parse(bytes) : null,
                clock.instant(),
                listener,
                origin.remote(),
                framing,
                origin.certificate(),
                origin.facility(),
                origin.charset());
        Receipt receipt = decide(message);
        return new Reply(answer(receipt, message), receipt, 1);
    }

    private static Receipt worse(Receipt one, Receipt other) {
        return one.code().application() == AckCode.AE || other.code().accepted() ? one : other;
    }

    private Receipt decide(InboundMessage message) {
        counters.messages.add(message.framing() == Framing.FRAMED ? 1 : 0);
        try {
            Receipt receipt = handler.handle(message);
            if (receipt != null) {
                return receipt;
            }
            LOG.error("HUB-0402 handler of HL7 listener {} gave no receipt", listener);
        } catch (RuntimeException e) {
            // The text of an exception may quote the message.
            LOG.error("HUB-0402 handler of HL7 listener {} failed: {}", listener, classAndPlace(e));
        }
        counters.handlerFailures.increment();
        return FAILED;
    }

    private static String classAndPlace(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        StackTraceElement[] stack = root.getStackTrace();
        return root.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]);
    }

    private Optional<byte[]> answer(Receipt receipt, InboundMessage message) {
        return switch (message.framing()) {
            case FRAMED -> acks.answer(receipt, message);
            case TOO_LARGE -> acks.answer(TOO_LARGE, wholeHeader(message.bytes()));
            case CUT_OFF, UNFRAMED ->
                receipt.storedAck() != null
                        ? acks.answer(receipt, message)
                        : acks.answer(
                                receipt.code().accepted() ? NOT_A_MESSAGE : receipt, wholeHeader(message.bytes()));
        };
    }

    /** The header of a piece, if the piece holds all of it: half a control id must not be echoed. */
    private static MshHeader wholeHeader(byte[] piece) {
        for (byte b : piece) {
            if (b == '\r' || b == '\n') {
                return MshHeader.parse(piece);
            }
        }
        return null;
    }
}
