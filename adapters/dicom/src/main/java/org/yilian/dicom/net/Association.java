package org.yilian.dicom.net;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomWriter;
import org.yilian.dicom.TransferSyntax;

/**
 * An established association: DIMSE messages in and out, PS3.7 section 6.3 and PS3.8 annex E. Used by one thread.
 *
 * <p>The data set of a received message is read from the connection while its reader reads; nothing is held but one
 * buffer. Whoever asks for the next message gets it only after the data set before was read or thrown away.
 */
final class Association {
    private final UpperLayer upper;
    private final Transport transport;
    private final Timeouts timeouts;
    private final AssociationInfo info;
    private final Map<Integer, PresentationContext> contexts;
    private final Set<String> peerScpClasses;
    private final Map<String, QueryOptions> queryOptions;
    private final MessageWriter writer;

    private int lastMessageId;
    private int pduLeft;
    private int pdvLeft;
    private int pdvContext;
    private boolean pdvCommand;
    private boolean pdvLast;
    private Message open;
    private MessageData data;

    /**
     * @param peerScpClasses SOP classes for which the requestor of this association may be the SCP
     * @param queryOptions what was agreed on by information model
     * @param peerMaxPduLength what the peer takes, 0 for any length
     */
    Association(
            UpperLayer upper,
            AssociationSettings settings,
            AssociationInfo info,
            Map<Integer, PresentationContext> contexts,
            Set<String> peerScpClasses,
            Map<String, QueryOptions> queryOptions,
            long peerMaxPduLength) {
        this.upper = upper;
        this.transport = upper.transport();
        this.timeouts = settings.timeouts();
        this.info = info;
        this.contexts = contexts;
        this.peerScpClasses = peerScpClasses;
        this.queryOptions = queryOptions;
        long limit = peerMaxPduLength == 0 ? settings.maxPduLength() : peerMaxPduLength;
        this.writer = new MessageWriter(upper, (int) Math.min(limit, settings.maxPduLength()));
    }

    AssociationInfo info() {
        return info;
    }

    Timeouts timeouts() {
        return timeouts;
    }

    Map<Integer, PresentationContext> contexts() {
        return contexts;
    }

    QueryOptions queryOptions(PresentationContext context) {
        return queryOptions.getOrDefault(context.abstractSyntax(), QueryOptions.NONE);
    }

    int nextMessageId() {
        lastMessageId = lastMessageId % 0xFFFF + 1;
        return lastMessageId;
    }

    /** A context in which the peer takes this instance from us by C-GET. */
    Optional<PresentationContext> storableAtPeer(StoredInstance instance) {
        if (!peerScpClasses.contains(instance.sopClassUid())) {
            return Optional.empty();
        }
        return instance.transferSyntaxUids().stream()
                .flatMap(uid -> contexts.values().stream()
                        .filter(c -> c.abstractSyntax().equals(instance.sopClassUid())
                                && c.transferSyntax().equals(uid)))
                .findFirst();
    }

    /**
     * The next message of the peer, or null after it released the association.
     *
     * @param wait longest silence before it begins
     */
    Message receive(Duration wait) throws IOException {
        try {
            if (open != null) {
                open.discardRest();
            }
            if (!nextPdv(wait)) {
                return null;
            }
            return message();
        } catch (ProtocolException e) {
            throw upper.abort(e);
        } catch (IOException e) {
            throw upper.lost(e);
        }
    }

    /** Whether a message has begun to arrive; never waits. */
    boolean messageWaiting() throws IOException {
        return (data == null || data.complete()) && (pduLeft > 0 || transport.readable());
    }

