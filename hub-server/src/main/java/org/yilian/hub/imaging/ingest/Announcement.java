package org.yilian.hub.imaging.ingest;

import org.yilian.hub.facility.Facility;

/**
 * What is known of an object before its first byte: who sends it, and what the message around it says it is.
 *
 * @param facility owner of what this sender sends
 * @param source AE title or client id, for the trace
 */
public record Announcement(
        Facility facility, String source, String sopClassUid, String sopInstanceUid, String transferSyntaxUid) {}
