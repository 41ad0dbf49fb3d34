package org.yilian.hub.imaging.pixel;

/**
 * Shape of the frames of one object: the Image Pixel Module (PS3.3 C.7.6.3) without the pixels.
 *
 * @param photometric Photometric Interpretation (0028,0004), upper case
 * @param planar whether samples of uncompressed colour lie plane by plane
 * @param bigEndian whether native 16-bit words are big endian
 */
public record PixelShape(
        int rows,
        int columns,
        int frames,
        int samples,
        int bitsAllocated,
        int bitsStored,
        boolean signed,
        String photometric,
        boolean planar,
        boolean bigEndian) {

    /** More than any detector has; beyond it a header lies or a preview is no preview. */
    public static final long MAX_PIXELS = 64L << 20;

    /** Refuses shapes that cannot be drawn, before a byte is allocated for them. */
    public void check() throws PixelFailure {
        if (rows < 1 || columns < 1 || frames < 1) {
            throw PixelFailure.broken("Rows, columns or frames are missing");
        }
        if ((long) rows * columns > MAX_PIXELS) {
            throw new PixelFailure(PixelFailure.Reason.TOO_LARGE, "More pixels than a preview may have");
        }
        if (samples != 1 && samples != 3) {
            throw PixelFailure.unsupported("Samples per pixel other than 1 or 3");
        }
        if (bitsAllocated != 1 && bitsAllocated != 8 && bitsAllocated != 16 && bitsAllocated != 32) {
            throw PixelFailure.unsupported("Bits allocated other than 1, 8, 16 or 32");
        }
        if (bitsStored < 1 || bitsStored > bitsAllocated || samples == 3 && bitsAllocated != 8) {
            throw PixelFailure.unsupported("Bits stored do not fit the bits allocated");
        }
    }

    public int pixels() {
        return rows * columns;
    }

    /** Bits of one uncompressed frame; only YBR_FULL_422 shares chroma between two pixels. */
    public long frameBits() {
        long perPixel = "YBR_FULL_422".equals(photometric) && samples == 3
                ? 2L * bitsAllocated
                : (long) samples * bitsAllocated;
        return (long) rows * columns * perPixel;
    }
}
