package org.yilian.sample.image;

import org.yilian.sample.Dice;

/** A tile of noise with the grain of reconstructed images: neighbours are alike. Mean 0, standard deviation about 1. */
final class SmoothNoise {
    private static final int SIZE = 512;
    private static final int MASK = SIZE - 1;

    private final float[] tile = new float[SIZE * SIZE];

    SmoothNoise(Dice dice) {
        float[] white = new float[SIZE * SIZE];
        for (int i = 0; i < white.length; i += 4) {
            long bits = dice.nextLong();
            for (int k = 0; k < 4; k++) {
                white[i + k] = (float) ((bits >> (16 * k) & 0xFFFF) / 65535.0 - 0.5);
            }
        }
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                float sum = 4 * white[y * SIZE + x];
                sum += 2 * (at(white, x - 1, y) + at(white, x + 1, y) + at(white, x, y - 1) + at(white, x, y + 1));
                sum += at(white, x - 1, y - 1) + at(white, x + 1, y - 1);
                sum += at(white, x - 1, y + 1) + at(white, x + 1, y + 1);
                tile[y * SIZE + x] = sum * 0.577f;
            }
        }
    }

    private static float at(float[] values, int x, int y) {
        return values[(y & MASK) * SIZE + (x & MASK)];
    }

    /** The noise at a place; the tile repeats. */
    float at(int x, int y) {
        return tile[(y & MASK) * SIZE + (x & MASK)];
    }
}
