package org.yilian.hub.intake;

import java.time.Instant;

/**
 * What intake decided about one message, ready to be stored.
 *
 * @param facility code of the sender, empty when unknown
 * @param sender MSH-3.1 of the sending application, shortened; empty when unreadable
 * @param type {@code ADT^A01}, empty when unreadable
 * @param hash SHA-256 of the bytes, hexadecimal
 * @param raw bytes as received, without frame
 * @param charset character set the transport declared, empty if none
 * @param ack the acknowledgment, empty when the sender wants none
 * @param errorCode null unless quarantined
 * @param repairs the message this is a repaired copy of, null for what came by wire
 */
record Arrival(
        String facility,
        String sender,
        String listener,
        String type,
        String controlId,
        String hash,
        Instant receivedAt,
        byte[] raw,
        String charset,
        InboxState state,
        String ackCode,
        byte[] ack,
        String errorCode,
        Long repairs) {

    /** The same message again has the same key. */
    String key() {
        return facility + "|" + controlId + "|" + hash;
    }

    Arrival repairing(long original) {
        return new Arrival(
                facility,
                sender,
                listener,
                type,
                controlId,
                hash,
                receivedAt,
                raw,
                charset,
                state,
                ackCode,
                ack,
                errorCode,
                original);
    }

    /** Nothing of the content. */
    @Override
    public String toString() {
        return "Arrival[" + facility + " " + type + " " + state + "]";
    }
}
