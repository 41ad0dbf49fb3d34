package org.yilian.hub.imaging.pixel;

/** Palette Color Lookup Tables, PS3.3 C.7.6.3.1.5 and .6; entries already brought to 8 bit. */
public record Palette(int first, byte[] red, byte[] green, byte[] blue) {

    byte[] rgb(int[] values) {
        byte[] rgb = new byte[3 * values.length];
        for (int i = 0; i < values.length; i++) {
            int index = Math.max(0, Math.min(red.length - 1, values[i] - first));
            rgb[3 * i] = red[index];
            rgb[3 * i + 1] = green[index];
            rgb[3 * i + 2] = blue[index];
        }
        return rgb;
    }
}
