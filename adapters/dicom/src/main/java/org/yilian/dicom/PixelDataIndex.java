package org.yilian.dicom;

import java.util.ArrayList;
import java.util.List;

/**
 * Where pixel data and each of its frames are in a stream.
 *
 * @param offset of the value, behind the element's header
 * @param length of the value; for encapsulated data everything up to and including the delimiter
 * @param encapsulated the value is fragments, whose headers are not part of any frame
 * @param frames in order; empty when frames cannot be told apart (a video, bits that do not end at bytes, wrong tables)
 */
public record PixelDataIndex(long offset, long length, boolean encapsulated, List<Frame> frames) {

    /** One frame: one piece of native data, one or more fragments of encapsulated data. */
    public record Frame(List<Piece> pieces) {
        /** Bytes of all pieces. */
        public long length() {
            long sum = 0;
            for (Piece piece : pieces) {
                sum += piece.length;
            }
            return sum;
        }
    }

    /** A range of bytes in the stream. */
    public record Piece(long offset, long length) {}

    static PixelDataIndex ofNative(DataSet head, int tag, long offset, long length) {
        List<Frame> frames = new ArrayList<>();
        long size = frameSize(head, tag);
        int count = numberOfFrames(head);
        if (size > 0 && size <= length && count <= length / size) {
            for (int i = 0; i < count; i++) {
                frames.add(new Frame(List.of(new Piece(offset + i * size, size))));
            }
        }
        return new PixelDataIndex(offset, length, false, List.copyOf(frames));
    }

    static int numberOfFrames(DataSet head) {
        return Math.max(1, head.intValue(Tag.NumberOfFrames, 1));
    }

    /** Bytes of a native frame; 0 when it cannot be told or does not end at a byte. */
    private static long frameSize(DataSet head, int tag) {
        long pixels = (long) head.intValue(Tag.Rows, 0) * head.intValue(Tag.Columns, 0);
        if (tag == Tag.FloatPixelData || tag == Tag.DoubleFloatPixelData) {
            return pixels * (tag == Tag.FloatPixelData ? 4 : 8);
        }
        // Two of four chrominance samples are left out (PS3.3 C.7.6.3.1.2).
        boolean subsampled = head.string(Tag.PhotometricInterpretation, "").equals("YBR_FULL_422");
        long samples = subsampled ? 2 : head.intValue(Tag.SamplesPerPixel, 1);
        long bits = pixels * samples * head.intValue(Tag.BitsAllocated, 0);
        boolean alone = numberOfFrames(head) == 1;
        return bits % 8 == 0 || alone ? (bits + 7) / 8 : 0;
    }
}
