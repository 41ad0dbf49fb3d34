package org.yilian.hub.imaging.pixel;

/** Uncompressed frames, PS3.5 8.1: words to values, planes to colours. */
final class NativeFrames {
    private NativeFrames() {}

    static Frame decode(PixelShape shape, byte[] bytes) throws PixelFailure {
        if (bytes.length < (shape.frameBits() + 7) / 8) {
            throw PixelFailure.broken("Fewer bytes than rows, columns and bits need");
        }
        return shape.samples() == 3
                ? new Frame.Colour(shape.columns(), shape.rows(), rgb(shape, bytes))
                : new Frame.Grey(shape.columns(), shape.rows(), values(shape, bytes));
    }

    static int[] values(PixelShape shape, byte[] bytes) {
        int[] values = new int[shape.pixels()];
        switch (shape.bitsAllocated()) {
            case 1 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = bytes[i >> 3] >> (i & 7) & 1;
                }
                return values;
            }
            case 8 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = bytes[i] & 0xFF;
                }
            }
            case 16 -> {
                int low = shape.bigEndian() ? 1 : 0;
                for (int i = 0; i < values.length; i++) {
                    values[i] = bytes[2 * i + low] & 0xFF | (bytes[2 * i + 1 - low] & 0xFF) << 8;
                }
            }
            default -> {
                for (int i = 0; i < values.length; i++) {
                    int value = 0;
                    for (int b = 0; b < 4; b++) {
                        value |= (bytes[4 * i + (shape.bigEndian() ? 3 - b : b)] & 0xFF) << 8 * b;
                    }
                    values[i] = value;
                }
            }
        }
        return applySign(shape, values);
    }

    /** Cuts what lies above the stored bits (old overlays) and applies the sign. */
    static int[] applySign(PixelShape shape, int[] values) {
        int unused = 32 - shape.bitsStored();
        if (shape.signed()) {
            for (int i = 0; i < values.length; i++) {
                values[i] = values[i] << unused >> unused;
            }
        } else if (unused > 0) {
            int mask = -1 >>> unused;
            for (int i = 0; i < values.length; i++) {
                values[i] &= mask;
            }
        }
        return values;
    }

    private static byte[] rgb(PixelShape shape, byte[] bytes) {
        byte[] interleaved =
                switch (shape.photometric()) {
                    case "YBR_FULL_422", "YBR_PARTIAL_422" -> spread(bytes, shape.pixels());
                    default -> shape.planar() ? interleave(bytes, shape.pixels()) : bytes;
                };
        return Colours.toRgb(shape.photometric(), interleaved, shape.pixels());
    }

    static byte[] interleave(byte[] planes, int pixels) {
        byte[] out = new byte[3 * pixels];
        for (int i = 0; i < pixels; i++) {
            out[3 * i] = planes[i];
            out[3 * i + 1] = planes[pixels + i];
            out[3 * i + 2] = planes[2 * pixels + i];
        }
        return out;
    }

    /** Y1 Y2 Cb Cr of two pixels to Y Cb Cr of each, PS3.3 C.7.6.3.1.2. */
    private static byte[] spread(byte[] bytes, int pixels) {
        byte[] out = new byte[3 * pixels];
        for (int i = 0; i < pixels; i++) {
            int pair = i / 2 * 4;
            out[3 * i] = bytes[pair + (i & 1)];
            out[3 * i + 1] = bytes[pair + 2];
            out[3 * i + 2] = bytes[pair + 3];
        }
        return out;
    }
}
