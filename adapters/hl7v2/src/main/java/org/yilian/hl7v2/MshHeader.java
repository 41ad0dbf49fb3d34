package org.yilian.hl7v2;

import java.nio.charset.Charset;

/**
 * The message header, read without looking at the rest of the message. HL7 v2.8.2 section 2.14.9.
 *
 * <p>All texts are the whole field as written (still escaped, with components and repetitions), decoded, never null;
 * an absent field is empty.
 *
 * @param fieldSeparator MSH-1
 * @param encodingCharacters MSH-2
 * @param sendingApplication MSH-3
 * @param sendingFacility MSH-4
 * @param receivingApplication MSH-5
 * @param receivingFacility MSH-6
 * @param dateTime MSH-7
 * @param messageType MSH-9
 * @param controlId MSH-10
 * @param processingId MSH-11
 * @param versionId MSH-12
 * @param acceptAck MSH-15
 * @param applicationAck MSH-16
 * @param characterSet MSH-18
 * @param charset the character set this header was decoded with: what MSH-18 names if that fits the bytes, else UTF-8,
 *     GB18030 or ISO 8859-1, the first that fits
 */
public record MshHeader(
        char fieldSeparator,
        String encodingCharacters,
        String sendingApplication,
        String sendingFacility,
        String receivingApplication,
        String receivingFacility,
        String dateTime,
        String messageType,
        String controlId,
        String processingId,
        String versionId,
        String acceptAck,
        String applicationAck,
        String characterSet,
        Charset charset) {

    /** Reads the header at the start of a message (a byte order mark or blanks may precede); null if there is none. */
    public static MshHeader parse(byte[] message) {
        return MshReader.read(message);
    }

    /** This header with other wishes for its answer, for a sender that is known to wait for something else than it says. */
    public MshHeader asking(String msh15, String msh16) {
        return new MshHeader(
                fieldSeparator,
                encodingCharacters,
                sendingApplication,
                sendingFacility,
                receivingApplication,
                receivingFacility,
                dateTime,
                messageType,
                controlId,
                processingId,
                versionId,
                msh15,
                msh16,
                characterSet,
                charset);
    }

    /** MSH-3.1. */
    public String sendingApplicationName() {
        return component(sendingApplication, 1);
    }

    /** MSH-4.1. */
    public String sendingFacilityName() {
        return component(sendingFacility, 1);
    }

    /** MSH-9.1, for example {@code ADT}. */
    public String messageCode() {
        return component(messageType, 1);
    }

    /** MSH-9.2, for example {@code A01}. */
    public String triggerEvent() {
        return component(messageType, 2);
    }

    /** MSH-9.3, for example {@code ADT_A01}; often absent. */
    public String messageStructure() {
        return component(messageType, 3);
    }

    /** MSH-9.1 and MSH-9.2 as {@code ADT^A01}, whatever component separator the sender uses. */
    public String triggerCode() {
        return triggerEvent().isEmpty() ? messageCode() : messageCode() + "^" + triggerEvent();
    }

    /** The first repetition's n-th component (from 1) of one of this header's fields, as written; empty if absent. */
    public String component(String field, int n) {
        int end = encodingCharacters.length() > 1 ? field.indexOf(encodingCharacters.charAt(1)) : -1;
        String rest = end < 0 ? field : field.substring(0, end);
        char separator = encodingCharacters.charAt(0);
        for (int i = 1; ; i++) {
            int at = rest.indexOf(separator);
            if (i == n) {
                return at < 0 ? rest : rest.substring(0, at);
            }
            if (at < 0) {
                return "";
            }
            rest = rest.substring(at + 1);
        }
    }

    /** Nothing of the content: a control id may carry a patient number. */
    @Override
    public String toString() {
        return "MshHeader[" + charset + "]";
    }
}
