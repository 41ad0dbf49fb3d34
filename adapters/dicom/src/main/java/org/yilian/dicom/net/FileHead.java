package org.yilian.dicom.net;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The part of a Part 10 file's meta information that C-STORE needs, PS3.10 section 7.1.
 *
 * @param sopClassUid Media Storage SOP Class UID
 * @param sopInstanceUid Media Storage SOP Instance UID
 * @param transferSyntaxUid of the data set
 * @param dataOffset bytes before the data set
 */
public record FileHead(String sopClassUid, String sopInstanceUid, String transferSyntaxUid, long dataOffset) {
    private static final int PREAMBLE_AND_PREFIX = 132;
    private static final int MAX_LENGTH = 1 << 20;

    /** @throws DicomNetException if it is no Part 10 file with all three UIDs */
    public static FileHead read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(in);
        }
    }

    /**
     * Leaves the stream, which must support mark, at the first byte of the data set.
     *
     * @throws DicomNetException if it is no Part 10 file with all three UIDs
     */
    public static FileHead read(InputStream in) throws IOException {
        byte[] prefix = in.readNBytes(PREAMBLE_AND_PREFIX);
        if (prefix.length < PREAMBLE_AND_PREFIX
                || !new String(prefix, 128, 4, StandardCharsets.US_ASCII).equals("DICM")) {
            throw new DicomNetException("no DICOM file: prefix DICM missing");
        }
        Map<Integer, String> uids = new HashMap<>();
        long offset = PREAMBLE_AND_PREFIX;
        while (true) {
            in.mark(12);
            byte[] head = in.readNBytes(8);
            if (head.length < 8 || u16(head, 0) != 0x0002) {
                in.reset();
                break;
            }
            boolean longForm =
                    "OB OW UN UT SQ OF OD OL UC UR".contains(new String(head, 4, 2, StandardCharsets.US_ASCII));
            byte[] more = longForm ? in.readNBytes(4) : head;
            if (more.length < 4) {
                throw truncated();
            }
            long length = longForm ? u16(more, 0) | (long) u16(more, 2) << 16 : u16(head, 6);
            offset += (longForm ? 12 : 8) + length;
            if (offset > MAX_LENGTH) {
                throw new DicomNetException("no DICOM file: meta information too long");
            }
            byte[] value = in.readNBytes((int) length);
            if (value.length < length) {
                throw truncated();
            }
            uids.put(u16(head, 2), new String(value, StandardCharsets.ISO_8859_1).trim());
        }
        return new FileHead(required(uids, 0x0002), required(uids, 0x0003), required(uids, 0x0010), offset);
    }

    private static String required(Map<Integer, String> uids, int element) throws DicomNetException {
        String uid = uids.getOrDefault(element, "");
        if (uid.isEmpty()) {
            throw new DicomNetException("no DICOM file: meta information incomplete");
        }
        return uid;
    }

    private static DicomNetException truncated() {
        return new DicomNetException("no DICOM file: it ends within the meta information");
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
    }
}
