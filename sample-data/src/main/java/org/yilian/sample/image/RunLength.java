package org.yilian.sample.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** RLE Lossless (PS3.5 annex G): one segment per byte of a pixel, most significant first, packed row by row. */
final class RunLength {
    private RunLength() {}

    /**
     * @param frame one frame, little endian, samples of a pixel together
     * @param bytesPerPixel bytes of all samples of a pixel
     * @param wide whether the bytes of a pixel are one 16 bit sample
     */
    static byte[] encode(byte[] frame, int columns, int bytesPerPixel, boolean wide) {
        ByteBuffer header =
                ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putInt(bytesPerPixel);
        ByteArrayOutputStream segments = new ByteArrayOutputStream();
        for (int segment = 0; segment < bytesPerPixel; segment++) {
            header.putInt(64 + segments.size());
            int offset = wide ? bytesPerPixel - 1 - segment : segment;
            byte[] row = new byte[columns];
            for (int start = 0; start < frame.length; start += columns * bytesPerPixel) {
                for (int i = 0; i < columns; i++) {
                    row[i] = frame[start + i * bytesPerPixel + offset];
                }
                pack(row, segments);
            }
            if (segments.size() % 2 != 0) {
                segments.write(0);
            }
        }
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(64 + segments.size());
        encoded.writeBytes(header.array());
        encoded.writeBytes(segments.toByteArray());
        return encoded.toByteArray();
    }

    /** Runs of 3 and more become a count and a byte, everything else is copied in pieces of at most 128. */
    private static void pack(byte[] row, ByteArrayOutputStream out) {
        int at = 0;
        while (at < row.length) {
            int run = run(row, at);
            if (run >= 3) {
                out.write(257 - run);
                out.write(row[at]);
                at += run;
            } else {
                int end = at;
                while (end < row.length && end - at < 128 && run(row, end) < 3) {
                    end++;
                }
                out.write(end - at - 1);
                out.write(row, at, end - at);
                at = end;
            }
        }
    }

    private static int run(byte[] row, int at) {
        int end = at + 1;
        while (end < row.length && end - at < 128 && row[end] == row[at]) {
            end++;
        }
        return end - at;
    }
}
