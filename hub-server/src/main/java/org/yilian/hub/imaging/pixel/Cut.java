package org.yilian.hub.imaging.pixel;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/**
 * A piece of an image.
 *
 * @param width negative to turn the piece left to right; not a number for up to the edge
 * @param height negative to turn it upside down; not a number for up to the edge
 * @param shares whether the numbers are shares of the image instead of pixels
 */
public record Cut(double x, double y, double width, double height, boolean shares) {

    /**
     * @throws PixelFailure when the piece has no pixel of the image
     */
    public BufferedImage of(BufferedImage image) throws PixelFailure {
        double wide = shares ? image.getWidth() : 1;
        double high = shares ? image.getHeight() : 1;
        int left = (int) Math.round(x * wide);
        int top = (int) Math.round(y * high);
        int columns = extent(width * wide, image.getWidth() - left);
        int rows = extent(height * high, image.getHeight() - top);
        if (left < 0 || top < 0 || columns < 1 || rows < 1) {
            throw PixelFailure.unsupported("The piece that is asked for lies outside the image");
        }
        BufferedImage piece = new BufferedImage(columns, rows, image.getType());
        Graphics2D g = piece.createGraphics();
        boolean mirrored = width < 0;
        boolean overturned = height < 0;
        g.drawImage(
                image,
                mirrored ? columns : 0,
                overturned ? rows : 0,
                mirrored ? 0 : columns,
                overturned ? 0 : rows,
                left,
                top,
                left + columns,
                top + rows,
                null);
        g.dispose();
        return piece;
    }

    private static int extent(double asked, int left) {
        return Double.isNaN(asked) ? left : (int) Math.min(left, Math.round(Math.abs(asked)));
    }
}
