package org.yilian.dicom;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;

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
        long size = frameSize(head, tag);
        int count = numberOfFrames(head);
        boolean fits = size > 0 && count <= length / size;
        List<Frame> frames = fits ? new NativeFrames(offset, size, count) : List.of();
        return new PixelDataIndex(offset, length, false, frames);
    }

    /** Frames of one size, made when asked for: their number is what somebody else has written into a file. */
    private static final class NativeFrames extends AbstractList<Frame> {
        private final long offset;
        private final long size;
        private final int count;

        NativeFrames(long offset, long size, int count) {
            this.offset = offset;
            this.size = size;
            this.count = count;
        }

        @Override
        public Frame get(int index) {
            return new Frame(List.of(new Piece(offset + Objects.checkIndex(index, count) * size, size)));
        }

        @Override
        public int size() {
            return count;
        }
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
