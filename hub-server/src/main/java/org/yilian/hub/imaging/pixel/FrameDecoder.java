package org.yilian.hub.imaging.pixel;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * One frame's bytes to values. JPEG baseline by the JDK, JPEG lossless by TwelveMonkeys, JPEG 2000 by jai-imageio, RLE and
 * native here. JPEG extended 12 bit, JPEG-LS, HTJ2K, JPEG XL and video are not decoded.
 */
public final class FrameDecoder {
    private static final Set<String> NATIVE =
            Set.of("1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2");
    private static final String RLE = "1.2.840.10008.1.2.5";
    private static final Set<String> JPEG = Set.of("1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51");
    private static final Set<String> LOSSLESS = Set.of("1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70");
    private static final Set<String> JPEG_2000 = Set.of("1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91");

    private FrameDecoder() {}

    /** Whether frames of this transfer syntax lie uncompressed in the object. */
    public static boolean isNative(String transferSyntax) {
        return NATIVE.contains(transferSyntax);
    }

    public static Frame decode(PixelShape shape, String transferSyntax, byte[] bytes) throws PixelFailure {
        shape.check();
        if (NATIVE.contains(transferSyntax)) {
            return NativeFrames.decode(shape, bytes);
        }
        if (RLE.equals(transferSyntax)) {
            return runLength(shape, bytes);
        }
        if (JPEG.contains(transferSyntax)) {
            return fromRaster(shape, read("jpeg", "com.sun.imageio", bytes), JpegColour.isYcc(bytes));
        }
        if (LOSSLESS.contains(transferSyntax)) {
            return fromRaster(shape, read("jpeg", "com.twelvemonkeys", bytes), false);
        }
        if (JPEG_2000.contains(transferSyntax)) {
            // The codestream undoes YBR_RCT and YBR_ICT by itself.
            return fromRaster(shape, read("jpeg2000", "com.github.jaiimageio", bytes), false);
        }
        throw PixelFailure.unsupported("No decoder for this transfer syntax");
    }

    private static Frame runLength(PixelShape shape, byte[] bytes) throws PixelFailure {
        int bytesPerSample = Math.max(1, shape.bitsAllocated() / 8);
        int pixels = shape.pixels();
        byte[] planes = RunLength.decode(bytes, pixels, shape.samples() * bytesPerSample);
        if (shape.samples() == 3) {
            byte[] interleaved = NativeFrames.interleave(planes, pixels);
            // RLE is lossless: its YBR is full range with a chroma sample per pixel.
            String space = shape.photometric().startsWith("YBR_FULL") ? "YBR_FULL" : shape.photometric();
            return new Frame.Colour(shape.columns(), shape.rows(), Colours.toRgb(space, interleaved, pixels));
        }
        int[] values = new int[pixels];
        for (int plane = 0; plane < bytesPerSample; plane++) {
            for (int i = 0; i < pixels; i++) {
                values[i] = values[i] << 8 | planes[plane * pixels + i] & 0xFF;
            }
        }
        return new Frame.Grey(shape.columns(), shape.rows(), NativeFrames.applySign(shape, values));
    }

    private static Raster read(String format, String vendor, byte[] bytes) throws PixelFailure {
        ImageReader reader = reader(format, vendor);
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            if ((long) reader.getWidth(0) * reader.getHeight(0) > PixelShape.MAX_PIXELS) {
                throw new PixelFailure(PixelFailure.Reason.TOO_LARGE, "More pixels than a preview may have");
            }
            return reader.canReadRaster()
                    ? reader.readRaster(0, null)
                    : reader.read(0).getRaster();
        } catch (IOException | RuntimeException e) {
            throw new PixelFailure(PixelFailure.Reason.BROKEN, "The compressed frame cannot be decoded", e);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(String format, String vendor) throws PixelFailure {
        for (Iterator<ImageReader> all = ImageIO.getImageReadersByFormatName(format); all.hasNext(); ) {
            ImageReader reader = all.next();
            if (reader.getClass().getName().startsWith(vendor)) {
                return reader;
            }
        }
        throw PixelFailure.unsupported("The decoder of this transfer syntax is not installed");
    }

    private static Frame fromRaster(PixelShape shape, Raster raster, boolean ycc) throws PixelFailure {
        int width = raster.getWidth();
        int height = raster.getHeight();
        if (width != shape.columns() || height != shape.rows() || raster.getNumBands() < shape.samples()) {
            throw PixelFailure.broken("The compressed frame is not the size that the header says");
        }
        if (shape.samples() == 1) {
            int[] values =
                    raster.getSamples(raster.getMinX(), raster.getMinY(), width, height, 0, new int[width * height]);
            return new Frame.Grey(width, height, NativeFrames.applySign(shape, values));
        }
        byte[] samples = new byte[3 * width * height];
        for (int band = 0; band < 3; band++) {
            int[] values = raster.getSamples(raster.getMinX(), raster.getMinY(), width, height, band, (int[]) null);
            for (int i = 0; i < values.length; i++) {
                samples[3 * i + band] = (byte) values[i];
            }
        }
        return new Frame.Colour(width, height, ycc ? Colours.fromYcc(samples, width * height) : samples);
    }
}
