package org.yilian.hub.record;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;
import org.yilian.mappings.ResourceWrite;

/** SHA-256 of what a write says. The time of the fact and the message it stood in are not part of what it says. */
final class WriteHash {
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private WriteHash() {}

    static String of(ResourceWrite write) {
        MessageDigest digest = sha256();
        digest.update(write.mode().name().getBytes(StandardCharsets.US_ASCII));
        new TreeSet<>(write.cleared()).forEach(path -> digest.update(path.getBytes(StandardCharsets.UTF_8)));
        IParser parser = FHIR.newJsonParser();
        parser.setDontEncodeElements("*.meta.source");
        digest.update(parser.encodeResourceToString(write.resource()).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
