package org.yilian.hub.imaging.index;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the frames of one object lie.
 *
 * @param offset of the pixel data's value in the file; in the inflated data set where that is deflated; -1 without pixel data
 * @param length in bytes; for encapsulated pixel data from the first item to the end of the last
 * @param frameBits bits of one native frame; 0 for encapsulated ones and where it cannot be known
 * @param table fragments of each encapsulated frame, see {@link #fragments}; null for native ones
 */
public record PixelLayout(long offset, long length, long frameBits, byte[] table) {
    public static final PixelLayout NONE = new PixelLayout(-1, 0, 0, null);

    /** A piece of the file. */
    public record Range(long offset, long length) {}

    public boolean present() {
        return offset >= 0;
    }

    /** The fragments of frames, one list each, as bytes: count; then per frame its number of fragments, offsets, lengths. */
    public static byte[] table(List<List<Range>> frames) {
        int size = 4;
        for (var frame : frames) {
            size += 4 + 16 * frame.size();
        }
        ByteBuffer out = ByteBuffer.allocate(size).putInt(frames.size());
        for (var frame : frames) {
            out.putInt(frame.size());
            frame.forEach(range -> out.putLong(range.offset()).putLong(range.length()));
        }
        return out.array();
    }

    /**
     * The pieces of the file that make one frame.
     *
     * @param number from 1
     * @return null where there is no such frame, or its bits do not begin and end at a byte
     */
    public List<Range> frame(int number) {
        if (!present() || number < 1) {
            return null;
        }
        if (table != null) {
            return tableFrame(number);
        }
        if (frameBits == 0 || frameBits % 8 != 0) {
            return number == 1 && frameBits > 0 && (frameBits + 7) / 8 <= length
                    ? List.of(new Range(offset, (frameBits + 7) / 8))
                    : null;
        }
        long bytes = frameBits / 8;
        long from = Math.multiplyExact(bytes, (long) (number - 1));
        return from + bytes <= length ? List.of(new Range(offset + from, bytes)) : null;
    }

    private List<Range> tableFrame(int number) {
        ByteBuffer in = ByteBuffer.wrap(table);
        int frames = in.getInt();
        if (number > frames) {
            return null;
        }
        for (int i = 1; i < number; i++) {
            int skipped = in.getInt();
            in.position(in.position() + 16 * skipped);
        }
        int count = in.getInt();
        List<Range> ranges = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ranges.add(new Range(in.getLong(), in.getLong()));
        }
        return ranges;
    }
}
