package org.yilian.hub.imaging.pixel;

/**
 * What a JPEG-LS decoder has learnt of its errors, and how it reads the next one: ISO 14495-1 A.4 to A.7. The scan's lines
 * share one of these.
 */
final class JpegLsContexts {
    /** Contexts of run interruption samples, behind those of the gradients. */
    private static final int RUN = 365;

    private static final int COUNT = 367;

    private final JpegLsCoding coding;
    private final JpegLsBits bits;
    private final int step;
    private final int span;
    private final int errorBits;
    private final int limit;
    private final int[] a = new int[COUNT];
    private final int[] b = new int[COUNT];
    private final int[] c = new int[COUNT];
    private final int[] n = new int[COUNT];
    private final int[] negatives = new int[2];

    JpegLsContexts(JpegLsCoding coding, JpegLsBits bits) {
        this.coding = coding;
        this.bits = bits;
        this.step = 2 * coding.near() + 1;
        this.span = coding.range() * step;
        this.errorBits = coding.errorBits();
        this.limit = coding.limit();
        java.util.Arrays.fill(a, Math.max(2, (coding.range() + 32) / 64));
        java.util.Arrays.fill(n, 1);
    }

    /** A sample by its prediction, in the context of these three regions. */
    int regular(int q1, int q2, int q3, int prediction) throws PixelFailure {
        int q = 81 * q1 + 9 * q2 + q3;
        int sign = q < 0 ? -1 : 1;
        q *= sign;
        int predicted = coding.clamp(prediction + sign * c[q]);
        int k = parameter(q, a[q]);
        int mapped = golomb(k, limit);
        int error = unmap(mapped, coding.near() == 0 && k == 0 && 2 * b[q] <= -n[q]);
        learn(q, error);
        return reconstructed(predicted, sign * error);
    }

    /**
     * The sample that ends a run.
     *
     * @param flat whether left and upper neighbour are alike
     * @param order of the run, J[RUNindex]
     */
    int interruption(boolean flat, int left, int above, int order) throws PixelFailure {
        int type = flat ? 1 : 0;
        int q = RUN + type;
        int k = parameter(q, flat ? a[q] + (n[q] >> 1) : a[q]);
        int mapped = golomb(k, limit - order - 1);
        int error = unmapInterruption(mapped + type, k, type, q);
        if (error < 0) {
            negatives[type]++;
        }
        a[q] += (mapped + 1 - type) >> 1;
        if (n[q] == coding.reset()) {
            a[q] >>= 1;
            n[q] >>= 1;
            negatives[type] >>= 1;
        }
        n[q]++;
        return flat ? reconstructed(left, error) : reconstructed(above, left > above ? -error : error);
    }

    private int unmapInterruption(int mapped, int k, int type, int q) {
        boolean odd = (mapped & 1) == 1;
        int size = (mapped + 1) >> 1;
        boolean mostlyNegative = k != 0 || 2 * negatives[type] >= n[q];
        return mostlyNegative == odd ? -size : size;
    }

    private int parameter(int q, int sum) throws PixelFailure {
        int k = 0;
        while (n[q] << k < sum) {
            k++;
        }
        if (k > 24) {
            throw PixelFailure.broken("The JPEG-LS scan is not one");
        }
        return k;
    }

    private int golomb(int k, int longest) throws PixelFailure {
        int escape = longest - errorBits - 1;
        int zeros = bits.zeros(escape);
        return zeros < escape ? zeros << k | bits.read(k) : bits.read(errorBits) + 1;
    }

    private static int unmap(int mapped, boolean turned) {
        int error = (mapped & 1) == 0 ? mapped >> 1 : -(mapped + 1 >> 1);
        return turned ? -error - 1 : error;
    }

    private void learn(int q, int error) {
        b[q] += error * step;
        a[q] += Math.abs(error);
        if (n[q] == coding.reset()) {
            a[q] >>= 1;
            b[q] >>= 1;
            n[q] >>= 1;
        }
        n[q]++;
        if (b[q] <= -n[q]) {
            b[q] = Math.max(b[q] + n[q], 1 - n[q]);
            c[q] = Math.max(-128, c[q] - 1);
        } else if (b[q] > 0) {
            b[q] = Math.min(b[q] - n[q], 0);
            c[q] = Math.min(127, c[q] + 1);
        }
    }

    private int reconstructed(int predicted, int error) {
        int sample = predicted + error * step;
        if (sample < -coding.near()) {
            sample += span;
        } else if (sample > coding.maxVal() + coding.near()) {
            sample -= span;
        }
        return coding.clamp(sample);
    }
}
