package org.yilian.dicom;

/**
 * How much a reader is willing to hold, so that no input can use up memory or stack.
 *
 * @param depth sequences within sequences
 * @param elements elements of all levels together
 * @param items items of all sequences together, fragments included
 * @param bytes of all values held together
 */
public record ReadLimits(int depth, int elements, int items, long bytes) {

    /** Enough for an enhanced multi-frame object of ten thousand frames held whole. */
    public static final ReadLimits DEFAULT = new ReadLimits(64, 2_000_000, 500_000, 1L << 30);

    /** For what is only a header, a query or a command: pixel data is left in the stream. */
    public static final ReadLimits HEADER = new ReadLimits(64, 500_000, 200_000, 64L << 20);

    public ReadLimits withBytes(long most) {
        return new ReadLimits(depth, elements, items, most);
    }

    public ReadLimits withDepth(int most) {
        return new ReadLimits(most, elements, items, bytes);
    }
}
