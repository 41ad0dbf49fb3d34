package org.yilian.hl7v2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Sends messages over one connection, one at a time, and waits for each one's acknowledgment.
 *
 * <p>Connects when needed and again after the connection was lost. A message is sent a second time only if the receiver
 * surely did not get it the first time; where that is not known, {@link MllpException.Kind#NO_ANSWER} says so. After a
 * missing answer the connection is given up, so that a late one is never taken for the next message's.
 */
public final class MllpClient implements AutoCloseable {

    private final MllpClientSettings settings;
    private MllpLine line;

    /** Does not connect yet. */
    public MllpClient(MllpClientSettings settings) {
        this.settings = settings;
    }

    /**
     * Sends one message and returns its acknowledgment, positive or not: the first one whose MSA-2 is the message's
     * MSH-10, or is empty. Others are skipped. Empty if the message asks for none (MSH-15 and MSH-16 are NE).
     *
     * @param message one message without frame
     * @throws MllpException if there is no acknowledgment
     */
    public synchronized Optional<MllpAck> send(byte[] message) throws MllpException {
        byte[] block = block(message);
        MshHeader msh = MshHeader.parse(message);
        try {
            write(block);
            return wantsNone(msh) ? Optional.empty() : Optional.of(line.await(msh == null ? "" : msh.controlId()));
        } catch (MllpException e) {
            close();
            throw e;
        }
    }

    private void write(byte[] block) throws MllpException {
        boolean fresh = line == null;
        if (!fresh && line.isGone()) {
            close();
            fresh = true;
        }
        try {
            connect();
            line.write(block);
        } catch (IOException e) {
            close();
            if (fresh) {
                throw new MllpException(MllpException.Kind.NOT_SENT, "Receiver cannot be reached", e);
            }
            // The old connection broke before the end block was out.
            write(block);
        }
    }

    private void connect() throws IOException {
        if (line == null) {
            line = new MllpLine(settings);
        }
    }

    private static boolean wantsNone(MshHeader msh) {
        return msh != null
                && (msh.acceptAck() + msh.applicationAck()).contains("NE")
                && (msh.acceptAck() + msh.applicationAck()).replace("NE", "").isBlank();
    }

    private static byte[] block(byte[] message) {
        ByteArrayOutputStream block = new ByteArrayOutputStream(message.length + 3);
        block.write(0x0B);
        block.writeBytes(message);
        block.write(0x1C);
        block.write('\r');
        return block.toByteArray();
    }

    /** Closes the connection; the next message opens another one. */
    @Override
    public synchronized void close() {
        if (line != null) {
            line.close();
            line = null;
        }
    }
}
