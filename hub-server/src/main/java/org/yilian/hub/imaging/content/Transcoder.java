package org.yilian.hub.imaging.content;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import org.springframework.stereotype.Component;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomReader;
import org.yilian.dicom.DicomWriter;
import org.yilian.dicom.ReadLimits;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.VR;
import org.yilian.hub.imaging.index.InstanceRow;
import org.yilian.hub.imaging.pixel.FrameDecoder;
import org.yilian.hub.imaging.pixel.PixelFailure;
import org.yilian.hub.imaging.pixel.PixelShape;
import org.yilian.hub.imaging.pixel.Presentation;
import org.yilian.hub.imaging.pixel.Samples;
import org.yilian.hub.imaging.store.ImageStore;

/**
 * Objects in explicit VR little endian for those who cannot read the syntax they are stored in. Only this way: nothing is ever
 * compressed again. The instance keeps its UID, as what is decoded shows the same (PS3.4 B.4.1.1 lets an SCP do so); the stored
 * bytes stay what they are. Elements behind the pixel data, trailing padding and signatures of other bytes, stay behind.
 */
@Component
public class Transcoder {
    /** The syntax that everything is decoded to. */
    public static final TransferSyntax TARGET = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    private static final int FLOAT_PIXELS = 0x7FE00008;
    private static final int DOUBLE_PIXELS = 0x7FE00009;
    private static final int EXTENDED_OFFSETS = 0x7FE00001;
    private static final int EXTENDED_LENGTHS = 0x7FE00002;
    private static final long LONGEST = 0xFFFF_FFFEL;

    private final ImageStore store;
    private final FrameBytes frames;

    Transcoder(ImageStore store, FrameBytes frames) {
        this.store = store;
        this.frames = frames;
    }

    /** Whether an object of this syntax can be decoded as far as its syntax tells. */
    public static boolean decodes(String transferSyntax) {
        return FrameDecoder.knows(transferSyntax);
    }

    /**
     * The object as a Part 10 file.
     *
     * @throws PixelFailure when its first frame cannot be decoded
     */
    public Transcoded open(InstanceRow row) throws IOException, PixelFailure {
        DataSet head;
        int pixelTag;
        try (InputStream in = new BufferedInputStream(
                Channels.newInputStream(store.open(row.object().key())), 1 << 16)) {
            DicomReader reader = DicomReader.file(in).limits(ReadLimits.HEADER).stopAt(EXTENDED_OFFSETS);
            head = reader.read();
            pixelTag = reader.nextTag();
        }
        boolean plain = FrameDecoder.isNative(row.transferSyntax());
        if (!row.pixels().present()) {
            return new Transcoded(start(row, head), 0, out -> {});
        }
        return plain ? uncompressed(row, head, pixelTag) : decoded(row, head);
    }

    /** One frame as native bytes, little endian; null where there is none. */
    public byte[] frame(InstanceRow row, DataSet head, int number) throws IOException, PixelFailure {
        byte[] bytes = frames.frame(row, number);
        if (bytes == null) {
            return null;
        }
        if (FrameDecoder.isNative(row.transferSyntax())) {
            WordOrder.of(row, head.intValue(Tag.BitsAllocated, 16)).apply(bytes, bytes.length);
            return bytes;
        }
        PixelShape shape = Presentation.of(head, row.transferSyntax(), number).shape();
        return FrameDecoder.samples(shape, row.transferSyntax(), bytes).littleEndian(shape);
    }

    private Transcoded uncompressed(InstanceRow row, DataSet head, int pixelTag) throws IOException {
        int bits = head.intValue(Tag.BitsAllocated, 16);
        boolean real = pixelTag == FLOAT_PIXELS || pixelTag == DOUBLE_PIXELS;
        VR vr = pixelTag == FLOAT_PIXELS ? VR.OF : pixelTag == DOUBLE_PIXELS ? VR.OD : VR.OW;
        int tag = real ? pixelTag : Tag.PixelData;
        WordOrder order = WordOrder.of(row, pixelTag == DOUBLE_PIXELS ? 64 : bits);
        long length = row.pixels().length();
        byte[] start = start(row, head, tag, vr, length + (length & 1));
        return new Transcoded(start, length + (length & 1), out -> {
            try (InputStream in = frames.stream(row)) {
                byte[] buffer = new byte[1 << 16];
                for (long left = length; left > 0; ) {
                    int n = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
                    if (n == 0) {
                        throw FrameBytes.tooShort();
                    }
                    order.apply(buffer, n);
                    out.write(buffer, 0, n);
                    left -= n;
                }
                out.write(new byte[(int) (length & 1)]);
            }
        });
    }

    private Transcoded decoded(InstanceRow row, DataSet head) throws IOException, PixelFailure {
        PixelShape shape = Presentation.of(head, row.transferSyntax(), 1).shape();
        byte[] compressed = frames.frame(row, 1);
        if (compressed == null) {
            throw new PixelFailure(PixelFailure.Reason.BROKEN, "The object has no frame");
        }
        Samples samples = FrameDecoder.samples(shape, row.transferSyntax(), compressed);
        byte[] first = samples.littleEndian(shape);
        long length = Math.multiplyExact((long) first.length, (long) shape.frames());
        if (length > LONGEST) {
            throw new PixelFailure(PixelFailure.Reason.TOO_LARGE, "Decoded, the object is longer than 4 GB");
        }
        head.set(Tag.PhotometricInterpretation, samples.photometric());
        if (shape.samples() > 1) {
            head.set(Tag.PlanarConfiguration, 0);
        }
        head.remove(EXTENDED_OFFSETS).remove(EXTENDED_LENGTHS);
        VR vr = shape.bitsAllocated() > 8 ? VR.OW : VR.OB;
        byte[] start = start(row, head, Tag.PixelData, vr, length + (length & 1));
        return new Transcoded(start, length + (length & 1), out -> {
            out.write(first);
            for (int number = 2; number <= shape.frames(); number++) {
                try {
                    byte[] next = frame(row, head, number);
                    if (next == null || next.length != first.length) {
                        throw FrameBytes.tooShort();
                    }
                    out.write(next);
                } catch (PixelFailure e) {
                    throw new IOException(e.getMessage(), e);
                }
            }
            out.write(new byte[(int) (length & 1)]);
        });
    }

    private static byte[] start(InstanceRow row, DataSet head) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.writeFileHead(null, DicomWriter.fileMeta(row.sopClass(), row.sopUid(), TARGET), out);
        DicomWriter.write(head, TARGET, out);
        return out.toByteArray();
    }

    /** Everything up to the first byte of the pixels: an element of a long length, PS3.5 7.1.2. */
    private static byte[] start(InstanceRow row, DataSet head, int tag, VR vr, long length) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(start(row, head));
        out.write(new byte[] {(byte) (tag >> 16), (byte) (tag >> 24), (byte) tag, (byte) (tag >> 8)});
        out.write(new byte[] {(byte) vr.name().charAt(0), (byte) vr.name().charAt(1), 0, 0});
        for (int shift = 0; shift < 32; shift += 8) {
            out.write((int) (length >> shift));
        }
        return out.toByteArray();
    }
}
