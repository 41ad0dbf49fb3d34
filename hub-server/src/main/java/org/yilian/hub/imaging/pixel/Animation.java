package org.yilian.hub.imaging.pixel;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;

/** Frames as an animated GIF that repeats for ever, one picture after the other: none but the current one is held. */
public final class Animation implements AutoCloseable {
    private static final String FORMAT = "javax_imageio_gif_image_1.0";
    private static final int SLOWEST = 6_000;
    /** Browsers show shorter ones as long as ten of these. */
    private static final int FASTEST = 20;

    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("gif").next();
    private final ImageOutputStream out;
    private final int hundredths;
    private boolean first = true;

    /**
     * @param frameTime of each picture in milliseconds
     */
    public Animation(OutputStream to, double frameTime) throws IOException {
        this.out = ImageIO.createImageOutputStream(to);
        this.hundredths = (int) Math.round(Math.max(FASTEST, Math.min(SLOWEST, frameTime)) / 10);
        writer.setOutput(out);
        writer.prepareWriteSequence(null);
    }

    /** Milliseconds a frame by Frame Time, Cine Rate or the rate it is recommended to be shown at; else a tenth of a second. */
    public static double frameTime(DataSet head) {
        double time = head.doubleValue(Tag.FrameTime, 0);
        double rate = head.doubleValue(Tag.CineRate, head.doubleValue(0x00082144, 0));
        return time > 0 ? time : rate > 0 ? 1_000 / rate : 100;
    }

    public void add(BufferedImage picture) throws IOException {
        IIOMetadata metadata =
                writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(picture), null);
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
        IIOMetadataNode control = child(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("transparentColorIndex", "0");
        control.setAttribute("delayTime", String.valueOf(hundredths));
        if (first) {
            IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
            loop.setAttribute("applicationID", "NETSCAPE");
            loop.setAttribute("authenticationCode", "2.0");
            loop.setUserObject(new byte[] {1, 0, 0});
            child(root, "ApplicationExtensions").appendChild(loop);
            first = false;
        }
        metadata.setFromTree(FORMAT, root);
        writer.writeToSequence(new IIOImage(picture, null, metadata), null);
    }

    private static IIOMetadataNode child(IIOMetadataNode root, String name) {
        for (int i = 0; i < root.getLength(); i++) {
            if (root.item(i).getNodeName().equals(name)) {
                return (IIOMetadataNode) root.item(i);
            }
        }
        IIOMetadataNode node = new IIOMetadataNode(name);
        root.appendChild(node);
        return node;
    }

    @Override
    public void close() throws IOException {
        writer.endWriteSequence();
        out.flush();
        out.close();
        writer.dispose();
    }
}
