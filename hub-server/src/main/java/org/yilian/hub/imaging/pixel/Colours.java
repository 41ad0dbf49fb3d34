package org.yilian.hub.imaging.pixel;

/** Colour spaces of PS3.3 C.7.6.3.1.2 as red, green and blue. */
final class Colours {
    private Colours() {}

    /** Interleaved samples of a photometric interpretation as RGB; unknown spaces stay as they are. */
    static byte[] toRgb(String photometric, byte[] samples, int pixels) {
        return switch (photometric) {
            case "YBR_FULL", "YBR_FULL_422" -> fromYcc(samples, pixels);
            case "YBR_PARTIAL_422", "YBR_PARTIAL_420" -> fromPartialYcc(samples, pixels);
            default -> samples;
        };
    }

    static int[] fromYcc(int[] ycc) {
        byte[] bytes = new byte[ycc.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ycc[i];
        }
        byte[] rgb = fromYcc(bytes, bytes.length / 3);
        int[] values = new int[rgb.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = rgb[i] & 0xFF;
        }
        return values;
    }

    private static byte[] fromYcc(byte[] ycc, int pixels) {
        byte[] rgb = new byte[3 * pixels];
        for (int i = 0; i < 3 * pixels; i += 3) {
            double y = ycc[i] & 0xFF;
            double cb = (ycc[i + 1] & 0xFF) - 128;
            double cr = (ycc[i + 2] & 0xFF) - 128;
            put(rgb, i, y + 1.402 * cr, y - 0.344136 * cb - 0.714136 * cr, y + 1.772 * cb);
        }
        return rgb;
    }

    private static byte[] fromPartialYcc(byte[] ycc, int pixels) {
        byte[] rgb = new byte[3 * pixels];
        for (int i = 0; i < 3 * pixels; i += 3) {
            double y = 1.1644 * ((ycc[i] & 0xFF) - 16);
            double cb = (ycc[i + 1] & 0xFF) - 128;
            double cr = (ycc[i + 2] & 0xFF) - 128;
            put(rgb, i, y + 1.5960 * cr, y - 0.3917 * cb - 0.8130 * cr, y + 2.0173 * cb);
        }
        return rgb;
    }

    private static void put(byte[] rgb, int at, double r, double g, double b) {
        rgb[at] = clamp(r);
        rgb[at + 1] = clamp(g);
        rgb[at + 2] = clamp(b);
    }

    private static byte clamp(double value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
}
