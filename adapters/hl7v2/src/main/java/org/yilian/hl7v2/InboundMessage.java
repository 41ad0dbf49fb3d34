package org.yilian.hl7v2;

import java.nio.charset.Charset;
import java.time.Instant;

/**
 * One piece of input as received.
 *
 * @param bytes as received, without frame; not decoded, not normalised. Not copied: do not change
 * @param msh the header, or null if this is not a whole message with a readable MSH
 * @param receivedAt when its last byte was read
 * @param listener name of the listener, as configured
 * @param remote address of the peer; never to be logged or put into a metric
 * @param framing how it stood in the connection
 * @param certificate SHA-256 of the peer's TLS certificate (DER), lower-case hexadecimal; null without client
 *     certificate
 * @param facility the sender the transport itself vouches for; null if it vouches for none, as plain MLLP
 * @param charset the character set the transport declared; null if it declared none
 */
public record InboundMessage(
        byte[] bytes,
        MshHeader msh,
        Instant receivedAt,
        String listener,
        String remote,
        Framing framing,
        String certificate,
        String facility,
        Charset charset) {

    /** A whole message from a connection without client certificate. */
    public InboundMessage(byte[] bytes, MshHeader msh, Instant receivedAt, String listener, String remote) {
        this(bytes, msh, receivedAt, listener, remote, Framing.FRAMED, null, null, null);
    }

    /** Nothing of the content and not the peer, so that a careless log line tells nothing. */
    @Override
    public String toString() {
        return "InboundMessage[" + listener + ", " + framing + ", " + bytes.length + " bytes]";
    }
}
