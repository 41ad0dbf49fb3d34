package org.yilian.dicom.net;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.yilian.dicom.net.StateMachine.Action;
import org.yilian.dicom.net.StateMachine.Event;
import org.yilian.dicom.net.StateMachine.State;

/**
 * One end of an association as PS3.8 sees it: carries out what the {@link StateMachine} says. After any exception from
 * here the association is over and the connection closed; protocol errors have been answered with A-ABORT.
 *
 * <p>In state Sta13 what still arrives is thrown away unparsed (instead of being answered with further A-ABORTs) until
 * the peer closes or {@link Timeouts#close} has passed.
 */
final class UpperLayer {
    /** No honest P-DATA-TF is longer, whatever we offered; some peers overstep their partner's limit a little. */
    static final int MAX_PDU_LENGTH = 16 << 20;

    private final Transport transport;
    private final Timeouts timeouts;
    private final StateMachine machine;

    private record Received(Action action, Pdu pdu, int length) {}

    private UpperLayer(Transport transport, Timeouts timeouts, boolean requestor) {
        this.transport = transport;
        this.timeouts = timeouts;
        this.machine = new StateMachine(requestor);
    }

    static UpperLayer requestor(Transport transport, Timeouts timeouts) {
        UpperLayer layer = new UpperLayer(transport, timeouts, true);
        layer.machine.on(Event.ASSOCIATE_REQUEST);
        return layer;
    }

    static UpperLayer acceptor(Transport transport, Timeouts timeouts) {
        UpperLayer layer = new UpperLayer(transport, timeouts, false);
        layer.machine.on(Event.TRANSPORT_INDICATED);
        return layer;
    }

    Transport transport() {
        return transport;
    }

    boolean established() {
        return machine.state() == State.ESTABLISHED;
    }

    /** Asks for the association and waits for the answer. */
    Pdu.AssociateAc request(Pdu.AssociateRq rq) throws IOException {
        machine.on(Event.TRANSPORT_CONFIRMED);
        send(rq);
        transport.deadline(timeouts.associate());
        Received answer = receive();
        transport.noDeadline();
        if (answer.action == Action.AE_4) {
            transport.close();
            throw new AssociationRejectedException((Pdu.AssociateRj) answer.pdu);
        }
        return (Pdu.AssociateAc) answer.pdu;
    }

    /** Waits for the peer's request; answer it with {@link #accept} or {@link #reject}. */
    Pdu.AssociateRq awaitRequest() throws IOException {
        transport.deadline(timeouts.associate());
        Received request = receive();
        transport.noDeadline();
        return (Pdu.AssociateRq) request.pdu;
    }

    void accept(Pdu.AssociateAc ac) throws IOException {
        machine.on(Event.ASSOCIATE_ACCEPT);
        send(ac);
    }

    void reject(Rejection rejection) throws IOException {
        machine.on(Event.ASSOCIATE_REJECT);
        send(rejection.pdu());
        awaitClose();
    }

    /**
     * Waits for the next P-DATA-TF and returns the length of its content, which the caller reads from the transport; -1
     * if the peer released the association instead.
     *
     * @param wait longest silence before it begins
     */
    int nextPData(Duration wait) throws IOException {
        transport.gap(wait);
        Received received = receive();
        if (received.action == Action.AR_2) {
            machine.on(Event.RELEASE_RESPONSE);
            send(new Pdu.ReleaseRp());
            awaitClose();
            return -1;
        }
        return received.length;
    }

    void writePData(byte[] pdus, int length) throws IOException {
        machine.on(Event.P_DATA_REQUEST);
        write(pdus, length);
    }

    /** Ends the association in order, PS3.8 section 7.2; a release of the peer's at the same time is no harm. */
    void release() throws IOException {
        machine.on(Event.RELEASE_REQUEST);
        send(new Pdu.ReleaseRq());
        transport.deadline(timeouts.release());
        while (true) {
            Received received = receive();
            switch (received.action) {
                case AR_3 -> {
                    transport.close();
                    return;
                }
                case AR_6 -> skip(received.length);
                case AR_8 -> {
                    if (machine.allows(Event.RELEASE_RESPONSE)) {
                        machine.on(Event.RELEASE_RESPONSE);
                        send(new Pdu.ReleaseRp());
                    }
                }
                case AR_10 -> {
                    machine.on(Event.RELEASE_RESPONSE);
                    send(new Pdu.ReleaseRp());
                    awaitClose();
                    return;
                }
                default -> throw new IllegalStateException("no way out of " + machine.state());
            }
        }
    }

    /** Ends the association at once; harmless when it has ended already. */
    void abort() {
        if (machine.allows(Event.ABORT_REQUEST)) {
            machine.on(Event.ABORT_REQUEST);
            finish(new Pdu.Abort(Pdu.Abort.SOURCE_USER, Pdu.Abort.REASON_NOT_SPECIFIED));
        }
        transport.close();
    }

    /** Aborts because the peer broke the protocol; returns what to throw. */
    AssociationAbortedException abort(ProtocolException cause) {
        if (machine.allows(Event.INVALID_PDU)) {
            machine.on(Event.INVALID_PDU);
            finish(new Pdu.Abort(Pdu.Abort.SOURCE_PROVIDER, cause.abortReason()));
        }
        transport.close();
        return new AssociationAbortedException("association aborted: " + cause.getMessage(), cause);
    }

