package org.yilian.sample.image;

import org.yilian.sample.Dice;

/** Transverse slices of the phantom: 12 bits, Hounsfield units + 1024. */
final class CtSlices {
    static final int INTERCEPT = -1024;
    static final double FIELD = 360;
    private static final double NOISE = 14;

    private final ChestPhantom phantom;
    private final SmoothNoise noise;
    private final int matrix;
    private final double thickness;

    CtSlices(ChestPhantom phantom, Dice dice, int matrix, double thickness) {
        this.phantom = phantom;
        this.noise = new SmoothNoise(dice);
        this.matrix = matrix;
        this.thickness = thickness;
    }

    double spacing() {
        return FIELD / matrix;
    }

    /** The slice at a height, rows from front to back, each from the patient's right to the left. */
    short[] slice(double z, int number) {
        short[] pixels = new short[matrix * matrix];
        double spacing = spacing();
        for (int row = 0; row < matrix; row++) {
            double y = (row - matrix / 2.0 + 0.5) * spacing;
            for (int column = 0; column < matrix; column++) {
                double x = (column - matrix / 2.0 + 0.5) * spacing;
                pixels[row * matrix + column] = (short) phantom.at(x, y, z);
            }
        }
        phantom.vessels().forEach(vessel -> paint(vessel, z, pixels));
        for (int i = 0; i < pixels.length; i++) {
            int row = i / matrix;
            int column = i % matrix;
            double grain = pixels[i] > -990 ? NOISE : NOISE / 2;
            double value = pixels[i] + grain * noise.at(column + 37 * number, row + 91 * number) - INTERCEPT;
            pixels[i] = (short) Math.max(0, Math.min(4095, (int) value));
        }
        return pixels;
    }

    /** Marks where a vessel passes through the slice: a disc, or an oval where it runs level. */
    private void paint(ChestPhantom.Vessel vessel, double z, short[] pixels) {
        double[] from = vessel.from();
        double[] to = vessel.to();
        for (int step = 0; step <= 60; step++) {
            double t = step / 60.0;
            if (Math.abs(from[2] + t * (to[2] - from[2]) - z) < thickness / 2) {
                double x = from[0] + t * (to[0] - from[0]);
                double y = from[1] + t * (to[1] - from[1]);
                disc(x, y, z, vessel.radius() * (1 - 0.8 * t) + 0.5, pixels);
            }
        }
    }

    private void disc(double x, double y, double z, double radius, short[] pixels) {
        double spacing = spacing();
        int reach = (int) Math.ceil(radius / spacing);
        int centreColumn = (int) Math.floor(x / spacing + matrix / 2.0);
        int centreRow = (int) Math.floor(y / spacing + matrix / 2.0);
        for (int row = centreRow - reach; row <= centreRow + reach; row++) {
            for (int column = centreColumn - reach; column <= centreColumn + reach; column++) {
                if (row < 0 || column < 0 || row >= matrix || column >= matrix) {
                    continue;
                }
                double dx = (column - matrix / 2.0 + 0.5) * spacing - x;
                double dy = (row - matrix / 2.0 + 0.5) * spacing - y;
                int index = row * matrix + column;
                if (dx * dx + dy * dy <= radius * radius && pixels[index] < -700 && pixels[index] > -985) {
                    pixels[index] = (short) (phantom.vesselDensity() - 40);
                }
            }
        }
    }
}
