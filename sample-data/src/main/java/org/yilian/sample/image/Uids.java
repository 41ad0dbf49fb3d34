package org.yilian.sample.image;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** UIDs below 2.25 (PS3.5 B.2) that follow from a study and a name within it. */
final class Uids {
    private Uids() {}

    static String of(String studyInstanceUid, String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((studyInstanceUid + "/" + name).getBytes(StandardCharsets.UTF_8));
            byte[] uuid = Arrays.copyOf(hash, 16);
            // A UUID of version 8: made in a way of our own.
            uuid[6] = (byte) (uuid[6] & 0x0F | 0x80);
            uuid[8] = (byte) (uuid[8] & 0x3F | 0x80);
            return "2.25." + new BigInteger(1, uuid);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }
}
