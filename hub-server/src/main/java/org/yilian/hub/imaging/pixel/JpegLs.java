package org.yilian.hub.imaging.pixel;

/**
 * Decoder of JPEG-LS (ISO 14495-1, PS3.5 8.2.3), lossless and near-lossless, 2 to 16 bits, any number of components in each
 * of the three interleave modes. Not decoded: mapping tables, restart intervals, point transforms and sub-sampled components,
 * which DICOM has no use for, and the colour transforms of a vendor's extension.
 */
final class JpegLs {
    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int FRAME = 0xF7;
    private static final int PARAMETERS = 0xF8;
    private static final int SCAN = 0xDA;
    private static final int RESTART = 0xDD;
    private static final int VENDOR = 0xE8;

    private final byte[] in;
    private int at;
    private int width;
    private int height;
    private int precision;
    private int components;
    private int done;
    private int[] preset = new int[5];
    private int[] samples;

    private JpegLs(byte[] in) {
        this.in = in;
    }

    /**
     * Samples of one frame, components interleaved, row by row.
     *
     * @throws PixelFailure also when the frame is not of the shape that the header says
     */
    static int[] decode(byte[] frame, int width, int height, int components) throws PixelFailure {
        try {
            JpegLs decoder = new JpegLs(frame);
            return decoder.samples(width, height, components);
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new PixelFailure(PixelFailure.Reason.BROKEN, "The JPEG-LS frame ends early", e);
        }
    }

    private int[] samples(int expectedWidth, int expectedHeight, int expectedComponents) throws PixelFailure {
        require(marker() == START);
        while (samples == null || done < components) {
            int marker = marker();
            require(marker != END);
            int length = word(at);
            require(length >= 2);
            int from = at + 2;
            at += length;
            switch (marker) {
                case FRAME -> {
                    frame(from);
                    if (width != expectedWidth || height != expectedHeight || components != expectedComponents) {
                        throw PixelFailure.broken("The compressed frame is not the size that the header says");
                    }
                    samples = new int[Math.multiplyExact(width * components, height)];
                }
                case PARAMETERS -> parameters(from);
                case SCAN -> scan(from);
                case RESTART -> refuse(word(from) != 0);
                case VENDOR -> refuse(length >= 7 && in[from] == 'm' && in[from + 1] == 'r' && in[from + 4] != 0);
                default -> {}
            }
        }
        return samples;
    }

    private void frame(int from) throws PixelFailure {
        require(samples == null);
        precision = in[from] & 0xFF;
        height = word(from + 1);
        width = word(from + 3);
        components = in[from + 5] & 0xFF;
        require(precision >= 2 && precision <= 16);
        for (int c = 0; c < components; c++) {
            refuse(in[from + 7 + 3 * c] != 0x11);
        }
    }

    private void parameters(int from) throws PixelFailure {
        refuse(in[from] != 1);
        for (int i = 0; i < 5; i++) {
            preset[i] = word(from + 1 + 2 * i);
        }
    }

    private void scan(int from) throws PixelFailure {
        require(samples != null);
        int count = in[from] & 0xFF;
        for (int c = 0; c < count; c++) {
            refuse(in[from + 2 + 2 * c] != 0);
        }
        int near = in[from + 1 + 2 * count] & 0xFF;
        int interleave = in[from + 2 + 2 * count] & 0xFF;
        refuse(in[from + 3 + 2 * count] != 0);
        require(count >= 1 && done + count <= components && interleave <= 2 && (interleave != 0 || count == 1));
        JpegLsCoding coding = JpegLsCoding.of(
                preset[0] != 0 ? preset[0] : (1 << precision) - 1, near, preset[1], preset[2], preset[3], preset[4]);
        JpegLsBits bits = new JpegLsBits(in, at);
        JpegLsScan scan = new JpegLsScan(width, height, coding, bits);
        if (interleave == 2) {
            require(count == components);
            scan.samples(count, samples);
        } else {
            scan.lines(count, done, components, samples);
        }
        done += count;
        at = bits.end();
    }

    private int marker() throws PixelFailure {
        require(in[at] == -1);
        while (in[at] == -1) {
            at++;
        }
        return in[at++] & 0xFF;
    }

    private int word(int offset) {
        return (in[offset] & 0xFF) << 8 | in[offset + 1] & 0xFF;
    }

    private static void require(boolean holds) throws PixelFailure {
        if (!holds) {
            throw PixelFailure.broken("The frame is no JPEG-LS of its kind");
        }
    }

    private static void refuse(boolean met) throws PixelFailure {
        if (met) {
            throw PixelFailure.unsupported("The JPEG-LS frame uses what DICOM has no use for");
        }
    }
}