    private Message message() throws IOException {
        PresentationContext context = contexts.get(pdvContext);
        if (context == null) {
            throw ProtocolException.invalid("presentation context not accepted");
        }
        byte[] buffer = new byte[512];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        while (true) {
            if (!pdvCommand || pdvContext != context.id()) {
                throw ProtocolException.invalid("data where a command was expected");
            }
            if (bytes.size() + pdvLeft > CommandSet.MAX_LENGTH) {
                throw ProtocolException.invalid("command set too long");
            }
            while (pdvLeft > 0) {
                bytes.write(buffer, 0, readPdv(buffer, 0, buffer.length));
            }
            if (pdvLast) {
                break;
            }
            requirePdv();
        }
        CommandSet command = CommandSet.decode(bytes.toByteArray(), bytes.size());
        data = command.hasDataSet() ? new MessageData(context.id()) : null;
        open = new Message(context, command, data);
        return open;
    }

    private void requirePdv() throws IOException {
        if (!nextPdv(timeouts.receive())) {
            throw ProtocolException.invalid("release within a message");
        }
    }

    /** Reads the head of the next presentation data value, PS3.8 9.3.5.1; false if the peer released instead. */
    private boolean nextPdv(Duration wait) throws IOException {
        if (pduLeft == 0) {
            int length = upper.nextPData(wait);
            if (length < 0) {
                return false;
            }
            pduLeft = length;
        }
        if (pduLeft < 6) {
            throw ProtocolException.invalid("P-DATA-TF too short for a data value");
        }
        long length = transport.u32();
        if (length < 2 || length > pduLeft - 4) {
            throw ProtocolException.invalid("data value longer than its PDU");
        }
        pdvContext = transport.u8();
        int control = transport.u8();
        pdvCommand = (control & 1) != 0;
        pdvLast = (control & 2) != 0;
        pdvLeft = (int) length - 2;
        pduLeft -= (int) length + 4;
        return true;
    }

    private int readPdv(byte[] target, int offset, int length) throws IOException {
        int n = transport.read(target, offset, Math.min(length, pdvLeft));
        if (n < 0) {
            throw new IOException("connection closed within a message");
        }
        pdvLeft -= n;
        return n;
    }

    /** Sends a message without data set. */
    void send(int contextId, CommandSet command) throws IOException {
        writer.write(contextId, command, null);
    }

    /** Sends a message; the data set is read to its end while it goes out. */
    void send(int contextId, CommandSet command, InputStream data) throws IOException {
        try {
            writer.write(contextId, command.withDataSet(), data);
        } catch (DicomNetException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // the source failed in the middle of a message, which cannot be taken back
            upper.abort();
            throw e;
        }
    }

    /** @param dataSet null for none */
    void send(PresentationContext context, CommandSet command, DataSet dataSet) throws IOException {
        if (dataSet == null) {
            send(context.id(), command);
            return;
        }
        byte[] bytes = DicomWriter.toBytes(dataSet, TransferSyntax.of(context.transferSyntax()));
        send(context.id(), command, new ByteArrayInputStream(bytes));
    }

    void release() throws IOException {
        upper.release();
    }

    boolean established() {
        return upper.established();
    }

    void abort() {
        upper.abort();
    }

    AssociationAbortedException abort(ProtocolException cause) {
        return upper.abort(cause);
    }

    void abortFromOutside() {
        upper.abortFromOutside();
    }

    /**
     * The data set of the message being received, through all its fragments. A failure here is remembered, so that a
     * handler that swallows it cannot make the message look whole.
     */
    private final class MessageData extends InputStream {
        private final int contextId;
        private boolean begun;
        private IOException failure;

        MessageData(int contextId) {
            this.contextId = contextId;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (failure != null) {
                throw failure;
            }
            try {
                return length == 0 ? 0 : readOrFail(target, offset, length);
            } catch (ProtocolException e) {
                failure = upper.abort(e);
            } catch (IOException e) {
                failure = upper.lost(e);
            }
            throw failure;
        }

        private int readOrFail(byte[] target, int offset, int length) throws IOException {
            while (!begun || pdvLeft == 0) {
                if (complete()) {
                    return -1;
                }
                requirePdv();
                begun = true;
                if (pdvCommand || pdvContext != contextId) {
                    throw ProtocolException.invalid("command where data were expected");
                }
            }
            return readPdv(target, offset, length);
        }

        boolean complete() {
            return begun && pdvLast && pdvLeft == 0;
        }
    }
}
