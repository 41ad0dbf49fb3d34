package org.yilian.hub.imaging.index;

/**
 * CRC-32 of two texts put together, from the checksums of each. Appending n bytes multiplies the first checksum by
 * x<sup>8n</sup> modulo the CRC polynomial (reflected, as gzip writes it).
 */
final class Crc32 {
    private static final int POLYNOMIAL = 0xEDB88320;
    /** x<sup>2^k</sup> modulo the polynomial. */
    private static final int[] SQUARES = new int[64];

    static {
        SQUARES[0] = 1 << 30;
        for (int k = 1; k < SQUARES.length; k++) {
            SQUARES[k] = multiply(SQUARES[k - 1], SQUARES[k - 1]);
        }
    }

    private Crc32() {}

    static int combine(int first, int second, long secondLength) {
        return multiply(power(secondLength), first) ^ second;
    }

    private static int power(long bytes) {
        int product = 1 << 31;
        long exponent = bytes;
        for (int k = 3; exponent != 0; k++, exponent >>>= 1) {
            if ((exponent & 1) != 0) {
                product = multiply(SQUARES[k], product);
            }
        }
        return product;
    }

    /** Product of two polynomials; bit 31 is the coefficient of x^0. */
    private static int multiply(int a, int b) {
        int product = 0;
        int factor = b;
        for (int mask = 1 << 31; mask != 0; mask >>>= 1) {
            if ((a & mask) != 0) {
                product ^= factor;
            }
            factor = (factor & 1) != 0 ? factor >>> 1 ^ POLYNOMIAL : factor >>> 1;
        }
        return product;
    }
}
