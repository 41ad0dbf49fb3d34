package org.yilian.hub.facility;

import java.nio.charset.Charset;
import java.util.Set;

/**
 * A hospital system that the hub sends HL7 v2 to.
 *
 * @param name unique in the region; its queue goes by it
 * @param facility code of the hospital it belongs to
 * @param tls whether the connection is TLS
 * @param certificate SHA-256 of the receiver's certificate, lower-case hexadecimal; null to trust the platform's
 *     authorities and check the host name
 * @param receives what it wants to get
 * @param charset UTF-8 or GB18030: one that has every character, so that no name is cut
 * @param version MSH-12
 * @param order what a message that cannot be delivered now holds up
 */
public record Destination(
        String name,
        String facility,
        String host,
        int port,
        boolean tls,
        String certificate,
        String sendingApplication,
        String sendingFacility,
        String receivingApplication,
        String receivingFacility,
        Set<Kind> receives,
        Charset charset,
        String version,
        Order order) {

    /** What a destination can get. */
    public enum Kind {
        /** Results of other hospitals that this one has ordered. */
        RESULTS,
        /** Results of other hospitals for everybody whom this one has registered. */
        PATIENT_RESULTS,
        /** Merges of this hospital's own patient numbers, for its systems that do not get them otherwise. */
        MERGES,
        /** By which numbers others know this hospital's patients (IHE ITI-10). */
        LINKS,
        /** What others say about orders of this hospital. */
        ORDER_RESPONSES,
        /** Referrals to this hospital, and answers to its own. */
        REFERRALS,
        /** What became of the messages of the system that calls itself so in MSH-3 (application acknowledgments). */
        ACKNOWLEDGMENTS
    }

    /** How far strictly in order goes. */
    public enum Order {
        /** Each message waits for all before it. */
        DESTINATION,
        /** Each message waits for those before it about the same patient. */
        PATIENT
    }
}
