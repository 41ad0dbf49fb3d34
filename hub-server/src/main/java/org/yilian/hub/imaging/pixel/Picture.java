package org.yilian.hub.imaging.pixel;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Frames as pictures that a browser shows. */
public final class Picture {
    private Picture() {}

    public static BufferedImage grey(Frame.Grey frame, GreyScale scale) {
        BufferedImage image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] shades = scale.shades(frame);
        System.arraycopy(shades, 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData(), 0, shades.length);
        return image;
    }

    public static BufferedImage palette(Frame.Grey frame, Palette palette) {
        return colour(new Frame.Colour(frame.width(), frame.height(), palette.rgb(frame.values())));
    }

    public static BufferedImage colour(Frame.Colour frame) {
        BufferedImage image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < 3 * frame.width() * frame.height(); i += 3) {
            bgr[i] = frame.rgb()[i + 2];
            bgr[i + 1] = frame.rgb()[i + 1];
            bgr[i + 2] = frame.rgb()[i];
        }
        return image;
    }

    /** Scales down to fit into the box, keeping proportions; never enlarges. Halves step by step, so that lines survive. */
    public static BufferedImage fit(BufferedImage image, int maxWidth, int maxHeight) {
        double factor =
                Math.min(1, Math.min((double) maxWidth / image.getWidth(), (double) maxHeight / image.getHeight()));
        int width = (int) Math.max(1, Math.round(image.getWidth() * factor));
        int height = (int) Math.max(1, Math.round(image.getHeight() * factor));
        BufferedImage current = image;
        while (current.getWidth() > width || current.getHeight() > height) {
            int nextWidth = Math.max(width, (current.getWidth() + 1) / 2);
            int nextHeight = Math.max(height, (current.getHeight() + 1) / 2);
            BufferedImage next = new BufferedImage(nextWidth, nextHeight, current.getType());
            Graphics2D g = next.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            g.drawImage(current, 0, 0, nextWidth, nextHeight, null);
            g.dispose();
            current = next;
        }
        return current;
    }

    /**
     * Writes as JPEG.
     *
     * @param quality 1 to 100
     */
    public static void jpeg(BufferedImage image, int quality, OutputStream out) throws IOException {
        ImageWriter writer = writer("com.sun.imageio");
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(Math.max(1, Math.min(100, quality)) / 100f);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
    }

    public static void png(BufferedImage image, OutputStream out) throws IOException {
        ImageIO.write(image, "png", out);
    }

    private static ImageWriter writer(String vendor) {
        for (var all = ImageIO.getImageWritersByFormatName("jpeg"); all.hasNext(); ) {
            ImageWriter writer = all.next();
            if (writer.getClass().getName().startsWith(vendor)) {
                return writer;
            }
        }
        throw new IllegalStateException("The JDK's JPEG writer is missing");
    }
}
