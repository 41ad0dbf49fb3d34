package org.yilian.sample.image;

import org.yilian.sample.Dice;

/** Chest films: rays through the phantom, from back to front or from side to side; 12 bits, dense tissue bright. */
final class ChestFilm {
    static final int MATRIX = 1024;
    static final double FIELD = 400;
    private static final int RAYS = 256;
    private static final int SAMPLES = 56;

    private final ChestPhantom phantom;
    private final SmoothNoise noise;

    ChestFilm(ChestPhantom phantom, Dice dice) {
        this.phantom = phantom;
        this.noise = new SmoothNoise(dice);
    }

    short[] project(boolean lateral) {
        float[] coarse = new float[RAYS * RAYS];
        double reach = lateral ? 190 : 125;
        for (int row = 0; row < RAYS; row++) {
            double z = (RAYS / 2.0 - row) * FIELD / RAYS - 10;
            for (int column = 0; column < RAYS; column++) {
                double across = (column - RAYS / 2.0 + 0.5) * FIELD / RAYS;
                // Rays start at different depths, so that thin bones do not draw contour lines.
                double jitter = 0.5 + 0.45 * Math.max(-1, Math.min(1, noise.at(7 * column, 13 * row)));
                double sum = 0;
                for (int i = 0; i < SAMPLES; i++) {
                    double along = ((i + jitter) / SAMPLES * 2 - 1) * reach;
                    int density = lateral ? phantom.at(along, across, z) : phantom.at(across, along, z);
                    // Bone stops more of the low energies than its density says.
                    sum += density + 1000 + (density > 120 ? 1.6 * (density - 120) : 0);
                }
                coarse[row * RAYS + column] = (float) (sum * 2 * reach / SAMPLES / 1000);
            }
        }
        vessels(coarse, lateral);
        return develop(coarse, lateral ? 330 : 255);
    }

    private void vessels(float[] coarse, boolean lateral) {
        for (ChestPhantom.Vessel vessel : phantom.vessels()) {
            for (int step = 0; step < 120; step++) {
                double t = step / 120.0;
                double x = vessel.from()[0] + t * (vessel.to()[0] - vessel.from()[0]);
                double y = vessel.from()[1] + t * (vessel.to()[1] - vessel.from()[1]);
                double z = vessel.from()[2] + t * (vessel.to()[2] - vessel.from()[2]);
                if (phantom.isLung(x, y, z)) {
                    int column = (int) ((lateral ? y : x) * RAYS / FIELD + RAYS / 2.0);
                    int row = (int) (RAYS / 2.0 - (z + 10) * RAYS / FIELD);
                    if (row >= 0 && column >= 0 && row < RAYS && column < RAYS) {
                        coarse[row * RAYS + column] +=
                                (float) (vessel.radius() * Math.min(0.7, 3 * t) * (1 - 0.6 * t) * 1.6);
                    }
                }
            }
        }
    }

    /** Enlarges smoothly, compresses the dense parts as film does, adds grain. */
    private short[] develop(float[] coarse, double full) {
        short[] film = new short[MATRIX * MATRIX];
        int scale = MATRIX / RAYS;
        for (int row = 0; row < MATRIX; row++) {
            for (int column = 0; column < MATRIX; column++) {
                double sourceRow = Math.max(0, Math.min(RAYS - 1.001, (row + 0.5) / scale - 0.5));
                double sourceColumn = Math.max(0, Math.min(RAYS - 1.001, (column + 0.5) / scale - 0.5));
                int r = (int) sourceRow;
                int c = (int) sourceColumn;
                double down = sourceRow - r;
                double right = sourceColumn - c;
                double upper = coarse[r * RAYS + c] * (1 - right) + coarse[r * RAYS + c + 1] * right;
                double lower = coarse[(r + 1) * RAYS + c] * (1 - right) + coarse[(r + 1) * RAYS + c + 1] * right;
                double path = upper * (1 - down) + lower * down;
                double exposure = path / (path + 0.45 * full) * 1.3;
                double value = 4095 * exposure * exposure * Math.sqrt(exposure) + 26 * noise.at(column, row);
                film[row * MATRIX + column] = (short) Math.max(0, Math.min(4095, (int) value));
            }
        }
        return film;
    }
}
