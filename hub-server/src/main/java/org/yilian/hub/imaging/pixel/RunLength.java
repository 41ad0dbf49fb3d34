package org.yilian.hub.imaging.pixel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * DICOM RLE, <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part05/chapter_G.html">PS3.5 Annex G</a>:
 * up to 15 PackBits segments, one per byte plane, most significant byte first.
 */
final class RunLength {
    private static final int HEADER = 64;

    private RunLength() {}

    /**
     * Decodes one frame.
     *
     * @param planeSize bytes of one plane, rows times columns
     * @param planes expected number of segments
     * @return the planes one after the other, in the order of the segments
     * @throws PixelFailure if the segments are not what the header says; short segments are an error, surplus is ignored
     */
    static byte[] decode(byte[] frame, int planeSize, int planes) throws PixelFailure {
        if (frame.length < HEADER) {
            throw PixelFailure.broken("RLE frame without header");
        }
        ByteBuffer header = ByteBuffer.wrap(frame, 0, HEADER).order(ByteOrder.LITTLE_ENDIAN);
        int segments = header.getInt();
        if (segments != planes) {
            throw PixelFailure.broken("RLE segments do not match samples and bits");
        }
        byte[] out = new byte[Math.multiplyExact(planeSize, planes)];
        int[] starts = new int[planes + 1];
        for (int i = 0; i < planes; i++) {
            starts[i] = header.getInt();
        }
        starts[planes] = frame.length;
        for (int i = 0; i < planes; i++) {
            int end = i + 1 < planes ? starts[i + 1] : frame.length;
            if (starts[i] < HEADER || end < starts[i] || end > frame.length) {
                throw PixelFailure.broken("RLE segment lies outside its frame");
            }
            unpack(frame, starts[i], end, out, i * planeSize, planeSize);
        }
        return out;
    }

    private static void unpack(byte[] in, int from, int to, byte[] out, int at, int length) throws PixelFailure {
        int read = from;
        int write = at;
        int limit = at + length;
        while (write < limit) {
            if (read >= to) {
                throw PixelFailure.broken("RLE segment ends early");
            }
            int n = in[read++];
            if (n >= 0) {
                int count = Math.min(n + 1, limit - write);
                if (read + count > to) {
                    throw PixelFailure.broken("RLE segment ends early");
                }
                System.arraycopy(in, read, out, write, count);
                read += n + 1;
                write += count;
            } else if (n != -128) {
                if (read >= to) {
                    throw PixelFailure.broken("RLE segment ends early");
                }
                int count = Math.min(1 - n, limit - write);
                java.util.Arrays.fill(out, write, write + count, in[read++]);
                write += count;
            }
        }
    }
}
