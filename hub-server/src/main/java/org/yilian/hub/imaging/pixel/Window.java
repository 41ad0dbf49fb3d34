package org.yilian.hub.imaging.pixel;

/** Window of PS3.3 C.11.2.1.2 and the three functions of C.11.2.1.3. */
public record Window(double center, double width, Function function) {

    public enum Function {
        LINEAR,
        LINEAR_EXACT,
        SIGMOID
    }

    public Window {
        if (!Double.isFinite(center) || !Double.isFinite(width)) {
            throw new IllegalArgumentException("Window centre and width are finite numbers");
        }
        boolean narrow = function == Function.LINEAR ? width < 1 : width <= 0;
        if (narrow) {
            throw new IllegalArgumentException("Window width is too small for its function");
        }
    }

    static Window covering(double a, double b) {
        return new Window((a + b) / 2, Math.max(Math.abs(b - a), 1e-6), Function.LINEAR_EXACT);
    }

    /** Share of full brightness, 0 to 1. */
    double share(double value) {
        double share =
                switch (function) {
                    case LINEAR ->
                        width == 1 ? (value > center - 0.5 ? 1 : 0) : (value - (center - 0.5)) / (width - 1) + 0.5;
                    case LINEAR_EXACT -> (value - center) / width + 0.5;
                    case SIGMOID -> 1 / (1 + Math.exp(-4 * (value - center) / width));
                };
        return Math.max(0, Math.min(1, share));
    }
}
