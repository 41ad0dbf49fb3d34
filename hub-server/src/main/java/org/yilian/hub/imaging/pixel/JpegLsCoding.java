package org.yilian.hub.imaging.pixel;

/**
 * The numbers that a JPEG-LS scan is coded with, ISO 14495-1 C.2.4.1.1.
 *
 * @param maxVal greatest sample
 * @param near largest difference of a reconstructed sample, 0 for lossless
 */
record JpegLsCoding(int maxVal, int near, int t1, int t2, int t3, int reset) {

    /** With the defaults of C.2.4.1.1.1 where a number is 0. */
    static JpegLsCoding of(int maxVal, int near, int t1, int t2, int t3, int reset) throws PixelFailure {
        int first = t1 != 0 ? t1 : defaultThreshold(maxVal, near, 3, 2, 3, near + 1);
        int second = t2 != 0 ? t2 : defaultThreshold(maxVal, near, 7, 3, 5, first);
        int third = t3 != 0 ? t3 : defaultThreshold(maxVal, near, 21, 4, 7, second);
        JpegLsCoding coding = new JpegLsCoding(maxVal, near, first, second, third, reset != 0 ? reset : 64);
        coding.check();
        return coding;
    }

    private static int defaultThreshold(int maxVal, int near, int basic, int least, int nearWeight, int floor) {
        int threshold;
        if (maxVal >= 128) {
            int factor = (Math.min(maxVal, 4095) + 128) / 256;
            threshold = factor * (basic - least) + least + nearWeight * near;
        } else {
            int factor = 256 / (maxVal + 1);
            threshold = Math.max(least, basic / factor + nearWeight * near);
        }
        return threshold > maxVal || threshold < floor ? floor : threshold;
    }

    private void check() throws PixelFailure {
        boolean ordered = near + 1 <= t1 && t1 <= t2 && t2 <= t3 && t3 <= maxVal;
        if (maxVal < 1 || maxVal > 65_535 || near < 0 || near > Math.min(255, maxVal / 2) || !ordered || reset < 3) {
            throw PixelFailure.broken("The coding parameters of the JPEG-LS frame contradict each other");
        }
    }

    int range() {
        return (maxVal + 2 * near) / (2 * near + 1) + 1;
    }

    /** Bits of a mapped error that is written as it is. */
    int errorBits() {
        return 32 - Integer.numberOfLeadingZeros(range() - 1);
    }

    /** Longest code word. */
    int limit() {
        int bits = Math.max(2, 32 - Integer.numberOfLeadingZeros(maxVal));
        return 2 * (bits + Math.max(8, bits));
    }

    /** Region of a local gradient, -4 to 4 (A.3.3). */
    int region(int gradient) {
        if (gradient < 0) {
            return -magnitude(-gradient);
        }
        return magnitude(gradient);
    }

    private int magnitude(int gradient) {
        if (gradient <= near) {
            return 0;
        }
        if (gradient < t1) {
            return 1;
        }
        if (gradient < t2) {
            return 2;
        }
        return gradient < t3 ? 3 : 4;
    }

    int clamp(int sample) {
        return Math.max(0, Math.min(maxVal, sample));
    }
}