    /** From another thread, to end an association whose own thread waits or works. */
    void abortFromOutside() {
        transport.tryWriteAndClose(
                PduEncoder.encode(new Pdu.Abort(Pdu.Abort.SOURCE_USER, Pdu.Abort.REASON_NOT_SPECIFIED)));
    }

    /** Turns a failure of the transport into the end of the association; returns what to throw. */
    AssociationAbortedException lost(IOException cause) {
        if (cause instanceof AssociationAbortedException already) {
            return already;
        }
        if (cause instanceof SocketTimeoutException) {
            if (machine.allows(Event.ARTIM_EXPIRED)) {
                machine.on(Event.ARTIM_EXPIRED);
            } else {
                abort();
            }
            transport.close();
            return new AssociationAbortedException("peer kept silent too long");
        }
        if (machine.allows(Event.TRANSPORT_CLOSED)) {
            machine.on(Event.TRANSPORT_CLOSED);
        }
        transport.close();
        return new AssociationAbortedException("connection lost", cause);
    }

    private Received receive() throws IOException {
        try {
            return receiveOrFail();
        } catch (ProtocolException e) {
            throw abort(e);
        } catch (DicomNetException e) {
            throw e;
        } catch (IOException e) {
            throw lost(e);
        }
    }

    private Received receiveOrFail() throws IOException {
        int type = transport.read();
        if (type < 0) {
            throw new IOException("connection closed by peer");
        }
        transport.gap(timeouts.receive());
        transport.u8();
        long length = transport.u32();
        if (type == Pdu.TYPE_P_DATA_TF) {
            if (length == 0 || length > MAX_PDU_LENGTH) {
                throw ProtocolException.invalid("P-DATA-TF empty or longer than 16 MiB");
            }
            return acted(new Received(machine.on(Event.P_DATA_TF), null, (int) length));
        }
        Pdu pdu = PduDecoder.decode(type, content(type, length));
        return acted(new Received(machine.on(event(pdu)), pdu, 0));
    }

    /** Carries out those actions that end the association. */
    private Received acted(Received received) throws IOException {
        switch (received.action) {
            case AA_1, AA_8 -> {
                finish(new Pdu.Abort(Pdu.Abort.SOURCE_PROVIDER, Pdu.Abort.UNEXPECTED_PDU));
                throw new AssociationAbortedException("association aborted: PDU not expected now");
            }
            case AA_2, AA_3 -> {
                transport.close();
                throw new AssociationAbortedException("association aborted by peer");
            }
            default -> {
                return received;
            }
        }
    }

    /** Grows with what has really arrived, so that a lie about the length costs the liar's bandwidth, not our memory. */
    private byte[] content(int type, long length) throws IOException {
        if (type < Pdu.TYPE_ASSOCIATE_RQ || type > Pdu.TYPE_ABORT) {
            throw new ProtocolException(Pdu.Abort.UNRECOGNIZED_PDU, "unrecognized PDU type");
        }
        if (type > Pdu.TYPE_ASSOCIATE_AC ? length != 4 : length > PduDecoder.MAX_ASSOCIATE_LENGTH) {
            throw ProtocolException.invalid("PDU length out of range");
        }
        byte[] content = new byte[(int) Math.min(length, 8192)];
        int filled = 0;
        while (filled < length) {
            if (filled == content.length) {
                content = Arrays.copyOf(content, (int) Math.min(length, 2L * filled));
            }
            int n = transport.read(content, filled, content.length - filled);
            if (n < 0) {
                throw new IOException("connection closed within a PDU");
            }
            filled += n;
        }
        return content;
    }

    private void skip(int length) throws IOException {
        try {
            byte[] away = new byte[8192];
            for (int left = length; left > 0; ) {
                int n = transport.read(away, 0, Math.min(left, away.length));
                if (n < 0) {
                    throw new IOException("connection closed within a PDU");
                }
                left -= n;
            }
        } catch (IOException e) {
            throw lost(e);
        }
    }

    private static Event event(Pdu pdu) {
        if (pdu instanceof Pdu.AssociateRq) {
            return Event.ASSOCIATE_RQ;
        } else if (pdu instanceof Pdu.AssociateAc) {
            return Event.ASSOCIATE_AC;
        } else if (pdu instanceof Pdu.AssociateRj) {
            return Event.ASSOCIATE_RJ;
        } else if (pdu instanceof Pdu.ReleaseRq) {
            return Event.RELEASE_RQ;
        } else if (pdu instanceof Pdu.ReleaseRp) {
            return Event.RELEASE_RP;
        }
        return Event.ABORT;
    }

    private void send(Pdu pdu) throws IOException {
        byte[] bytes = PduEncoder.encode(pdu);
        write(bytes, bytes.length);
    }

    private void write(byte[] bytes, int length) throws IOException {
        try {
            transport.write(bytes, 0, length);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** The last PDU of an association that fails anyhow. */
    private void finish(Pdu.Abort last) {
        try {
            byte[] bytes = PduEncoder.encode(last);
            transport.write(bytes, 0, bytes.length);
        } catch (IOException e) {
            // the peer has gone before hearing it
        }
        awaitClose();
    }

    private void awaitClose() {
        transport.closeWhenPeerDoes(timeouts.close());
        if (machine.allows(Event.TRANSPORT_CLOSED)) {
            machine.on(Event.TRANSPORT_CLOSED);
        }
    }
}
