package org.yilian.hub.imaging.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What a kept object says of itself, so that it can be told after a crash what was promised: length of the file, hash of the
 * data set, and a note of the receiver's. It fills a place that the header of the file leaves for it at its end.
 *
 * <p>Layout, big endian: four letters; CRC-32 of the header before the slip and of all that follows; length of the file, moment of the promise (64 bits each); SHA-256 (32 bytes); length of
 * the note (16 bits); the note; zeros.
 */
record Slip(long size, Instant at, byte[] sha256, String note) {
    private static final int MAGIC = 'Y' << 24 | 'H' << 16 | 'K' << 8 | '1';
    private static final int FIXED = 4 + 4 + 8 + 8 + 32 + 2;

    /** @param head header of the file up to here */
    byte[] bytes(byte[] head) {
        byte[] text = note.getBytes(StandardCharsets.UTF_8);
        if (FIXED + text.length > IncomingObject.SLIP) {
            throw new IllegalArgumentException("The note is too long");
        }
        ByteBuffer out = ByteBuffer.allocate(IncomingObject.SLIP);
        out.putInt(MAGIC)
                .putInt(0)
                .putLong(size)
                .putLong(at.toEpochMilli())
                .put(sha256)
                .putShort((short) text.length)
                .put(text);
        return out.putInt(4, crc(head, out.array())).array();
    }

    /** Empty where there is none, or not all of it. */
    static Optional<Slip> of(byte[] head, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length != IncomingObject.SLIP || in.getInt() != MAGIC || in.getInt() != crc(head, bytes)) {
            return Optional.empty();
        }
        long size = in.getLong();
        Instant at = Instant.ofEpochMilli(in.getLong());
        byte[] sha256 = new byte[32];
        in.get(sha256);
        int length = in.getShort();
        return Optional.of(new Slip(size, at, sha256, new String(bytes, FIXED, length, StandardCharsets.UTF_8)));
    }

    private static int crc(byte[] head, byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(head);
        crc.update(bytes, 8, bytes.length - 8);
        return (int) crc.getValue();
    }
}
