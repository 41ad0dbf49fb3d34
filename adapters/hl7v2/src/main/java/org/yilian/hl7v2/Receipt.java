package org.yilian.hl7v2;

/**
 * What the user of this adapter decided about one message; the sender's acknowledgment is written from it.
 *
 * @param code the outcome; written as A. or C. code according to what the message asks for (MSH-15, MSH-16)
 * @param errorCode HL7 table 0357, for example {@code 200}; null when accepted
 * @param hubCode stable code of the failure, for example {@code HUB-0412}; null when accepted
 * @param text fixed text for the sender's operator, never built from input; null when accepted
 * @param storedAck when not null, the sender is answered with exactly these bytes (without frame): the first answer
 *     again for a duplicate, or an answer that was stored together with the message
 */
public record Receipt(AckCode code, String errorCode, String hubCode, String text, byte[] storedAck) {

    /** The message is durable. */
    public static Receipt accepted() {
        return new Receipt(AckCode.AA, null, null, null, null);
    }

    /** The message will never be taken as it is. */
    public static Receipt rejected(String errorCode, String hubCode, String text) {
        return new Receipt(AckCode.AR, errorCode, hubCode, text, null);
    }

    /** The message is surely not taken now; the sender may try again. */
    public static Receipt failed(String errorCode, String hubCode, String text) {
        return new Receipt(AckCode.AE, errorCode, hubCode, text, null);
    }

    /** The same decision, answered with exactly these bytes (an ACK without frame). */
    public Receipt answeredWith(byte[] ack) {
        return new Receipt(code, errorCode, hubCode, text, ack);
    }

    /** Without the stored answer, which echoes names of the sender. */
    @Override
    public String toString() {
        return "Receipt[" + code + " " + hubCode + "]";
    }
}
