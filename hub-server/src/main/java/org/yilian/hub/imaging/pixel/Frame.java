package org.yilian.hub.imaging.pixel;

/** One decoded frame: stored values of a grey or palette image, or colours. */
public sealed interface Frame {
    int width();

    int height();

    /**
     * @param values stored values, sign applied, row by row
     */
    record Grey(int width, int height, int[] values) implements Frame {}

    /**
     * @param rgb red, green, blue of each pixel, row by row
     */
    record Colour(int width, int height, byte[] rgb) implements Frame {}
}
