package org.yilian.conformance;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The data set inside a DICOM file, untouched, <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part10/chapter_7.html">PS3.10 7</a>. Reads only the group length
 * of the file meta information, so that nothing of a DICOM reader stands between what was sent and what is compared.
 */
public final class PartTen {
    private static final int PREAMBLE = 128;
    private static final int AFTER_GROUP_LENGTH = PREAMBLE + 4 + 12;

    private PartTen() {}

    /** SHA-256 of the data set's bytes, lower case hexadecimal; empty if these bytes are no DICOM file. */
    public static String dataSetHash(byte[] file) {
        if (file.length < AFTER_GROUP_LENGTH || file[128] != 'D' || file[131] != 'M') {
            return "";
        }
        int metaLength = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(AFTER_GROUP_LENGTH - 4);
        int start = AFTER_GROUP_LENGTH + metaLength;
        if (metaLength < 0 || start > file.length) {
            return "";
        }
        return sha256(file, start);
    }

    private static String sha256(byte[] bytes, int start) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, start, bytes.length - start);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
