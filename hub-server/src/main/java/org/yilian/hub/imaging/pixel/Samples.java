package org.yilian.hub.imaging.pixel;

/**
 * Decoded samples of one frame, components interleaved, row by row; bits above the stored ones and the sign are as the
 * compressed stream has them.
 *
 * @param photometric interpretation of these samples: decoders undo colour transforms that belong to the compression
 */
public record Samples(int[] values, String photometric) {

    /** As native little endian pixel data of this shape, PS3.5 8.1.1; colours by pixel, values extended to all their bits. */
    public byte[] littleEndian(PixelShape shape) throws PixelFailure {
        int width = shape.bitsAllocated() / 8;
        if (width == 0) {
            throw PixelFailure.unsupported("Compressed frames of single bits are not unpacked");
        }
        int[] stored = shape.samples() == 1 ? NativeFrames.applySign(shape, values.clone()) : values;
        byte[] bytes = new byte[Math.multiplyExact(stored.length, width)];
        for (int i = 0; i < stored.length; i++) {
            for (int b = 0; b < width; b++) {
                bytes[i * width + b] = (byte) (stored[i] >> 8 * b);
            }
        }
        return bytes;
    }

    Frame frame(PixelShape shape) {
        if (shape.samples() == 1) {
            return new Frame.Grey(shape.columns(), shape.rows(), NativeFrames.applySign(shape, values));
        }
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return new Frame.Colour(shape.columns(), shape.rows(), Colours.toRgb(photometric, bytes, shape.pixels()));
    }
}
