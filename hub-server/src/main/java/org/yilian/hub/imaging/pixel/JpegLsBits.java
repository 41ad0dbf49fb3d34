package org.yilian.hub.imaging.pixel;

/**
 * Bits of a JPEG-LS scan (ISO 14495-1 9.1): behind a byte FF come seven bits, and FF before a byte of 80 or more is a marker,
 * where the scan ends. Zeros are read behind the end; {@link #requireInside} tells that it happened.
 */
final class JpegLsBits {
    private final byte[] in;
    private int at;
    /** Left-aligned. */
    private long bits;

    private int count;
    private int invented;
    private boolean stuffed;

    JpegLsBits(byte[] in, int at) {
        this.in = in;
        this.at = at;
    }

    int bit() {
        return read(1);
    }

    int read(int n) {
        if (n == 0) {
            return 0;
        }
        fill();
        int value = (int) (bits >>> 64 - n);
        drop(n);
        return value;
    }

    /** Zeros before the next one, which is dropped as well; at most {@code limit}, a scan that has more is broken. */
    int zeros(int limit) throws PixelFailure {
        fill();
        int zeros = Long.numberOfLeadingZeros(bits);
        if (zeros > limit || zeros >= count) {
            throw broken();
        }
        drop(zeros + 1);
        return zeros;
    }

    void requireInside() throws PixelFailure {
        if (invented > count) {
            throw broken();
        }
    }

    /** Where the scan's bytes end, once all its samples have been read. */
    int end() {
        int end = at;
        while (end + 1 < in.length && !(in[end] == -1 && in[end + 1] < 0)) {
            end++;
        }
        return end;
    }

    private void drop(int n) {
        bits = n == 64 ? 0 : bits << n;
        count -= n;
    }

    private void fill() {
        while (count <= 56) {
            boolean more = at < in.length && !(in[at] == -1 && (at + 1 >= in.length || in[at + 1] < 0));
            int width = more && stuffed ? 7 : 8;
            long next = more ? in[at++] & 0xFF : 0;
            invented += more ? 0 : width;
            stuffed = more && next == 0xFF;
            bits |= next << 64 - count - width;
            count += width;
        }
    }

    private static PixelFailure broken() {
        return PixelFailure.broken("The JPEG-LS scan is not one");
    }
}
