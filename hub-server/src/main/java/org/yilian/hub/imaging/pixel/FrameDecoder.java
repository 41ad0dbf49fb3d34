package org.yilian.hub.imaging.pixel;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * One frame's bytes to values. JPEG baseline by the JDK, JPEG lossless by TwelveMonkeys, JPEG 2000 by jai-imageio, RLE,
 * JPEG-LS and native here; JPEG extended of 12 bits and HTJ2K by {@link OutsideDecoder}. JPEG XL and video are not decoded.
 */
public final class FrameDecoder {
    private static final Set<String> NATIVE =
            Set.of("1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2");
    private static final String RLE = "1.2.840.10008.1.2.5";
    private static final Set<String> JPEG = Set.of("1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51");
    private static final Set<String> LOSSLESS = Set.of("1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70");
    private static final Set<String> JPEG_LS = Set.of("1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81");
    private static final Set<String> JPEG_2000 = Set.of("1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91");
    private static final Set<String> HTJ2K =
            Set.of("1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202", "1.2.840.10008.1.2.4.203");

    private FrameDecoder() {}

    /** Whether frames of this transfer syntax lie uncompressed in the object. */
    public static boolean isNative(String transferSyntax) {
        return NATIVE.contains(transferSyntax);
    }

    /** Whether frames of this transfer syntax can be decoded, if need be with a program that is not always installed. */
    public static boolean knows(String transferSyntax) {
        return Stream.of(NATIVE, Set.of(RLE), JPEG, LOSSLESS, JPEG_LS, JPEG_2000, HTJ2K)
                .anyMatch(known -> known.contains(transferSyntax));
    }

    public static Frame decode(PixelShape shape, String transferSyntax, byte[] bytes) throws PixelFailure {
        shape.check();
        return NATIVE.contains(transferSyntax)
                ? NativeFrames.decode(shape, bytes)
                : samples(shape, transferSyntax, bytes).frame(shape);
    }

    /** Samples of a compressed frame as the compression holds them. */
    public static Samples samples(PixelShape shape, String transferSyntax, byte[] bytes) throws PixelFailure {
        shape.check();
        if (RLE.equals(transferSyntax)) {
            return runLength(shape, bytes);
        }
        if (JPEG.contains(transferSyntax)) {
            if (JpegColour.precision(bytes) > 8) {
                return new Samples(OutsideDecoder.jpeg(shape, bytes), shape.photometric());
            }
            return fromRaster(shape, read("jpeg", "com.sun.imageio", bytes), JpegColour.isYcc(bytes));
        }
        if (LOSSLESS.contains(transferSyntax)) {
            return fromRaster(shape, read("jpeg", "com.twelvemonkeys", bytes), false);
        }
        if (JPEG_LS.contains(transferSyntax)) {
            int[] samples = JpegLs.decode(bytes, shape.columns(), shape.rows(), shape.samples());
            return new Samples(samples, fullChroma(shape));
        }
        // The codestream undoes YBR_RCT and YBR_ICT by itself.
        if (JPEG_2000.contains(transferSyntax)) {
            return fromRaster(shape, read("jpeg2000", "com.github.jaiimageio", bytes), false);
        }
        if (HTJ2K.contains(transferSyntax)) {
            int[] samples = OutsideDecoder.highThroughput(shape, bytes);
            return new Samples(samples, shape.samples() == 3 ? "RGB" : shape.photometric());
        }
        throw PixelFailure.unsupported("No decoder for this transfer syntax");
    }

    /** Lossless compressions keep a chroma sample per pixel, whatever the header says. */
    private static String fullChroma(PixelShape shape) {
        return shape.samples() == 3 && shape.photometric().startsWith("YBR_FULL") ? "YBR_FULL" : shape.photometric();
    }

    private static Samples runLength(PixelShape shape, byte[] bytes) throws PixelFailure {
        int width = Math.max(1, shape.bitsAllocated() / 8);
        int pixels = shape.pixels();
        byte[] planes = RunLength.decode(bytes, pixels, shape.samples() * width);
        int[] values = new int[pixels * shape.samples()];
        for (int component = 0; component < shape.samples(); component++) {
            for (int plane = 0; plane < width; plane++) {
                int from = (component * width + plane) * pixels;
                for (int i = 0, to = component; i < pixels; i++, to += shape.samples()) {
                    values[to] = values[to] << 8 | planes[from + i] & 0xFF;
                }
            }
        }
        return new Samples(values, fullChroma(shape));
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

    private static Samples fromRaster(PixelShape shape, Raster raster, boolean ycc) throws PixelFailure {
        int width = raster.getWidth();
        int height = raster.getHeight();
        int components = shape.samples();
        if (width != shape.columns() || height != shape.rows() || raster.getNumBands() < components) {
            throw PixelFailure.broken("The compressed frame is not the size that the header says");
        }
        int[] values = new int[components * width * height];
        for (int band = 0; band < components; band++) {
            int[] plane = raster.getSamples(raster.getMinX(), raster.getMinY(), width, height, band, (int[]) null);
            for (int i = 0, to = band; i < plane.length; i++, to += components) {
                values[to] = plane[i];
            }
        }
        return components == 1
                ? new Samples(values, shape.photometric())
                : new Samples(ycc ? Colours.fromYcc(values) : values, "RGB");
    }
}
