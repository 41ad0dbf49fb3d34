package org.yilian.sample.image;

import org.yilian.sample.Dice;

/** A sector scan of the neck: layers of tissue, speckle, and an artery that widens with each heart beat. */
final class UltrasoundClip {
    static final int WIDTH = 480;
    static final int HEIGHT = 360;
    static final int FRAMES = 10;
    private static final double APEX = -40;
    private static final double NEAR = 60;
    private static final double FAR = 385;
    private static final double SLOPE = 0.62;

    private final SmoothNoise speckle;
    private final SmoothNoise structure;
    private final double depth;
    private final double tilt;
    private final boolean colour;

    /** @param colour whether flow is shown in colour: three samples per pixel */
    UltrasoundClip(Dice dice, boolean colour) {
        this.speckle = new SmoothNoise(dice.fork("speckle"));
        this.structure = new SmoothNoise(dice.fork("structure"));
        this.depth = 150 + 40 * dice.unit();
        this.tilt = 0.16 * (dice.unit() - 0.5);
        this.colour = colour;
    }

    /** All frames, one after another; colour by pixel. */
    byte[] frames() {
        int samples = colour ? 3 : 1;
        byte[] pixels = new byte[WIDTH * HEIGHT * FRAMES * samples];
        int at = 0;
        for (int frame = 0; frame < FRAMES; frame++) {
            double beat = StrictMath.sin(2 * Math.PI * frame / FRAMES);
            double radius = 24 + 3.5 * beat;
            for (int row = 0; row < HEIGHT; row++) {
                for (int column = 0; column < WIDTH; column++) {
                    at = pixel(pixels, at, row, column, frame, radius, 0.75 + 0.25 * beat);
                }
            }
        }
        return pixels;
    }

    private int pixel(byte[] pixels, int at, int row, int column, int frame, double radius, double speed) {
        double x = column - WIDTH / 2.0;
        double y = row - APEX;
        double range = Math.sqrt(x * x + y * y);
        if (range < NEAR || range > FAR || Math.abs(x) > SLOPE * y) {
            boolean scale = column == 8 && row % 36 < 2 || column < 12 && column > 7 && row % 36 == 0;
            return put(pixels, at, scale ? 150 : 0, 0, 0);
        }
        double offset = row - (depth + tilt * x);
        double inside = Math.abs(offset) / radius;
        double brightness = echo(range, offset, radius, inside, x);
        int beam = (int) (x / y * 260);
        double grain =
                1 + 0.42 * speckle.at(beam + 300 + (inside < 1 ? 19 * frame : 0), (int) (range * 1.4) + frame / 3);
        int grey = (int) Math.max(0, Math.min(255, brightness * grain * (1.12 - 0.0011 * (range - NEAR))));
        if (colour && inside < 0.86 && Math.abs(x) < 120 - 0.2 * offset) {
            int flow = (int) (215 * speed * (1 - inside * inside) + 12 * speckle.at(column + 31 * frame, row));
            return put(pixels, at, Math.max(0, Math.min(255, 60 + flow)), Math.max(0, Math.min(255, flow / 3)), 12);
        }
        return colour ? put(pixels, at, grey, grey, grey) : put(pixels, at, grey, 0, 0);
    }

    private double echo(double range, double offset, double radius, double inside, double x) {
        if (inside < 0.9) {
            return 7;
        }
        double wall = Math.abs(Math.abs(offset) - radius);
        if (wall < 2.2) {
            return 205;
        }
        if (wall < 5) {
            return 96;
        }
        double fascia = Math.abs(offset + 78 - x * x / 900 + 3 * structure.smooth(x / 40 + 200, 40));
        if (fascia < 2.5) {
            return 190;
        }
        double layer = offset < -78 ? 62 : offset < 0 ? 88 : 74;
        double behindVessel = offset > 0 ? 16 : 0;
        return layer + behindVessel + 22 * structure.smooth(x / 14 + 250, range / 7);
    }

    private int put(byte[] pixels, int at, int first, int second, int third) {
        pixels[at] = (byte) first;
        if (!colour) {
            return at + 1;
        }
        pixels[at + 1] = (byte) (second == 0 && third == 0 ? first : second);
        pixels[at + 2] = (byte) (second == 0 && third == 0 ? first : third);
        return at + 3;
    }
}
