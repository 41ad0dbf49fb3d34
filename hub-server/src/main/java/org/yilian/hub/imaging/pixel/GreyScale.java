package org.yilian.hub.imaging.pixel;

/**
 * From stored values to shades: modality transformation, window, polarity
 * (<a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part03/sect_C.11.html">PS3.3 C.11</a>).
 *
 * @param slope Rescale Slope, 1 where the object has none
 * @param intercept Rescale Intercept, 0 where the object has none
 * @param modality Modality LUT instead of slope and intercept, or null
 * @param window window to look through, or null to take a VOI LUT or the range of the pixels
 * @param voi VOI LUT, used where no window is given, or null
 * @param inverted MONOCHROME1: the smallest value is white
 * @param padding stored value that stands for "no pixel", or null
 */
public record GreyScale(
        double slope, double intercept, Lut modality, Window window, Lut voi, boolean inverted, Integer padding) {

    public GreyScale with(Window other) {
        return new GreyScale(slope, intercept, modality, other, voi, inverted, padding);
    }

    /**
     * A lookup table, PS3.3 C.11.1.1.
     *
     * @param first stored value that the first entry stands for
     * @param bits bits of an entry
     */
    public record Lut(int first, int bits, int[] entries) {
        double at(double value) {
            int index = (int) Math.max(0, Math.min(entries.length - 1L, Math.round(value) - first));
            return entries[index];
        }
    }

    /** One byte of shade per pixel. */
    byte[] shades(Frame.Grey frame) {
        int low = Integer.MAX_VALUE;
        int high = Integer.MIN_VALUE;
        int lowAll = Integer.MAX_VALUE;
        int highAll = Integer.MIN_VALUE;
        for (int value : frame.values()) {
            lowAll = Math.min(lowAll, value);
            highAll = Math.max(highAll, value);
            if (padding == null || value != padding) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        if (low > high) {
            low = lowAll;
            high = highAll;
        }
        Shade shade = shade(low, high);
        byte[] out = new byte[frame.values().length];
        if ((long) highAll - lowAll < 1 << 17) {
            byte[] table = new byte[highAll - lowAll + 1];
            for (int i = 0; i < table.length; i++) {
                table[i] = shade.of(lowAll + i);
            }
            for (int i = 0; i < out.length; i++) {
                out[i] = table[frame.values()[i] - lowAll];
            }
        } else {
            for (int i = 0; i < out.length; i++) {
                out[i] = shade.of(frame.values()[i]);
            }
        }
        return out;
    }

    private interface Shade {
        byte of(int stored);
    }

    private Shade shade(int low, int high) {
        Window effective = window != null || voi != null ? window : Window.covering(rescaled(low), rescaled(high));
        return stored -> {
            if (padding != null && stored == padding) {
                return 0;
            }
            double value = rescaled(stored);
            double share = effective != null ? effective.share(value) : voi.at(value) / ((1L << voi.bits()) - 1);
            long shade = Math.round(255 * Math.max(0, Math.min(1, share)));
            return (byte) (inverted ? 255 - shade : shade);
        };
    }

    private double rescaled(int stored) {
        return modality != null ? modality.at(stored) : stored * slope + intercept;
    }
}
