package org.yilian.hub.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Coding;
import org.yilian.hub.platform.Sha256;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.StatusAdvance;

/** SHA-256 of what a write says. The time of the fact and the message it stood in are not part of what it says. */
final class WriteHash {
    private WriteHash() {}

    /** @param text of the write's resource: the body is not encoded a second time */
    static String of(ResourceWrite write, StoredText text) {
        MessageDigest digest = Sha256.begin();
        update(digest, write.mode().name());
        new TreeSet<>(write.cleared()).forEach(path -> update(digest, path));
        if (write.mode() == ResourceWrite.Mode.ADVANCE) {
            // Who reports the same progress again says nothing new, whatever else the resource would have been made of.
            update(digest, StatusAdvance.said(write.resource()));
            return HexFormat.of().formatHex(digest.digest());
        }
        // Changes are records of texts and numbers: what they say is what they print.
        write.changes().forEach(change -> update(digest, change.toString()));
        update(digest, text.hash());
        codings(digest, write.resource().getMeta().getTag());
        codings(digest, write.resource().getMeta().getSecurity());
        for (CanonicalType profile : write.resource().getMeta().getProfile()) {
            update(digest, profile.getValue());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void codings(MessageDigest digest, List<Coding> codings) {
        for (Coding coding : codings) {
            update(digest, coding.getSystem());
            update(digest, coding.getCode());
        }
        update(digest, "");
    }

    /** A length goes first, so that neighbours cannot flow into each other. */
    private static void update(MessageDigest digest, String part) {
        byte[] bytes = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }
}
