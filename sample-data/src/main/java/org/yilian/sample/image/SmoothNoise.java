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

    /** The noise between the grid points, for structures that are larger than a pixel. */
    double smooth(double x, double y) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        double right = x - column;
        double down = y - row;
        double upper = at(column, row) * (1 - right) + at(column + 1, row) * right;
        double lower = at(column, row + 1) * (1 - right) + at(column + 1, row + 1) * right;
        return upper * (1 - down) + lower * down;
    }
}
